// Owns the builtins that make and open results (language.md §12.3, builtins.md 5).
// Must not know what a result's content means.
import { EResult, err, ok, share, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument, kindOf } from './failure.ts';
import { textOf } from './text-of.ts';

/** A chain of results wrapped around each other is memory too. */
const RESULT_BYTES = 32;

function needResult(R: Run, v: Value, tamil: string, english: string): EResult {
  if (v instanceof EResult) return v;
  return badArgument(R, `${tamil} க்கு ஒரு முடிவு தேவை`, `${english} needs a result, got ${kindOf(v)}`);
}

export const RESULTS: BuiltinFamily = {
  ok(R, v) {
    R.charge(RESULT_BYTES);
    return ok(share(v));
  },
  err(R, v) {
    R.charge(RESULT_BYTES);
    return err(share(v));
  },
  isOk: (_R, v) => v instanceof EResult && v.ok,
  isErr: (_R, v) => v instanceof EResult && !v.ok,
  unwrap(R, v) {
    const result = needResult(R, v, 'மதிப்பு', 'unwrap');
    if (!result.ok) R.fault('RUN-UNWRAP', { error: textOf(R, result.value) });
    return share(result.value);
  },
  unwrapErr(R, v) {
    const result = needResult(R, v, 'தவறு_மதிப்பு', 'unwrapErr');
    if (result.ok) {
      const content = textOf(R, result.value);
      badArgument(R, `சரியான முடிவில் தவறு இல்லை: ${content}`, `unwrapErr on a success: ${content}`);
    }
    return share(result.value);
  },
  unwrapOr(R, v, fallback) {
    const result = needResult(R, v, 'இயல்பு', 'unwrapOr');
    return share(result.ok ? result.value : fallback);
  },
};
