// Owns values → JSON text: compact, keys by code point, numbers as display text, results and functions null.
// Never fails but for TextTooLong; iterates, since values may nest far deeper than the host stack.
import { Decimal, toText } from './decimal.ts';
import { TextTooLong } from './display.ts';
import { sortedKeys } from './sort-keys.ts';
import { EArray, ERecord, type Value } from './value.ts';

/** Beyond any text the engine can hold. */
const LONGEST = 2 ** 29 - 25;

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

export function jsonWrite(v: Value, limit = LONGEST): string {
  return writeFlat(v) ?? writeDeep(v as EArray | ERecord, limit);
}

/** The engine's own escaping is exactly the specified one: short forms, else \u00xx in lower case, nothing beyond ASCII. */
function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Undefined for arrays and records. */
function writeFlat(v: Value): string | undefined {
  switch (typeof v) {
    case 'string':
      return quote(v);
    case 'number':
    case 'boolean':
      return String(v);
  }
  if (v instanceof Decimal) return toText(v);
  if (v instanceof EArray || v instanceof ERecord) return undefined;
  return 'null';
}

/** One array or record being written: its parts from `next` on are still to come. */
interface Open {
  readonly of: EArray | ERecord;
  readonly keys: readonly string[];
  next: number;
}

function open(v: EArray | ERecord): Open {
  return { of: v, keys: v instanceof ERecord ? sortedKeys(v.map) : [], next: 0 };
}

function writeDeep(v: EArray | ERecord, limit: number): string {
  const stack: Open[] = [open(v)];
  let out = v instanceof EArray ? '[' : '{';
  for (let top: Open | undefined = stack[0]; top !== undefined; top = stack[stack.length - 1]) {
    const of = top.of;
    const i = top.next++;
    let part: Value;
    if (of instanceof EArray) {
      if (i >= of.len) {
        out += ']';
        stack.pop();
        continue;
      }
      if (i > 0) out += ',';
      part = of.buf[i];
    } else {
      if (i >= top.keys.length) {
        out += '}';
        stack.pop();
        continue;
      }
      const key = top.keys[i];
      out += i > 0 ? `,${quote(key)}:` : `${quote(key)}:`;
      part = of.map.get(key) as Value;
    }
    const flat = writeFlat(part);
    if (flat !== undefined) out += flat;
    else {
      const inner = part as EArray | ERecord;
      out += inner instanceof EArray ? '[' : '{';
      stack.push(open(inner));
    }
    if (out.length > limit) throw new TextTooLong(limit);
  }
  return out;
}
