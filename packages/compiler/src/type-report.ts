// Owns the making of located diagnostics from the module and checker family of the catalogue. Decides nothing.
import { fill } from '@etamil/shared/catalogue';
import { TYPE_CODES, type TypeCodeId } from '@etamil/shared/codes/types';
import type { Diagnostic, Stage } from '@etamil/shared/diagnostic';
import type { Pos } from './ast.ts';

export type { TypeCodeId } from '@etamil/shared/codes/types';

type Values = Readonly<Record<string, string | number>>;

const BY_ID = new Map<TypeCodeId, (typeof TYPE_CODES)[number]>(TYPE_CODES.map((entry) => [entry.id, entry]));

/** No position: the problem concerns a whole file. */
export function wholeFile(file: number): Pos {
  return { file, line: 0, column: 0, length: 1 };
}

/** `MOD-` entries are of stage `module`, `LINT-` entries are warnings, the others are type errors. */
export function diagnostic(id: TypeCodeId, at: Pos, values: Values = {}): Diagnostic {
  const entry = BY_ID.get(id);
  const stage: Stage = id.startsWith('MOD-') ? 'module' : id.startsWith('LINT-') ? 'lint' : 'type';
  return {
    id,
    code: entry?.code ?? 'ET9000',
    severity: stage === 'lint' ? 'warning' : 'error',
    stage,
    file: at.file,
    line: at.line,
    column: at.column,
    length: at.length,
    tamil: fill(entry?.tamil ?? id, values),
    english: fill(entry?.english ?? id, values),
  };
}
