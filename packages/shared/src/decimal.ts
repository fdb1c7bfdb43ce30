// Hot path (bench/decimal-loop). Owns the operators on numbers (language.md §7.2): + - * negation, comparison, conversion.
// Must not know the virtual machine: errors are DecimalError. Each operator is a small function V8 inlines, and a slow one.
import { BIG_POW10, coefficient, Decimal, fromBigInt, type Num, POW10, strip } from './decimal-number.ts';

export { div } from './decimal-division.ts';
export { coefficient, Decimal, DecimalError, fromBigInt, type Num, scaleOf, strip } from './decimal-number.ts';
export { fromText, toText } from './decimal-text.ts';

// 2^53 - 1 is written out below: a literal folds, an imported constant is a load.

export function add(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= 9007199254740991 && r >= -9007199254740991) return r;
  }
  if (typeof a !== 'number' && typeof b !== 'number' && a.s === b.s) {
    const x = a.c;
    const y = b.c;
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x + y;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r === 0 ? 0 : new Decimal(r, a.s);
    }
  }
  return addMixed(a, b);
}

export function sub(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a - b;
    if (r <= 9007199254740991 && r >= -9007199254740991) return r;
  }
  if (typeof a !== 'number' && typeof b !== 'number' && a.s === b.s) {
    const x = a.c;
    const y = b.c;
    if (typeof x === 'number' && typeof y === 'number') {
      const r = x - y;
      if (r <= 9007199254740991 && r >= -9007199254740991) return r === 0 ? 0 : new Decimal(r, a.s);
    }
  }
  return subMixed(a, b);
}

export function mul(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    // + 0 turns -0 into 0.
    if (r <= 9007199254740991 && r >= -9007199254740991) return r + 0;
  }
  return mulMixed(a, b);
}

export function neg(a: Num): Num {
  return typeof a === 'number' ? 0 - a : new Decimal(-a.c, a.s);
}

export function compare(a: Num, b: Num): -1 | 0 | 1 {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return compareMixed(a, b);
}

export function equals(a: Num, b: Num): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return compareMixed(a, b) === 0;
}

export function isZero(n: Num): boolean {
  return n === 0;
}

export function sign(n: Num): -1 | 0 | 1 {
  const c = typeof n === 'number' ? n : n.c;
  return c < 0 ? -1 : c > 0 ? 1 : 0;
}

function addMixed(a: Num, b: Num): Num {
  let x: number | bigint;
  let y: number | bigint;
  let s: number;
  if (typeof a === 'number') {
    if (typeof b === 'number') return addBig(a, b, false);
    s = b.s;
    x = a * POW10[s];
    y = b.c;
  } else if (typeof b === 'number') {
    s = a.s;
    x = a.c;
    y = b * POW10[s];
  } else {
    s = a.s;
    x = a.c;
    y = b.c;
    const wider = s - b.s;
    if (wider !== 0) {
      if (typeof x !== 'number' || typeof y !== 'number') return addBig(a, b, false);
      if (wider > 0) y *= POW10[wider];
      else {
        x *= POW10[-wider];
        s = b.s;
      }
    }
  }
  if (typeof x === 'number' && typeof y === 'number' && isSafe(x) && isSafe(y)) {
    const r = x + y;
    if (isSafe(r)) return r === 0 ? 0 : new Decimal(r, s);
  }
  return addBig(a, b, false);
}

function subMixed(a: Num, b: Num): Num {
  let x: number | bigint;
  let y: number | bigint;
  let s: number;
  if (typeof a === 'number') {
    if (typeof b === 'number') return addBig(a, b, true);
    s = b.s;
    x = a * POW10[s];
    y = b.c;
  } else if (typeof b === 'number') {
    s = a.s;
    x = a.c;
    y = b * POW10[s];
  } else {
    s = a.s;
    x = a.c;
    y = b.c;
    const wider = s - b.s;
    if (wider !== 0) {
      if (typeof x !== 'number' || typeof y !== 'number') return addBig(a, b, true);
      if (wider > 0) y *= POW10[wider];
      else {
        x *= POW10[-wider];
        s = b.s;
      }
    }
  }
  if (typeof x === 'number' && typeof y === 'number' && isSafe(x) && isSafe(y)) {
    const r = x - y;
    if (isSafe(r)) return r === 0 ? 0 : new Decimal(r, s);
  }
  return addBig(a, b, true);
}

function isSafe(n: number): boolean {
  return n <= 9007199254740991 && n >= -9007199254740991;
}

function addBig(a: Num, b: Num, minus: boolean): Num {
  const as = typeof a === 'number' ? 0 : a.s;
  const bs = typeof b === 'number' ? 0 : b.s;
  let x = coefficient(a);
  let y = coefficient(b);
  if (as < bs) x *= BIG_POW10[bs - as];
  else if (bs < as) y *= BIG_POW10[as - bs];
  return fromBigInt(minus ? x - y : x + y, as < bs ? bs : as);
}

function mulMixed(a: Num, b: Num): Num {
  let x: number | bigint;
  let y: number | bigint;
  let s: number;
  if (typeof a === 'number') {
    x = a;
    s = 0;
  } else {
    x = a.c;
    s = a.s;
  }
  if (typeof b === 'number') y = b;
  else {
    y = b.c;
    s += b.s;
  }
  if (typeof x === 'number' && typeof y === 'number') {
    const r = x * y;
    if (isSafe(r)) {
      if (r === 0) return 0;
      if (s <= 28 && s > 0) return new Decimal(r, s);
    }
  }
  return fromBigInt(BigInt(x) * BigInt(y), s);
}

function compareMixed(a: Num, b: Num): -1 | 0 | 1 {
  let x = typeof a === 'number' ? a : a.c;
  let y = typeof b === 'number' ? b : b.c;
  const wider = (typeof a === 'number' ? 0 : a.s) - (typeof b === 'number' ? 0 : b.s);
  if (wider !== 0) {
    if (typeof x !== 'number' || typeof y !== 'number') return compareBig(BigInt(x), BigInt(y), wider);
    // A widened coefficient that is no longer exact is beyond 2^53, so beyond the other one, which is safe.
    if (wider > 0) y *= POW10[wider];
    else x *= POW10[-wider];
  }
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareBig(x: bigint, y: bigint, wider: number): -1 | 0 | 1 {
  const left = wider < 0 ? x * BIG_POW10[-wider] : x;
  const right = wider > 0 ? y * BIG_POW10[wider] : y;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The value as a JS number when it is whole and safe, else null. */
export function toIntegerOrNull(n: Num): number | null {
  if (typeof n === 'number') return n;
  const short = strip(n);
  return typeof short === 'number' ? short : null;
}

/** The whole part towards zero; beyond the safe integers the nearest double. */
export function truncToNumber(n: Num): number {
  if (typeof n === 'number') return n;
  if (typeof n.c === 'number' && n.s <= 22) return Math.trunc(n.c / POW10[n.s]) + 0;
  return Number(BigInt(n.c) / BIG_POW10[n.s]) + 0;
}
