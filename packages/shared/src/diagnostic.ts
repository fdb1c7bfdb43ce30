// Owns the one form in which the compiler reports a problem. Knows nothing of files, terminals or HTTP.

export type Stage = 'load' | 'lex' | 'parse' | 'module' | 'type' | 'lint';

/** A located, bilingual message (spec language.md §19.5, §21.0). Line and column are 1-based code points; 0 means no position. */
export interface Diagnostic {
  /** Id of §21, e.g. `PAR-EXPECT`. */
  readonly id: string;
  /** Public code, e.g. `ET1101`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly stage: Stage;
  /** Index into the compilation's file list; 0 is the program file. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The two halves without positions. */
  readonly tamil: string;
  readonly english: string;
  /** Further bilingual lines shown under the message (PAR-RESERVED). */
  readonly notes?: readonly string[];
}

/** Renders §21.0: `வரி L, நெடுவரிசை C: தமிழ்  (line L, column C: English)`; `fileName` only for files other than the program. */
export function renderDiagnostic(d: Diagnostic, fileName?: string): string {
  const where = fileName === undefined ? '' : ` [${fileName}]`;
  const head =
    d.line > 0
      ? `வரி ${d.line}, நெடுவரிசை ${d.column}${where}: ${d.tamil}  (line ${d.line}, column ${d.column}${where}: ${d.english})`
      : `${d.tamil}  (${d.english})${where}`;
  return d.notes === undefined ? head : [head, ...d.notes.map((n) => `  ${n}`)].join('\n');
}
