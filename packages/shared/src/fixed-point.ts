// Owns binary fixed-point arithmetic on bigints for exp, ln and square root: 320 fraction bits, some 96 decimal digits.
// Must not know the limits of the language's numbers beyond turning a result into one.
import { BIG_POW10, fromBigInt, type Num } from './decimal-number.ts';

export const SHIFT = 320n;
export const ONE = 1n << SHIFT;

/** Whole square root, rounded down. */
export function rootOf(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(16).length * 4 + 2) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** Fixed point as a number of the language, rounded once. */
export function toDecimal(x: bigint): Num {
  const places = 44;
  const negative = x < 0n;
  const magnitude = ((negative ? -x : x) * BIG_POW10[places]) >> SHIFT;
  return fromBigInt(negative ? -magnitude : magnitude, places);
}

/** e^x. The argument is halved until it is small, the series summed, the result squared as often. */
export function expFixed(x: bigint): bigint {
  if (x < 0n) return (ONE * ONE) / expFixed(-x);
  let halvings = 8n;
  while (x >> halvings > ONE >> 8n) halvings++;
  const small = x >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n; k++) {
    term = ((term * small) >> SHIFT) / k;
    sum += term;
  }
  for (; halvings > 0n; halvings--) sum = (sum * sum) >> SHIFT;
  return sum;
}

/** ln(numerator / denominator), both positive: the quotient is brought near 1 by a power of two. */
export function lnFixed(numerator: bigint, denominator: bigint): bigint {
  const twos = BigInt(numerator.toString(2).length - denominator.toString(2).length);
  const top = twos < 0n ? numerator << -twos : numerator;
  const bottom = twos > 0n ? denominator << twos : denominator;
  return 2n * artanh(top - bottom, top + bottom) + twos * lnTwo();
}

/** artanh(numerator / denominator), the quotient well below 1. */
function artanh(numerator: bigint, denominator: bigint): bigint {
  const z = (numerator << SHIFT) / denominator;
  const square = (z * z) >> SHIFT;
  let power = z;
  let sum = z;
  for (let k = 3n; power !== 0n && power !== -1n; k += 2n) {
    power = (power * square) >> SHIFT;
    sum += power / k;
  }
  return sum;
}

let two: bigint | null = null;
let ten: bigint | null = null;

function lnTwo(): bigint {
  two ??= 2n * artanh(1n, 3n);
  return two;
}

export function lnTen(): bigint {
  ten ??= lnFixed(10n, 1n);
  return ten;
}
