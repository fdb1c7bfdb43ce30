// Owns rounding to places and whole numbers, roots, powers and logarithms of numbers (language.md §27.8). Never through a
// double: irrational results come from fixed-point.ts and are rounded once, half to even, to what fits.
import {
  BIG_POW10,
  coefficient,
  DecimalError,
  fromBigInt,
  make,
  makeSafe,
  type Num,
  POW10,
  scaleOf,
  strip,
} from './decimal-number.ts';
import { powWhole } from './decimal-power.ts';
import { expFixed, lnFixed, lnTen, ONE, rootOf, SHIFT, toDecimal } from './fixed-point.ts';

/** Why there is no result. */
export type MathFailure = 'negative' | 'not-positive' | 'overflow' | 'zero-power' | 'negative-base';

/** To `places` (a whole number from 0) decimal places, half away from zero. Never adds places. */
export function round(n: Num, places: number): Num {
  if (typeof n === 'number' || places >= n.s) return n;
  const drop = n.s - places;
  if (typeof n.c === 'number' && drop <= 15) {
    const power = POW10[drop];
    // Exact: the quotient of a safe integer and a power of ten is never rounded up to a whole number.
    const whole = Math.trunc(n.c / power);
    const rest = n.c - whole * power;
    const away = 2 * (rest < 0 ? -rest : rest) >= power ? (rest < 0 ? -1 : 1) : 0;
    return makeSafe(whole + away, places);
  }
  const power = BIG_POW10[drop];
  const c = BigInt(n.c);
  const whole = c / power;
  const rest = c - whole * power;
  const away = 2n * (rest < 0n ? -rest : rest) >= power ? (rest < 0n ? -1n : 1n) : 0n;
  return make(whole + away, places);
}

export function floor(n: Num): Num {
  return typeof n === 'number' ? n : wholePart(n, -1n);
}

export function ceil(n: Num): Num {
  return typeof n === 'number' ? n : wholePart(n, 1n);
}

function wholePart(n: Num, step: bigint): Num {
  const c = coefficient(n);
  const power = BIG_POW10[scaleOf(n)];
  const whole = c / power;
  const rest = c - whole * power;
  const beyond = step > 0n ? rest > 0n : rest < 0n;
  return make(beyond ? whole + step : whole, 0);
}

export function sqrt(n: Num): Num | MathFailure {
  const c = coefficient(n);
  if (c < 0n) return 'negative';
  const places = 44;
  const wide = c * BIG_POW10[2 * places - scaleOf(n)];
  const root = rootOf(wide);
  // A digit more tells an inexact root from an exact one, so that it is never taken for a tie.
  return strip(fromBigInt(root * 10n + (root * root === wide ? 0n : 1n), places + 1));
}

export function ln(n: Num): Num | MathFailure {
  const c = coefficient(n);
  if (c <= 0n) return 'not-positive';
  return strip(toDecimal(lnFixed(c, BIG_POW10[scaleOf(n)])));
}

export function log10(n: Num): Num | MathFailure {
  const short = strip(n);
  const c = coefficient(short);
  if (c <= 0n) return 'not-positive';
  const digits = String(c);
  // Logarithms of anything but powers of ten are irrational.
  if (/^10*$/.test(digits)) return digits.length - 1 - scaleOf(short);
  return strip(toDecimal((lnFixed(c, BIG_POW10[scaleOf(short)]) << SHIFT) / lnTen()));
}

export function exp(n: Num): Num | MathFailure {
  return expOf((coefficient(n) << SHIFT) / BIG_POW10[scaleOf(n)]);
}

/** e^67 is beyond the range, e^-70 below half of the least positive number. */
function expOf(x: bigint): Num | MathFailure {
  if (x > 67n * ONE) return 'overflow';
  if (x < -70n * ONE) return 0;
  if (x === 0n) return 1;
  return orOverflow(() => strip(toDecimal(expFixed(x))));
}

/** Whole exponents by exact multiplication, others by exp and ln. x^0 is 1, also for x = 0. */
export function pow(base: Num, exponent: Num): Num | MathFailure {
  const b = strip(base);
  const e = strip(exponent);
  if (e === 0) return 1;
  if (b === 0) return coefficient(e) < 0n ? 'zero-power' : 0;
  if (scaleOf(e) === 0) return orOverflow(() => powWhole(coefficient(b), scaleOf(b), coefficient(e)));
  const c = coefficient(b);
  if (c < 0n) return 'negative-base';
  return expOf((lnFixed(c, BIG_POW10[scaleOf(b)]) * coefficient(e)) / BIG_POW10[scaleOf(e)]);
}

function orOverflow(compute: () => Num): Num | MathFailure {
  try {
    return compute();
  } catch (e) {
    if (e instanceof DecimalError) return 'overflow';
    throw e;
  }
}
