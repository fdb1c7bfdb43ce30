// Owns how builtins take an argument as text: display text (language.md §7.10) within the run's string limit.
// Must not know what the text is for.
import { display, TextTooLong } from '@etamil/shared/display';
import type { Value } from '@etamil/shared/value';
import type { Run } from '../run.ts';

/** Runs a writer of text under the string limit; values that share parts can have exponentially long texts. */
export function withinLimit(R: Run, write: (limit?: number) => string): string {
  const limit = R.limits.string;
  try {
    const text = Number.isFinite(limit) ? write(limit) : write();
    R.chargeString(text.length);
    return text;
  } catch (e) {
    if (e instanceof TextTooLong) return R.fault('RUN-STRING-LIMIT', { limit: e.limit });
    throw e;
  }
}

/** The display text of any value; a string is itself and costs nothing. */
export function textOf(R: Run, v: Value): string {
  return typeof v === 'string' ? v : withinLimit(R, (limit) => display(v, limit));
}
