// Owns the table of commands and options: what exists, what it takes, how it is described in both languages.
// Knows nothing of how a command does its work; main.ts must stay cheap to load, so this file imports nothing heavy.

/** What an option's value must look like; `flag` takes none. */
export type OptionKind = 'flag' | 'text' | 'port' | 'count' | 'folder' | 'setting';

export interface OptionInfo {
  /** With its dashes, e.g. `--port`. */
  readonly name: string;
  readonly kind: OptionKind;
  /** Word shown for the value. */
  readonly value?: string;
  readonly tamil: string;
  readonly english: string;
}

export interface CommandInfo {
  readonly name: string;
  /** Operands as shown in the usage line. */
  readonly operands: string;
  readonly options: readonly string[];
  readonly tamil: string;
  readonly english: string;
}

export const OPTIONS: readonly OptionInfo[] = [
  { name: '--strict', kind: 'flag', tamil: 'வழங்கி வழக்குகளை அணை', english: 'switch the server dialect off' },
  {
    name: '--pretty',
    kind: 'flag',
    tamil: 'பிழையின் வரி, குறி, அறிவுரையைக் காட்டு',
    english: 'show code, source line and advice with errors',
  },
  { name: '--lint', kind: 'flag', tamil: 'எச்சரிக்கைகளையும் காட்டு', english: 'show warnings too' },
  { name: '--json', kind: 'flag', tamil: 'ஜேசானாக எழுது', english: 'write JSON' },
  { name: '--host', kind: 'text', value: 'HOST', tamil: 'கேட்கும் முகவரி', english: 'address to listen on' },
  {
    name: '--port',
    kind: 'port',
    value: 'PORT',
    tamil: 'கேட்கும் எண் (0: ஏதேனும்)',
    english: 'port to listen on (0: any free one)',
  },
  { name: '--workers', kind: 'count', value: 'N', tamil: 'பணியாள் இழைகள்', english: 'worker threads' },
  {
    name: '--config',
    kind: 'folder',
    value: 'FOLDER',
    tamil: 'அமைப்புக் கோப்புறை',
    english: 'folder of the configuration files',
  },
  {
    name: '--env',
    kind: 'text',
    value: 'NAME',
    tamil: 'சூழலின் பெயர் (production, …)',
    english: 'name of the environment (production, …)',
  },
  { name: '--set', kind: 'setting', value: 'KEY=VALUE', tamil: 'ஓர் அமைப்பு விசை', english: 'one configuration key' },
  {
    name: '--vm',
    kind: 'flag',
    tamil: 'மெய்நிகர் பொறியில் இயக்கு (இயல்பு)',
    english: 'run on the virtual machine (the default)',
  },
  { name: '--check', kind: 'flag', tamil: '`check` போல', english: 'as `check`' },
  { name: '--repl', kind: 'flag', tamil: '`repl` போல', english: 'as `repl`' },
  { name: '--server', kind: 'flag', tamil: '`serve` போல', english: 'as `serve`' },
  { name: '--async', kind: 'flag', tamil: '`serve` போல', english: 'as `serve`' },
  { name: '--help', kind: 'flag', tamil: 'இந்த உதவி', english: 'this help' },
  { name: '--version', kind: 'flag', tamil: 'பதிப்பு', english: 'the version' },
];

const SERVING = ['--host', '--port', '--workers', '--config', '--env', '--set'];

export const COMMANDS: readonly CommandInfo[] = [
  {
    name: 'run',
    operands: '[FILE]',
    options: ['--strict', '--pretty', ...SERVING],
    tamil: 'நிரலை இயக்கு',
    english: 'run a program',
  },
  {
    name: 'check',
    operands: '[FILE…]',
    options: ['--lint', '--strict', '--pretty'],
    tamil: 'இயக்காமல் பிழைகளைத் தேடு',
    english: 'look for errors without running',
  },
  {
    name: 'serve',
    operands: '[FILE]',
    options: [...SERVING, '--strict', '--pretty'],
    tamil: 'நிரலின் வழிகளை HTTP இல் வழங்கு',
    english: 'serve the routes of a program over HTTP',
  },
  {
    name: 'routes',
    operands: '[FILE]',
    options: ['--json', '--strict', '--pretty'],
    tamil: 'வழிகளையும் இடைவெளிப் பணிகளையும் பட்டியலிடு',
    english: 'list the routes and the jobs',
  },
  {
    name: 'repl',
    operands: '',
    options: ['--strict', '--pretty'],
    tamil: 'உரையாடி எழுது',
    english: 'the interactive shell',
  },
  {
    name: 'disasm',
    operands: '[FILE]',
    options: ['--strict', '--pretty'],
    tamil: 'இடைமொழியைக் காட்டு',
    english: 'show the bytecode',
  },
  { name: 'version', operands: '', options: [], tamil: 'பதிப்பைக் காட்டு', english: 'show the version' },
  { name: 'help', operands: '[COMMAND]', options: [], tamil: 'உதவி', english: 'help' },
];

/** The old forms, without a command (language.md §19.1), take the options of every one they can mean. */
export const OLD_FORM: CommandInfo = {
  name: '',
  operands: '[FILE]',
  options: [
    '--vm',
    '--check',
    '--repl',
    '--server',
    '--async',
    '--strict',
    '--pretty',
    '--lint',
    ...SERVING,
    '--version',
  ],
  tamil: 'பழைய வடிவம்',
  english: 'the old form',
};

/** Short spellings. */
export const SHORT: Readonly<Record<string, string>> = { '-h': '--help', '-V': '--version' };

export function commandNamed(name: string): CommandInfo | undefined {
  return COMMANDS.find((c) => c.name === name);
}

export function optionNamed(name: string): OptionInfo | undefined {
  return OPTIONS.find((o) => o.name === name);
}
