// Owns the builtins on numbers (builtins.md 1): arguments are coerced, what has no answer is a failure, never an error.
// Must not know how a root or power is computed; that is shared/decimal-functions.
import { toNumber } from '@etamil/shared/coerce';
import { toText, truncToNumber } from '@etamil/shared/decimal';
import { ceil, exp, floor, ln, log10, type MathFailure, pow, round, sqrt } from '@etamil/shared/decimal-functions';
import { type EResult, type Num, ok, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument, failure } from './failure.ts';
import { textOf } from './text-of.ts';

const MAX_PLACES = 2 ** 32 - 1;

const FAILURES: Readonly<Record<MathFailure, string>> = {
  negative: 'FAIL-SQRT',
  'not-positive': 'FAIL-LOGARITHM',
  overflow: 'FAIL-RANGE',
  'zero-power': 'FAIL-POWER',
  'negative-base': 'FAIL-POWER',
};

function answer(n: Num | MathFailure, values: Readonly<Record<string, string>>): EResult {
  return typeof n === 'string' ? failure(FAILURES[n], values) : ok(n);
}

const unary = (f: (n: Num) => Num | MathFailure) => (_R: Run, v: Value) => {
  const n = toNumber(v);
  return answer(f(n), { value: toText(n) });
};

export const NUMBERS: BuiltinFamily = {
  round(R, v, places) {
    const count = truncToNumber(toNumber(places));
    if (count < 0 || count > MAX_PLACES) {
      const text = textOf(R, places);
      badArgument(
        R,
        `வட்டமிடு க்கு 0 முதல் ${MAX_PLACES} வரையான இடங்கள் தேவை, '${text}' கிடைத்தது`,
        `round needs a number of places from 0 to ${MAX_PLACES}, got '${text}'`,
      );
    }
    return round(toNumber(v), count);
  },
  floor: (_R, v) => floor(toNumber(v)),
  ceil: (_R, v) => ceil(toNumber(v)),
  sqrt: unary(sqrt),
  ln: unary(ln),
  exp: unary(exp),
  log10: unary(log10),
  pow(_R, base, exponent) {
    const b = toNumber(base);
    const e = toNumber(exponent);
    return answer(pow(b, e), { base: toText(b), exponent: toText(e) });
  },
};
