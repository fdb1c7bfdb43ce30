// Owns `<` and `<=` between values (language.md §8.4). `a > b` is lessThan(b, a), `a >= b` is lessOrEqual(b, a).
// Must not know equality.
import { toNumber } from './coerce.ts';
import { compareText } from './compare-text.ts';
import { compare, Decimal } from './decimal.ts';
import type { Value } from './value.ts';

export function lessThan(a: Value, b: Value): boolean {
  return order(a, b) === -1;
}

export function lessOrEqual(a: Value, b: Value): boolean {
  const o = order(a, b);
  return o === -1 || o === 0;
}

/** -1, 0, 1, or undefined where the language has no order: then all four operators are false. */
export function order(a: Value, b: Value): -1 | 0 | 1 | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    const c = compareText(a, b);
    return c < 0 ? -1 : c > 0 ? 1 : 0;
  }
  if (isOrdered(a) && isOrdered(b)) return compare(toNumber(a), toNumber(b));
  return undefined;
}

function isOrdered(v: Value): boolean {
  return typeof v === 'number' || typeof v === 'string' || v instanceof Decimal;
}
