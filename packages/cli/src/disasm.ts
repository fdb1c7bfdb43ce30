// Owns the command `disasm`: shows the bytecode of a program.
import { disassemble } from '@etamil/compiler/disassemble';
import type { Arguments } from './arguments.ts';
import { compileProgram, givenProgram, sayDiagnostics } from './program-source.ts';
import type { Terminal } from './terminal.ts';

export function disasm(args: Arguments, terminal: Terminal): number {
  const compiled = compileProgram(givenProgram(args.operands.at(-1)), 'run', args, terminal);
  if (sayDiagnostics(compiled, terminal, false) > 0 || compiled.result.bytes === null) return 1;
  terminal.out.line(disassemble(compiled.result.bytes).trimEnd());
  return 0;
}
