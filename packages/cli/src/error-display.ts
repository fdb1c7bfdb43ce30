// Owns how load, type and run-time errors look on standard error (language.md §19.3, §19.4, §21.0; spec README 18).
// Knows nothing of where they come from. Extra lines (code, frame, advice) only when `pretty`.
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { type Diagnostic, renderDiagnostic } from '@etamil/shared/diagnostic';
import { adviceFor } from './advice.ts';
import { sourceFrame } from './source-frame.ts';

/** A program text by the name it has in the compilation's file list; null when it cannot be shown. */
export type SourceText = (name: string) => string | null;

/** Texts from disk, except the program itself when it came from standard input. */
export function sourceTexts(program: { name: string; bytes: Uint8Array } | null): SourceText {
  return (name) => {
    if (program !== null && name === program.name) return new TextDecoder().decode(program.bytes);
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return null;
    }
  };
}

/** A file's name as messages show it: relative when it lies below the working directory, else its base name. */
export function shownName(file: string, cwd: string): string {
  const near = relative(cwd, file);
  return near === '' || near.startsWith('..') ? basename(file) : near;
}

export interface DisplayOptions {
  readonly pretty: boolean;
  readonly cwd: string;
  readonly source: SourceText;
  /** Name the program file too (several files are checked at once). */
  readonly nameProgram: boolean;
}

function details(code: string, id: string, where: string, frame: readonly string[]): string[] {
  const advice = adviceFor(id);
  return [`  ${code} ${id}${where === '' ? '' : `  ${where}`}`, ...frame, ...(advice === null ? [] : [`  ${advice}`])];
}

function frameFor(
  d: { line: number; column: number; length: number },
  name: string | undefined,
  source: SourceText,
): string[] {
  if (d.line < 1 || name === undefined) return [];
  const text = source(name);
  return text === null ? [] : sourceFrame(text, d.line, d.column, d.length);
}

/** The lines for the errors (or warnings) of a compilation; lexical errors share one mark, as §19.4 asks. */
export function diagnosticLines(
  list: readonly Diagnostic[],
  files: readonly string[],
  options: DisplayOptions,
): string[] {
  const out: string[] = [];
  let lexical = false;
  for (const d of list) {
    const name = files[d.file];
    const foreign =
      (d.file !== 0 || options.nameProgram) && name !== undefined ? shownName(name, options.cwd) : undefined;
    const mark = d.severity === 'warning' ? '⚠ ' : lexical && d.stage === 'lex' ? '  ' : '✗ ';
    lexical = d.stage === 'lex';
    out.push(mark + renderDiagnostic(d, foreign));
    if (!options.pretty) continue;
    const where = name === undefined || d.line < 1 ? '' : `${shownName(name, options.cwd)}:${d.line}:${d.column}`;
    out.push(...details(d.code, d.id, where, frameFor(d, name, options.source)));
  }
  return out;
}

/** A fault as the VM reports it. */
export interface ShownFault {
  readonly id: string;
  readonly code: string;
  /** The whole message, `Tamil  (English)`. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The lines for a run-time error: the message, then its line (§21.0), then the details. */
export function faultLines(fault: ShownFault, program: string, options: DisplayOptions): string[] {
  const out = [`✗ Runtime error: ${fault.text}`];
  if (fault.line < 1) return out;
  const name = fault.file === '' ? program : fault.file;
  const tail = name === program && !options.nameProgram ? '' : ` [${shownName(name, options.cwd)}]`;
  out.push(`  வரி ${fault.line}${tail}  (line ${fault.line}${tail})`);
  if (options.pretty) {
    const frame = frameFor({ line: fault.line, column: fault.column, length: 1 }, name, options.source);
    out.push(...details(fault.code, fault.id, `${shownName(name, options.cwd)}:${fault.line}:${fault.column}`, frame));
  }
  return out;
}
