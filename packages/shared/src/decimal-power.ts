// Owns whole powers (language.md §27.8): exact decimal multiplication, cut to 100 digits where it grows beyond them.
// A result that fits a number has fewer digits, so it is never cut and comes out exact.
import { DecimalError, fromBigInt, type Num, strip } from './decimal-number.ts';

const KEPT_DIGITS = 100;
/** Beyond ten to this power nothing can come back into range. */
const FAR = 400;

/** c·10^x, |c| cut to KEPT_DIGITS digits towards zero; `cut` tells that something was lost. */
interface Wide {
  readonly c: bigint;
  readonly x: number;
  readonly cut: boolean;
}

function times(a: Wide, b: Wide): Wide {
  const c = a.c * b.c;
  const x = a.x + b.x;
  const cut = a.cut || b.cut;
  const over = digitsOf(c) - KEPT_DIGITS;
  return over > 0 ? { c: c / 10n ** BigInt(over), x: x + over, cut: true } : { c, x, cut };
}

function digitsOf(c: bigint): number {
  return String(c < 0n ? -c : c).length;
}

/** Place of the first digit: 0 for 1 to 9.99…, -1 for 0.1 to 0.99…. */
function magnitude(w: Wide): number {
  return digitsOf(w.c) + w.x - 1;
}

/** (c·10^-s)^exponent; c and exponent not 0. Throws DecimalError overflow. */
export function powWhole(c: bigint, s: number, exponent: bigint): Num {
  const negativeExponent = exponent < 0n;
  let left = negativeExponent ? -exponent : exponent;
  const negative = c < 0n && (left & 1n) === 1n;
  let square: Wide = { c: c < 0n ? -c : c, x: -s, cut: false };
  let result: Wide = { c: 1n, x: 0, cut: false };
  for (;;) {
    if ((left & 1n) === 1n) result = times(result, square);
    left >>= 1n;
    if (left === 0n) break;
    square = times(square, square);
    const far = magnitude(square);
    // The square that is far out is still to be multiplied in, and the powers of one base all lie on one side of 1.
    if (far > FAR || far < -FAR) return outside(far > 0 !== negativeExponent);
  }
  const far = magnitude(result);
  if (far > FAR || far < -FAR) return outside(far > 0 !== negativeExponent);
  return finish(negativeExponent ? inverse(result) : result, negative);
}

function outside(large: boolean): Num {
  if (large) throw new DecimalError('overflow');
  return 0;
}

function inverse(w: Wide): Wide {
  const places = digitsOf(w.c) + KEPT_DIGITS;
  const top = 10n ** BigInt(places);
  const c = top / w.c;
  return { c, x: -places - w.x, cut: w.cut || c * w.c !== top };
}

function finish(w: Wide, negative: boolean): Num {
  // One digit more keeps a cut value from being taken for a tie.
  const c = w.cut ? w.c * 10n + 1n : w.c;
  return strip(fromBigInt(negative ? -c : c, w.cut ? 1 - w.x : -w.x));
}
