// Owns number ↔ text: literal text (language.md §3.4, half up) and display text (§7.2.6).
// Must not know the coercion rules of §7.2.8 (coerce.ts) or any locale.
import { Decimal, DecimalError, MAX_COEFFICIENT, MAX_SCALE, make, type Num, strip } from './decimal-number.ts';

/** Digits of 2^96 - 1. */
const MAX_DIGITS = 29;

/**
 * `digits` or `digits.digits`, with an optional sign. Digits that do not fit are rounded half up; throws DecimalError overflow
 * when the whole part is beyond 96 bits. The text is trusted to have that form.
 */
export function fromText(text: string): Num {
  const dot = text.indexOf('.');
  if (dot < 0) {
    if (text.length <= 15) return Number(text) + 0;
    return fromDigits(text, '');
  }
  return fromDigits(text.slice(0, dot), text.slice(dot + 1));
}

function fromDigits(signedWhole: string, fraction: string): Num {
  const negative = signedWhole.startsWith('-');
  const whole = negative || signedWhole.startsWith('+') ? signedWhole.slice(1) : signedWhole;
  if (whole.length + fraction.length <= 15) {
    const c = Number(whole + fraction);
    if (fraction === '' || c === 0) return negative ? 0 - c : c;
    return new Decimal(negative ? -c : c, fraction.length);
  }
  const significant = whole.replace(/^0+/, '');
  if (significant.length > MAX_DIGITS) throw new DecimalError('overflow');
  let scale = Math.min(fraction.length, MAX_SCALE);
  for (;;) {
    let c = BigInt(`0${significant}${fraction.slice(0, scale)}`);
    if (c <= MAX_COEFFICIENT) {
      if (scale < fraction.length && fraction.charCodeAt(scale) >= 0x35) c += 1n;
      if (c <= MAX_COEFFICIENT) return make(negative ? -c : c, scale);
    }
    if (scale === 0) throw new DecimalError('overflow');
    scale--;
  }
}

/** No exponent, no trailing zeros, a digit before the point. */
export function toText(n: Num): string {
  if (typeof n === 'number') return String(n);
  const short = strip(n);
  if (typeof short === 'number') return String(short);
  const { c, s } = short;
  if (s === 0) return String(c);
  const negative = c < 0;
  const digits = String(negative ? -c : c).padStart(s + 1, '0');
  const point = digits.length - s;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
