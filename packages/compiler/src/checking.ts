// Owns what one run of the checker carries about: the program's tables, and where its problems go. Checks nothing.
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { FunctionNode, Pos } from './ast.ts';
import type { ProgramTables } from './program-tables.ts';
import type { Scope } from './scope.ts';
import { diagnostic, type TypeCodeId } from './type-report.ts';
import type { DeclaredType } from './value-type.ts';

/** `serve` also holds a program to what a server needs (§18.4, §18.5, README 17). */
export type CheckMode = 'run' | 'serve' | 'check' | 'repl';

/** The declared result of the function a statement stands in. */
export interface Returns {
  readonly type: DeclaredType;
  /** Name and place for the message: the function's, or the keyword's of an anonymous one (§16.3). */
  readonly name: string;
  readonly at: Pos;
}

/** Where a statement stands. */
export interface Place {
  readonly scope: Scope;
  readonly returns: Returns | null;
  /** Directly in the program, not in a function, block, handler or job. */
  readonly topLevel: boolean;
}

export class Checking {
  readonly tables: ProgramTables;
  readonly mode: CheckMode;
  readonly #files: readonly string[];
  readonly #found: (Diagnostic | readonly Diagnostic[])[] = [];
  #out: (Diagnostic | readonly Diagnostic[])[] = this.#found;

  constructor(tables: ProgramTables, files: readonly string[], mode: CheckMode) {
    this.tables = tables;
    this.#files = files;
    this.mode = mode;
  }

  report(id: TypeCodeId, at: Pos, values: Readonly<Record<string, string | number>> = {}): void {
    this.#out.push(diagnostic(id, at, values));
  }

  /** A line named inside a message; a module's line is followed by the module's name (§17.5). */
  lineOf(at: Pos): string {
    const file = at.file === 0 ? undefined : this.#files[at.file];
    return file === undefined ? String(at.line) : `${at.line} [${file}]`;
  }

  /** Keeps a place in the text order for problems that are found later. */
  reserve(list: readonly Diagnostic[]): void {
    this.#out.push(list);
  }

  /** Everything found, in text order. */
  diagnostics(): Diagnostic[] {
    return this.#found.flat();
  }

  /** Runs `work` with its problems going to `into`: handlers are checked late but told in text order. */
  collect(into: (Diagnostic | readonly Diagnostic[])[], work: () => void): void {
    const before = this.#out;
    this.#out = into;
    work();
    this.#out = before;
  }
}

/** Checks the body of a function; given to the parts that meet functions inside expressions and shapes. */
export type FunctionChecker = (c: Checking, fn: FunctionNode, shape: string | null) => void;
