// Owns the command `serve`: compile, read the configuration, start the gateway, say where it listens, wait for its end.
import type { Arguments } from './arguments.ts';
import type { GivenProgram } from './program-source.ts';
import type { Terminal } from './terminal.ts';

export async function serveProgram(_program: GivenProgram, _args: Arguments, _terminal: Terminal): Promise<number> {
  return 1;
}

export async function serve(args: Arguments, terminal: Terminal): Promise<number> {
  return serveProgram({ name: '', bytes: null }, args, terminal);
}
