// Owns the representation of a number that is no safe integer, its limits, and the one rounding rule (language.md §7.2.2).
// Knows nothing of operators or text: those are decimal.ts, decimal-division.ts and decimal-text.ts.

/**
 * c·10^-s. `c` is a JS number when it is a safe integer, else a bigint of at most 96 bits; 0 <= s <= 28; the value is never
 * zero. With s = 0 `c` is always a bigint: smaller whole numbers are plain JS numbers. Trailing zeros may be present, so 5 may
 * also be 50·10^-1: compare with `equals`, never by fields.
 */
export class Decimal {
  declare readonly c: number | bigint;
  declare readonly s: number;
  constructor(c: number | bigint, s: number) {
    this.c = c;
    this.s = s;
  }
}

/** A JS safe integer (never -0) or a Decimal. */
export type Num = number | Decimal;

/** No stack trace: the virtual machine turns it into a located error of its own. */
export class DecimalError {
  declare readonly kind: 'overflow' | 'division-by-zero';
  constructor(kind: 'overflow' | 'division-by-zero') {
    this.kind = kind;
  }
}

export const MAX_SCALE = 28;
/** 2^96 - 1. */
export const MAX_COEFFICIENT = 79228162514264337593543950335n;
const MAX_SAFE = 9007199254740991n;

/** Powers of ten as doubles. From 10^23 on they are inexact, but every product of a whole number with them is then unsafe anyway. */
export const POW10: readonly number[] = Array.from({ length: 60 }, (_, k) => Number(`1e${k}`));
export const BIG_POW10: readonly bigint[] = Array.from({ length: 130 }, (_, k) => 10n ** BigInt(k));

/** FITS[k]: the greatest magnitude that fits 96 bits after k digits were rounded away (the tie above 2^96 - 1 rounds up, so it does not). */
const FITS: readonly bigint[] = Array.from(
  { length: 60 },
  (_, k) => ((2n * MAX_COEFFICIENT + 1n) * BIG_POW10[k] - 1n) / 2n,
);

/** |c| at least 0: the fewest digits to round away so that the rest fits. */
export function digitsTooMany(c: bigint): number {
  if (c <= MAX_COEFFICIENT) return 0;
  let k = Math.max(1, Math.floor(Math.log10(Number(c) / 7.922816251426434e28)));
  while (c > greatestFor(k)) k++;
  return k;
}

function greatestFor(k: number): bigint {
  return k < FITS.length ? FITS[k] : ((2n * MAX_COEFFICIENT + 1n) * 10n ** BigInt(k) - 1n) / 2n;
}

/** numerator / denominator rounded half to even; numerator >= 0, denominator > 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const q = numerator / denominator;
  const twice = (numerator - q * denominator) * 2n;
  if (twice > denominator || (twice === denominator && (q & 1n) === 1n)) return q + 1n;
  return q;
}

/** A coefficient known to fit, at a scale known to be lawful. */
export function make(c: bigint, s: number): Num {
  if (c <= MAX_SAFE && c >= -MAX_SAFE) {
    const n = Number(c);
    if (s === 0 || n === 0) return n;
    return new Decimal(n, s);
  }
  return new Decimal(c, s);
}

/** `c` a safe integer, `s` lawful. */
export function makeSafe(c: number, s: number): Num {
  return s === 0 || c === 0 ? c + 0 : new Decimal(c, s);
}

/** The exact value c·10^-s as a number of the language: largest scale <= s that fits, half to even. Throws DecimalError overflow. */
export function fromBigInt(c: bigint, s: number): Num {
  if (c <= MAX_COEFFICIENT && c >= -MAX_COEFFICIENT && s <= MAX_SCALE && s >= 0) return make(c, s);
  if (s < 0) {
    if (c === 0n) return 0;
    if (s < -MAX_SCALE) throw new DecimalError('overflow');
    return fromBigInt(c * BIG_POW10[-s], 0);
  }
  const negative = c < 0n;
  const magnitude = negative ? -c : c;
  const drop = Math.max(digitsTooMany(magnitude), s - MAX_SCALE);
  if (drop > s) throw new DecimalError('overflow');
  const power = drop < BIG_POW10.length ? BIG_POW10[drop] : 10n ** BigInt(drop);
  const rounded = divideHalfEven(magnitude, power);
  return make(negative ? -rounded : rounded, s - drop);
}

export function scaleOf(n: Num): number {
  return typeof n === 'number' ? 0 : n.s;
}

export function coefficient(n: Num): bigint {
  return BigInt(typeof n === 'number' ? n : n.c);
}

/** The same value at the least scale. A whole number that is safe becomes a plain JS number. */
export function strip(n: Num): Num {
  if (typeof n === 'number') return n;
  let s = n.s;
  let big = n.c;
  if (typeof big === 'bigint') {
    while (s > 0 && big % 10n === 0n) {
      big /= 10n;
      s--;
    }
    if (big > MAX_SAFE || big < -MAX_SAFE) return s === n.s ? n : new Decimal(big, s);
    big = Number(big);
  }
  return stripSafe(big, s);
}

/** `c` a safe integer. */
export function stripSafe(c: number, s: number): Num {
  let n = c;
  let scale = s;
  while (scale > 0) {
    const q = Math.trunc(n / 10);
    if (q * 10 !== n) break;
    n = q;
    scale--;
  }
  return makeSafe(n, scale);
}
