// Owns the command `help`: the usage of the tool and of each command, in Tamil and English. Knows only the table of commands.
import { COMMANDS, type CommandInfo, commandNamed, OLD_FORM, type OptionInfo, optionNamed } from './commands.ts';
import type { StandardOutput } from './standard-output.ts';
import { nearest } from './suggestion.ts';
import { hint, type Refusal, refuse } from './usage-error.ts';

const left = (o: OptionInfo): string => (o.value === undefined ? o.name : `${o.name} ${o.value}`);

function optionLines(names: readonly string[]): string[] {
  const options = names.map(optionNamed).filter((o) => o !== undefined);
  const width = Math.max(0, ...options.map((o) => left(o).length));
  return options.map((o) => `  ${left(o).padEnd(width)}  ${o.tamil}  (${o.english})`);
}

function ofCommand(command: CommandInfo): string[] {
  const usage = ['etamil', command.name, command.options.length > 0 ? '[OPTIONS]' : '', command.operands];
  const out = [`${command.tamil}  (${command.english})`, '', `  ${usage.filter((w) => w !== '').join(' ')}`];
  if (command.options.length > 0) out.push('', 'விருப்பங்கள்  (options)', ...optionLines(command.options));
  if (command.operands.includes('FILE')) {
    out.push('', 'FILE இல்லையெனில், அல்லது அது - எனில், நிரல் உள்ளீட்டிலிருந்து படிக்கப்படும்');
    out.push('(without FILE, or with -, the program is read from standard input)');
  }
  return out;
}

function overview(): string[] {
  const width = Math.max(...COMMANDS.map((c) => c.name.length + 1 + c.operands.length));
  const lines = COMMANDS.map((c) => `  etamil ${`${c.name} ${c.operands}`.padEnd(width)}  ${c.tamil}  (${c.english})`);
  return [
    'etamil — தமிழில் நிரலாக்கம்  (programming in Tamil)',
    '',
    'கட்டளைகள்  (commands)',
    ...lines,
    '',
    'பழைய வடிவம்  (the old form): etamil [OPTIONS] [FILE]',
    ...optionLines([...OLD_FORM.options, '--help']),
    '',
    'ஒரு கட்டளையின் உதவி  (help on a command): etamil help COMMAND',
  ];
}

/** Writes the help; an unknown command is refused with the nearest one. */
export function help(topic: string | undefined, out: StandardOutput): number | Refusal {
  if (topic === undefined) {
    for (const line of overview()) out.line(line);
    return 0;
  }
  const command = commandNamed(topic);
  if (command === undefined) {
    return refuse(
      'CLI-UNKNOWN-COMMAND',
      {
        word: topic,
        ...hint(
          nearest(
            topic,
            COMMANDS.map((c) => c.name),
          ),
        ),
      },
      2,
    );
  }
  for (const line of ofCommand(command)) out.line(line);
  return 0;
}
