// Owns the value of number and percent literals (spec language.md §3.4, §3.5). Exact: bigint, never a float.

const MAX_COEFFICIENT = 79228162514264337593543950335n;
const MAX_SCALE = 28;
/** Any number of so many digits fits in 96 bits. */
const SAFE_DIGITS = 28;

/**
 * Canonical decimal text of `whole` `.` `fraction`, divided by 100 if `percent`; null if the whole part does not fit in
 * 96 bits. Both arguments are ASCII digits, `fraction` may be empty.
 */
export function decimalLiteral(whole: string, fraction: string, percent: boolean): string | null {
  const significant = whole.replace(/^0+/, '');
  if (significant.length > SAFE_DIGITS + 1) return null;
  let digits = significant + fraction;
  let scale = fraction.length;
  if (digits.length > SAFE_DIGITS) {
    const rounded = fit(significant, fraction);
    if (rounded === null) return null;
    digits = rounded.coefficient.toString();
    scale = rounded.scale;
  }
  if (percent) {
    scale += 2;
    if (scale > MAX_SCALE) {
      digits = dropHalfEven(BigInt(digits), scale - MAX_SCALE).toString();
      scale = MAX_SCALE;
    }
  }
  return render(digits, scale);
}

/** Takes digits while they fit in 96 bits and 28 places; the first that does not rounds, 5 or more up. */
function fit(whole: string, fraction: string): { readonly coefficient: bigint; readonly scale: number } | null {
  let coefficient = BigInt(whole);
  if (coefficient > MAX_COEFFICIENT) return null;
  for (let scale = 0; scale < fraction.length; scale++) {
    const digit = fraction.charCodeAt(scale) - 48;
    const next = coefficient * 10n + BigInt(digit);
    if (scale < MAX_SCALE && next <= MAX_COEFFICIENT) {
      coefficient = next;
      continue;
    }
    if (digit >= 5) coefficient += 1n;
    if (coefficient <= MAX_COEFFICIENT) return { coefficient, scale };
    // The carry left the range: one place fewer; without places the whole part itself does not fit.
    return scale === 0 ? null : { coefficient: (coefficient + 5n) / 10n, scale: scale - 1 };
  }
  return { coefficient, scale: fraction.length };
}

/** The division rule of §7.2.3 where it has to round: half to even. */
function dropHalfEven(coefficient: bigint, places: number): bigint {
  const unit = 10n ** BigInt(places);
  const quotient = coefficient / unit;
  const twice = (coefficient % unit) * 2n;
  return twice > unit || (twice === unit && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function render(digits: string, scale: number): string {
  const padded = digits.padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale).replace(/^0+(?=\d)/, '');
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
