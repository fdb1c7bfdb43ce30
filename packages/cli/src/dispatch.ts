// Owns the decision which command a command line means (spec README 23, language.md §19.1). Pure but for the question
// whether a file exists; runs nothing.
import { type Arguments, parseArguments } from './arguments.ts';
import { COMMANDS, type CommandInfo, commandNamed, OLD_FORM } from './commands.ts';
import { nearest } from './suggestion.ts';
import { hint, type Refusal, refuse } from './usage-error.ts';

export interface Dispatch {
  readonly command: string;
  readonly arguments: Arguments;
}

/** `exists` answers whether a path names something on disk. */
export function dispatch(words: readonly string[], exists: (path: string) => boolean): Dispatch | Refusal {
  const first = words[0];
  if (first !== undefined && !first.startsWith('-')) {
    const command = commandNamed(first);
    if (command !== undefined) return named(command, words.slice(1));
    if (!/[./]/.test(first) && !exists(first)) {
      const names = COMMANDS.map((c) => c.name);
      return refuse('CLI-UNKNOWN-COMMAND', { word: first, ...hint(nearest(first, names)) }, 2);
    }
  }
  const args = parseArguments(OLD_FORM, words);
  if ('status' in args) return args;
  const command = oldCommand(args.flags);
  // the last operand is the file (§19.1); help is the general one
  const operands = command === 'help' ? [] : args.operands.slice(-1);
  return { command, arguments: { ...args, operands } };
}

function named(command: CommandInfo, words: readonly string[]): Dispatch | Refusal {
  // `etamil run --help` is `etamil help run`
  if (words.some((w) => w === '--help' || w === '-h')) {
    return {
      command: 'help',
      arguments: { flags: new Set(), values: new Map(), settings: [], operands: [command.name] },
    };
  }
  const args = parseArguments(command, words);
  return 'status' in args ? args : { command: command.name, arguments: args };
}

function oldCommand(flags: ReadonlySet<string>): string {
  if (flags.has('--help')) return 'help';
  if (flags.has('--version')) return 'version';
  if (flags.has('--repl')) return 'repl';
  if (flags.has('--check')) return 'check';
  if (flags.has('--server') || flags.has('--async')) return 'serve';
  return 'run';
}
