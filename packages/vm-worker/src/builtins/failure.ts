// Owns how builtins make failure results and argument errors out of catalogue entries (spec README 19).
// Knows nothing of any single builtin.
import { bilingual, type CodeEntry } from '@etamil/shared/catalogue';
import { kindName } from '@etamil/shared/coerce';
import { RUNTIME_CODES } from '@etamil/shared/codes/runtime';
import { ERecord, type EResult, err, type Value } from '@etamil/shared/value';
import type { Run } from '../run.ts';

function entryOf(id: string): CodeEntry {
  const entry = RUNTIME_CODES.find((e) => e.id === id);
  if (entry === undefined) throw new Error(`no catalogue entry ${id}`);
  return entry;
}

/** The bilingual text of a FAIL-… entry. */
export function failureText(id: string, values: Readonly<Record<string, string | number>> = {}): string {
  return bilingual(entryOf(id), values);
}

/** A failure result holding the bilingual text of a FAIL-… entry. */
export function failure(id: string, values: Readonly<Record<string, string | number>> = {}): EResult {
  return err(failureText(id, values));
}

/** Raises RUN-BUILTIN-ARG: an argument a builtin cannot work with, in the builtin's own words. */
export function badArgument(R: Run, tamil: string, english: string): never {
  return R.fault('RUN-BUILTIN-ARG', { tamil, english });
}

/** The kind as error texts name it: a shaped record is a record there (§21.5). */
export function kindOf(v: Value): string {
  return v instanceof ERecord ? 'a record' : kindName(v);
}
