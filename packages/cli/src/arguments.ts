// Owns reading options and operands from the words of a command line. Pure; knows nothing of files or of what options do.
import { type CommandInfo, type OptionInfo, optionNamed, SHORT } from './commands.ts';
import { nearest } from './suggestion.ts';
import { hint, type Refusal, refuse } from './usage-error.ts';

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  /** The last value of each option that takes one. */
  readonly values: ReadonlyMap<string, string>;
  /** `--set` may be repeated: `key=value` texts in order. */
  readonly settings: readonly string[];
  readonly operands: readonly string[];
}

/** Reads `words` for `command`. `--` ends the options; `-` is an operand (standard input). */
export function parseArguments(command: CommandInfo, words: readonly string[]): Arguments | Refusal {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const settings: string[] = [];
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const cut = word.startsWith('--') ? word.indexOf('=') : -1;
    const written = cut < 0 ? word : word.slice(0, cut);
    const name = SHORT[written] ?? written;
    const option = name === '--help' || command.options.includes(name) ? optionNamed(name) : undefined;
    if (option === undefined) {
      return refuse(
        'CLI-UNKNOWN-OPTION',
        { option: written, ...hint(nearest(written, [...command.options, '--help'])) },
        2,
      );
    }
    if (option.kind === 'flag') {
      if (cut >= 0) return refuse('CLI-VALUE-UNWANTED', { option: written }, 2);
      flags.add(name);
      continue;
    }
    const next = words[i + 1];
    const value = cut >= 0 ? word.slice(cut + 1) : next;
    if (cut < 0) i++;
    // a following option is a forgotten value, not the value
    if (value === undefined || value === '' || (cut < 0 && value.startsWith('--'))) {
      return refuse('CLI-VALUE-MISSING', { option: written }, 2);
    }
    const need = misfit(option, value);
    if (need !== null) return refuse('CLI-BAD-VALUE', { option: written, value, ...need }, 2);
    if (option.kind === 'setting') settings.push(value);
    else values.set(name, value);
  }
  return { flags, values, settings, operands };
}

/** What the value should have been, or null when it fits. */
function misfit(option: OptionInfo, value: string): { needTamil: string; needEnglish: string } | null {
  switch (option.kind) {
    case 'port':
      return /^\d{1,5}$/.test(value) && Number(value) <= 65535
        ? null
        : { needTamil: '0 முதல் 65535 வரை ஓர் எண்', needEnglish: 'a number from 0 to 65535' };
    case 'count':
      return /^\d{1,4}$/.test(value) && Number(value) >= 1
        ? null
        : { needTamil: '1 முதல் 9999 வரை ஓர் எண்', needEnglish: 'a number from 1 to 9999' };
    case 'setting':
      return /^[^=]+=/.test(value) ? null : { needTamil: 'விசை=மதிப்பு', needEnglish: 'key=value' };
    default:
      return null;
  }
}
