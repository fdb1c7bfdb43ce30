// Owns division (language.md §7.2.3): the largest scale from 28 downwards at which the quotient, half to even, fits 96 bits.
// Must not know text or the virtual machine.
import {
  BIG_POW10,
  coefficient,
  DecimalError,
  digitsTooMany,
  divideHalfEven,
  MAX_COEFFICIENT,
  MAX_SCALE,
  make,
  type Num,
  POW10,
  scaleOf,
  strip,
  stripSafe,
} from './decimal-number.ts';

const MAX_SAFE = 9007199254740991;

export function div(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    // b * q === a proves the quotient exact: every number here is below 2^53.
    const q = a / b;
    if (b !== 0 && Math.trunc(q) === q && q * b === a) return q + 0;
  }
  return divGeneral(a, b);
}

function divGeneral(a: Num, b: Num): Num {
  const x = typeof a === 'number' ? a : a.c;
  const y = typeof b === 'number' ? b : b.c;
  if (typeof y === 'number') {
    if (y === 0) throw new DecimalError('division-by-zero');
    if (typeof x === 'number') {
      if (x === 0) return 0;
      const quotient = divideSafe(x, scaleOf(a), y, scaleOf(b));
      if (quotient !== null) return quotient;
    }
  }
  return divideBig(coefficient(a), scaleOf(a), coefficient(b), scaleOf(b));
}

/** A terminating quotient of few digits, found in doubles: x is widened as far as it stays safe, then y must divide it exactly. */
function divideSafe(x: number, xs: number, y: number, ys: number): Num | null {
  let wide = x;
  let scale = xs - ys;
  // Most divisors are 100, 4, 12…: three places first, then as many as there is room for.
  for (let step = 0; step < 2; step++) {
    const room = step === 0 ? 3 : 15 - digitsOf(wide);
    if (room <= 0) return null;
    const more = wide * POW10[room];
    if (more > MAX_SAFE || more < -MAX_SAFE) return null;
    wide = more;
    scale += room;
    const q = wide / y;
    if (Math.trunc(q) === q && q * y === wide) {
      const scaled = scale < 0 ? q * POW10[-scale] : q;
      if (scaled > MAX_SAFE || scaled < -MAX_SAFE) return null;
      if (scale <= 0) return scaled + 0;
      const shortest = stripSafe(scaled, scale);
      return typeof shortest === 'number' || shortest.s <= MAX_SCALE ? shortest : null;
    }
  }
  return null;
}

function digitsOf(n: number): number {
  let digits = 1;
  const magnitude = n < 0 ? -n : n;
  while (digits < 16 && magnitude >= POW10[digits]) digits++;
  return digits;
}

function divideBig(x: bigint, xs: number, y: bigint, ys: number): Num {
  const negative = x < 0n !== y < 0n;
  const top = (x < 0n ? -x : x) * BIG_POW10[MAX_SCALE + ys - xs];
  const bottom = y < 0n ? -y : y;
  let drop = digitsTooMany(top / bottom);
  let q = divideHalfEven(top, drop === 0 ? bottom : bottom * BIG_POW10[drop]);
  if (q > MAX_COEFFICIENT) {
    // The quotient lay between 2^96 - 1 and the tie above it.
    drop++;
    q = divideHalfEven(top, bottom * BIG_POW10[drop]);
  }
  if (drop > MAX_SCALE) throw new DecimalError('overflow');
  const result = make(negative ? -q : q, MAX_SCALE - drop);
  return (q & 1n) === 0n ? strip(result) : result;
}
