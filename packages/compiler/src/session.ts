// Owns an interactive session (spec §20, README 10): each input is compiled against what earlier inputs declared.
// Knows nothing of terminals; running the bytes and keeping the globals is the caller's.
import { encodeProgram } from '@etamil/shared/bytecode-format';
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Stmt } from './ast.ts';
import { type CheckSession, checkInput } from './checker.ts';
import { emitProgram, SessionState } from './emit.ts';
import { loadProgram } from './module-graph.ts';
import type { SourceHost } from './source-host.ts';

export interface InputResult {
  /** The input as a program whose entry 0 runs it, or null when it was refused. */
  readonly bytes: Uint8Array | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The input was an expression or a single call: its value is printed. */
  readonly isExpression: boolean;
  readonly files: readonly string[];
}

export interface Session {
  /** Compiles one input; a refused one declares nothing. */
  compileInput(text: string): InputResult;
  /** Names of the session's functions, sorted. */
  functionNames(): string[];
}

/** `dir` is where imports are resolved from; '' is the working directory. */
export function createSession(host: SourceHost, options: { readonly strict: boolean; readonly dir?: string }): Session {
  const state = new SessionState();
  let checked: CheckSession | undefined;
  const load = (text: string): ReturnType<typeof loadProgram> =>
    loadProgram({ bytes: new TextEncoder().encode(text), name: '<repl>', dir: options.dir ?? '' }, host, { strict: options.strict });

  /** `x;` shows x instead of zeroing it, a single call is printed (§20). */
  const shown = (statements: readonly Stmt[]): Stmt | null => {
    const [s] = statements;
    if (s === undefined || statements.length !== 1) return null;
    if (s.kind === 'effect') return { kind: 'print', value: s.expr, pos: s.pos };
    if (s.kind === 'assign' && s.value === null) return { kind: 'print', value: { kind: 'name', name: s.id.name, pos: s.id.pos }, pos: s.pos };
    return null;
  };

  return {
    compileInput(text) {
      const refused = (diagnostics: readonly Diagnostic[], files: readonly string[]): InputResult => ({ bytes: null, diagnostics, isExpression: false, files });
      let loaded = load(text);
      let isExpression = false;
      const error = loaded.diagnostics.filter((d) => d.severity === 'error');
      if (error.length > 0) {
        const retried = load(`_print (${text.trim().replace(/;$/, '')}\n);`);
        if (retried.diagnostics.length > 0) return refused(error, loaded.files);
        loaded = retried;
        isExpression = true;
      }
      const one = shown(loaded.statements);
      if (one !== null) isExpression = true;
      const statements = one === null ? loaded.statements : [one];
      const { diagnostics, session } = checkInput(statements, loaded.files, {
        strict: options.strict,
        mode: 'repl',
        ...(checked === undefined ? {} : { session: checked }),
      });
      if (diagnostics.some((d) => d.severity === 'error')) return refused(diagnostics, loaded.files);
      checked = session;
      const image = emitProgram(statements, { mode: 'session', strict: options.strict, files: loaded.files, start: null }, state);
      return { bytes: encodeProgram(image), diagnostics, isExpression, files: loaded.files };
    },
    functionNames: () => [...state.functions.keys()].sort(),
  };
}
