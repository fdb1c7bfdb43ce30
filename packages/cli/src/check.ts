// Owns the command `check`: everything before running, for any number of files (language.md §19.4). Writes nothing on success.
import type { Arguments } from './arguments.ts';
import { compileProgram, givenProgram, sayDiagnostics } from './program-source.ts';
import type { Terminal } from './terminal.ts';

export function check(args: Arguments, terminal: Terminal, files: readonly (string | undefined)[]): number {
  let errors = 0;
  for (const file of files) {
    const compiled = compileProgram(givenProgram(file), 'check', args, terminal, files.length > 1);
    errors += sayDiagnostics(compiled, terminal, args.flags.has('--lint'));
  }
  return errors > 0 ? 1 : 0;
}
