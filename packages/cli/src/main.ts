// Owns the start of the `etamil` process: which command, then its module by dynamic import, then the exit status.
// Must not know what a command does, and must import nothing heavy: `etamil run` starts within twice `node -e 0`.
import { existsSync } from 'node:fs';
import type { Arguments } from './arguments.ts';
import { dispatch } from './dispatch.ts';
import { help } from './help.ts';
import { openTerminal, sayRefusal, type Terminal, wantsPretty } from './terminal.ts';
import { messageOf } from './usage-error.ts';
import { version } from './version.ts';

async function perform(command: string, args: Arguments, terminal: Terminal): Promise<number> {
  const { operands } = args;
  switch (command) {
    case 'version':
      return version(terminal.out);
    case 'help': {
      const answer = help(operands[0], terminal.out);
      return typeof answer === 'number' ? answer : sayRefusal(answer, terminal, false);
    }
    case 'serve':
      return (await import('./serve.ts')).serve(args, terminal);
  }
  const commands = await import('./program-commands.ts');
  switch (command) {
    case 'check':
      return commands.check(args, terminal, operands.length === 0 ? [undefined] : operands);
    case 'routes':
      return commands.routes(args, terminal);
    case 'disasm':
      return commands.disasm(args, terminal);
    case 'repl':
      return commands.repl(args, terminal);
    default:
      return commands.run(args, terminal);
  }
}

async function main(): Promise<void> {
  const terminal = openTerminal();
  let status: number;
  try {
    const chosen = dispatch(process.argv.slice(2), existsSync);
    status =
      'status' in chosen
        ? sayRefusal(chosen, terminal, false)
        : await perform(chosen.command, chosen.arguments, terminal);
  } catch (e) {
    terminal.out.flush();
    terminal.err.line(`✗ ${messageOf('INTERNAL', { reason: e instanceof Error ? e.message : String(e) })}`);
    if (wantsPretty(new Set(process.argv)) && e instanceof Error) terminal.err.line(e.stack ?? '');
    status = 1;
  }
  terminal.out.flush();
  process.exit(status);
}

void main();
