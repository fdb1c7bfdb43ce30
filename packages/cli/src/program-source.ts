// Owns compiling the program a command was given, from a file or standard input, and saying what is wrong with it.
// Knows nothing of running it.
import { type CompileResult, compile } from '@etamil/compiler/compile';
import type { Arguments } from './arguments.ts';
import { type DisplayOptions, diagnosticLines, sourceTexts } from './error-display.ts';
import { nodeSourceHost } from './source-host-node.ts';
import { readAll } from './standard-input.ts';
import { type Terminal, variable, wantsPretty } from './terminal.ts';

/** How the program on standard input is called in messages. */
export const STDIN_NAME = '<stdin>';

export interface GivenProgram {
  /** Path as given, or `STDIN_NAME`. */
  readonly name: string;
  /** The text when it came from standard input, else null. */
  readonly bytes: Uint8Array | null;
}

/** The program an operand names: `-` or none is standard input. */
export function givenProgram(operand: string | undefined): GivenProgram {
  if (operand === undefined || operand === '-') return { name: STDIN_NAME, bytes: readAll(0) };
  return { name: operand, bytes: null };
}

export interface Compiled {
  readonly result: CompileResult;
  readonly display: DisplayOptions;
}

/** Compiles; the caller looks at `result.bytes` and at the diagnostics. */
export function compileProgram(
  program: GivenProgram,
  mode: 'run' | 'serve' | 'check',
  args: Arguments,
  terminal: Terminal,
  nameProgram = false,
): Compiled {
  const host = nodeSourceHost(variable(terminal, 'ETAMIL_PATH') ?? '');
  const entry = program.bytes === null ? program.name : { bytes: program.bytes, name: program.name, dir: terminal.cwd };
  const result = compile(entry, host, { strict: args.flags.has('--strict'), mode });
  const source = sourceTexts(program.bytes === null ? null : { name: program.name, bytes: program.bytes });
  return { result, display: { pretty: wantsPretty(args.flags), cwd: terminal.cwd, source, nameProgram } };
}

/** Writes the errors, and the warnings when asked; answers how many errors there were. */
export function sayDiagnostics(compiled: Compiled, terminal: Terminal, warnings: boolean): number {
  const { diagnostics, files } = compiled.result;
  const errors = diagnostics.filter((d) => d.severity === 'error');
  for (const line of diagnosticLines(errors, files, compiled.display)) terminal.err.line(line);
  if (warnings) {
    const rest = diagnostics.filter((d) => d.severity === 'warning');
    for (const line of diagnosticLines(rest, files, compiled.display)) terminal.err.line(line);
  }
  return errors.length;
}
