// Owns the builtins that look a field up (builtins.md 4).
// Must not know shapes: a shaped record is a record here.
import { ERecord, share, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

function needRecord(R: Run, v: Value, tamil: string, english: string): ERecord {
  if (v instanceof ERecord) return v;
  return badArgument(R, `${tamil} க்கு ஒரு பொருள் தேவை`, `${english} needs a record`);
}

export const RECORDS: BuiltinFamily = {
  hasField: (R, record, name) => needRecord(R, record, 'புலம்_உள்ளதா', 'hasField').map.has(textOf(R, name)),
  fieldOr(R, record, name, fallback) {
    const value = needRecord(R, record, 'புலம்_அல்லது', 'fieldOr').map.get(textOf(R, name));
    return share(value === undefined ? fallback : value);
  },
};
