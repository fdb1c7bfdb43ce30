// Hot path (bench/append). Owns the builtins that make new arrays: append, the sorts, join (builtins.md 3).
// Must not change an argument: arrays share a buffer prefix or are copied (architecture §5).
import { compareText } from '@etamil/shared/compare-text';
import { toNumber, truthy } from '@etamil/shared/coerce';
import { compare, Decimal } from '@etamil/shared/decimal';
import { EArray, ERecord, type Num, share, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

/** The array, or RUN-BUILTIN-ARG naming the builtin in both languages. */
export function needArray(R: Run, v: Value, tamil: string, english: string): EArray {
  if (v instanceof EArray) return v;
  return badArgument(R, `${tamil} க்கு ஒரு அணி தேவை`, `${english} needs an array`);
}

const isNumber = (v: Value): v is Num => typeof v === 'number' || v instanceof Decimal;

/** Two array handles over one buffer when its end is free, so that a chain of appends is linear (§9.4). */
function append(R: Run, items: Value, value: Value): EArray {
  const a = needArray(R, items, 'இணை', 'append');
  const length = a.len + 1;
  const free = a.buf.length === a.len;
  // A power of two charges what the buffer grew by; in between only the handle is new.
  if (!free || (length & (length - 1)) === 0) R.chargeEntries(length, length);
  else R.chargeEntries(length, 0);
  R.charge(48);
  if (!free) {
    const copy = a.buf.slice(0, a.len);
    copy.push(share(value));
    return new EArray(copy);
  }
  a.buf.push(share(value));
  a.tail = true;
  const next = new EArray(a.buf);
  next.tail = true;
  return next;
}

/** Compares elements and looks at the limits now and then, so that a long sort can be stopped. */
function watched<T>(R: Run, order: (a: T, b: T) => number): (a: T, b: T) => number {
  let left = 1024;
  return (a, b) => {
    if (--left === 0) {
      left = 1024;
      R.look();
    }
    return order(a, b);
  };
}

function fresh(R: Run, items: Value[]): EArray {
  R.chargeEntries(items.length, items.length);
  for (const item of items) share(item);
  return new EArray(items);
}

function sort(R: Run, v: Value): EArray {
  const items = needArray(R, v, 'வரிசையாக்கு', 'sort').items();
  if (items.every((item) => typeof item === 'number')) {
    return fresh(R, [...items].sort(watched(R, (a, b) => (a as number) - (b as number))));
  }
  if (items.every(isNumber)) return fresh(R, [...items].sort(watched(R, (a, b) => compare(a as Num, b as Num))));
  if (items.every((item) => typeof item === 'string')) {
    return fresh(R, [...items].sort(watched(R, (a, b) => compareText(a as string, b as string))));
  }
  const keyed = items.map((item) => {
    const key = textOf(R, item);
    R.charge(key.length + 48);
    return { item, key };
  });
  keyed.sort(watched(R, (a, b) => compareText(a.key, b.key)));
  return fresh(
    R,
    keyed.map((k) => k.item),
  );
}

function sortByField(R: Run, v: Value, field: Value, descending: Value): EArray {
  const items = needArray(R, v, 'புலத்தால்_வரிசையாக்கு', 'sortByField').items();
  const name = textOf(R, field);
  const sign = truthy(descending) ? -1 : 1;
  R.charge(items.length * 48);
  const keyed = items.map((item) => ({
    item,
    key: item instanceof ERecord ? toNumber(item.map.get(name) ?? null) : 0,
  }));
  keyed.sort(watched(R, (a, b) => sign * compare(a.key, b.key)));
  return fresh(
    R,
    keyed.map((k) => k.item),
  );
}

function join(R: Run, v: Value, separator: Value): string {
  const items = needArray(R, v, 'ஒன்றிணை', 'join').items();
  const between = textOf(R, separator);
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = textOf(R, item);
    length += text.length + between.length;
    // Early, so that a join of many shared long texts never exists beyond the limit.
    if (length - between.length > R.limits.string) R.chargeString(length - between.length);
    texts.push(text);
    if ((texts.length & 1023) === 0) R.look();
  }
  R.chargeString(Math.max(0, length - between.length));
  return texts.join(between);
}

export const ARRAYS: BuiltinFamily = { append, sort, sortByField, join };
