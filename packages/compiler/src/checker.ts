// Owns the checker as others see it: a program in, all its errors and warnings out in text order (spec §16).
// Never throws and never runs anything; the rules are in check-*.ts.
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Stmt } from './ast.ts';
import { ServerRules } from './check-server.ts';
import { StatementChecker } from './check-statement.ts';
import { Checking, type CheckMode } from './checking.ts';
import { type ProgramTables, tablesOf } from './program-tables.ts';
import { Scope } from './scope.ts';

export type { CheckMode } from './checking.ts';

/** What an interactive session has declared so far (README 10). Opaque to callers. */
export interface CheckSession {
  readonly tables: ProgramTables;
  readonly scope: Scope;
}

export interface CheckOptions {
  readonly strict: boolean;
  readonly mode: CheckMode;
  /** Earlier inputs of the interactive session. */
  readonly session?: CheckSession;
}

/** Errors and warnings (`severity`) of the joined program, in text order; `files` as the module graph gives them. */
export function check(statements: readonly Stmt[], files: readonly string[], options: CheckOptions): Diagnostic[] {
  return checkInput(statements, files, options).diagnostics;
}

/** As `check`; `session` is what the next input sees, to be kept only if this one is accepted. */
export function checkInput(
  statements: readonly Stmt[],
  files: readonly string[],
  options: CheckOptions,
): { diagnostics: Diagnostic[]; session: CheckSession } {
  const earlier = options.session;
  const tables = tablesOf(statements, earlier?.tables ?? null);
  const c = new Checking(tables, files, options.mode);
  const scope = new Scope(earlier === undefined ? null : { scope: earlier.scope, as: 'session' });
  const handlers: { into: Diagnostic[]; work: () => void }[] = [];
  const walk = new StatementChecker(c, new ServerRules(), (into, work) => handlers.push({ into, work }));
  walk.body(statements, { scope, returns: null, topLevel: true });
  for (const { into, work } of handlers) c.collect(into, work);
  return { diagnostics: c.diagnostics(), session: { tables, scope: scope.forNextInput() } };
}
