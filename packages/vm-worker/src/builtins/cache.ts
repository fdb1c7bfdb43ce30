// Owns the cache builtins (language.md §22.10) and the encoding in which values cross threads: plain arrays that structured
// cloning copies exactly, decimals included. Must not know where the cache lives: that is behind Host.
import { toNumber } from '@etamil/shared/coerce';
import { Decimal, toText } from '@etamil/shared/decimal';
import { EArray, ERecord, EResult, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

/** Primitives stand for themselves; the rest are tagged arrays. */
export type Encoded =
  | null
  | boolean
  | string
  | number
  | readonly ['d', number | bigint, number]
  | readonly ['a', readonly Encoded[]]
  | readonly ['r', string | null, readonly string[], readonly Encoded[]]
  | readonly ['k', boolean, Encoded];

/** Structured cloning recurses, so nesting is bounded long before a thread's stack is. */
const MAX_NESTING = 1000;

/** A value as structured-clone-safe data; faults on functions (RUN-CACHE-FUNCTION). Charges the copy to the run. */
export function encodeValue(R: Run, value: Value, depth = 0): Encoded {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'string') R.charge(value.length);
    return value;
  }
  if (value instanceof Decimal) return ['d', value.c, value.s];
  // Shared parts are copied once per place, so a small value can be a large copy: look at the limits on the way.
  if (--R.fuel <= 0) R.look();
  if (depth > MAX_NESTING) {
    return badArgument(R, 'பதுக்கில் வைக்க மதிப்பு மிக ஆழமானது', 'the value is nested too deeply for the cache');
  }
  if (value instanceof EArray) {
    R.charge(64 + value.len * 16);
    const items: Encoded[] = [];
    for (let i = 0; i < value.len; i++) {
      items.push(encodeValue(R, value.buf[i] as Value, depth + 1));
    }
    return ['a', items];
  }
  if (value instanceof ERecord) {
    R.charge(96 + value.map.size * 48);
    const items: Encoded[] = [];
    for (const item of value.map.values()) items.push(encodeValue(R, item, depth + 1));
    return ['r', value.shape, [...value.map.keys()], items];
  }
  if (value instanceof EResult) return ['k', value.ok, encodeValue(R, value.value, depth + 1)];
  return R.fault('RUN-CACHE-FUNCTION');
}

/** A fresh value that nothing else holds. */
export function decodeValue(R: Run, data: Encoded): Value {
  if (data === null || typeof data !== 'object') {
    if (typeof data === 'string') R.charge(data.length);
    return data;
  }
  switch (data[0]) {
    case 'd':
      return new Decimal(data[1], data[2]);
    case 'a':
      R.chargeEntries(data[1].length, data[1].length);
      return new EArray(data[1].map((item) => decodeValue(R, item)));
    case 'r': {
      const [, shape, keys, items] = data;
      R.chargeEntries(keys.length, keys.length, 48);
      return new ERecord(new Map(keys.map((key, i) => [key, decodeValue(R, items[i] ?? null)])), shape);
    }
    case 'k':
      return new EResult(data[1], decodeValue(R, data[2]));
  }
}

export const CACHE: BuiltinFamily = {
  async cacheGet(R, key) {
    const stored = await R.host.cacheGet(textOf(R, key));
    return stored === undefined ? null : decodeValue(R, stored as Encoded);
  },
  async cacheSet(R, key, value, seconds) {
    const name = textOf(R, key);
    const encoded = encodeValue(R, value);
    const life = Number(toText(toNumber(seconds)));
    if (life > 0) await R.host.cacheSet(name, encoded, life);
    else await R.host.cacheDelete(name);
    return null;
  },
  async cacheDelete(R, key) {
    return R.host.cacheDelete(textOf(R, key));
  },
};
