// Owns the clock and the calendar (builtins.md 6): proleptic Gregorian, any year that fits 64 bits, impossible days carry over.
// Must not know a locale; the only time zone is the one ETAMIL_TZ names.
import { coefficient, fromBigInt, scaleOf } from '@etamil/shared/decimal';
import { toNumber, trimSpace } from '@etamil/shared/coerce';
import type { Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
/** Days of 400 years: the calendar repeats. */
const ERA_DAYS = 146097;

/** Days since 1970-01-01. The era is a bigint so that any 64-bit year stays exact; the rest is small. */
function toSerial(year: bigint, month: number, day: number): bigint {
  const y = month <= 2 ? year - 1n : year;
  const era = (y >= 0n ? y : y - 399n) / 400n;
  const yearOfEra = Number(y - era * 400n);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * BigInt(ERA_DAYS) + BigInt(dayOfEra) - 719468n;
}

function serialText(serial: bigint): string {
  const shifted = serial + 719468n;
  const size = BigInt(ERA_DAYS);
  const era = (shifted >= 0n ? shifted : shifted - size + 1n) / size;
  const dayOfEra = Number(shifted - era * size);
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = BigInt(yearOfEra) + era * 400n + (month <= 2 ? 1n : 0n);
  const digits = String(year < 0n ? -year : year).padStart(4, '0');
  return `${year < 0n ? '-' : ''}${digits}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const WHOLE = /^\+?[0-9]{1,24}$/;

function readDate(R: Run, value: Value): bigint {
  const text = textOf(R, value);
  const parts = trimSpace(text).split('-', 4);
  const [year = '', month = '', day = ''] = parts;
  if (parts.length === 3 && WHOLE.test(year) && WHOLE.test(month) && WHOLE.test(day)) {
    const y = BigInt(year.replace('+', ''));
    const m = Number(month);
    const d = Number(day);
    if (y <= MAX_INT64 && m >= 1 && m <= 12 && d >= 1 && d <= 31) return toSerial(y, m, d);
  }
  return badArgument(
    R,
    `'${text}' ஒரு தேதி அல்ல; YYYY-MM-DD எதிர்பார்க்கப்பட்டது`,
    `'${text}' is not a date; expected YYYY-MM-DD`,
  );
}

/** The whole part towards zero, exactly. */
function wholePart(value: Value): bigint {
  const n = toNumber(value);
  return coefficient(n) / 10n ** BigInt(scaleOf(n));
}

function today(R: Run): string {
  const zone = R.host.env('ETAMIL_TZ');
  if (zone !== undefined && zone !== '') {
    try {
      // The Swedish form of a date is the ISO form.
      return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
    } catch {
      // An unknown zone is treated as unset.
    }
  }
  return new Date().toISOString().slice(0, 10);
}

export const DATES: BuiltinFamily = {
  today,
  nowSeconds: () => Math.floor(Date.now() / 1000),
  daysBetween: (R, from, to) => {
    const start = readDate(R, from);
    return fromBigInt(readDate(R, to) - start, 0);
  },
  addDays(R, date, days) {
    const start = readDate(R, date);
    const count = wholePart(days);
    if (count > MAX_INT64 || count < MIN_INT64) {
      const text = textOf(R, days);
      badArgument(R, `நாட்களின் எண்ணிக்கை வரம்பு மீறியது: ${text}`, `the number of days is out of range: ${text}`);
    }
    return serialText(start + count);
  },
};
