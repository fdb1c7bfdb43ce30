// Owns the command `repl`: the loop of reading, compiling, running and showing (language.md §20). Variables, functions and
// shapes live as long as the shell; an error loses none of them. Knows nothing of how input is edited.
import { createSession, type InputResult, type Session } from '@etamil/compiler/session';
import { compareText } from '@etamil/shared/compare-text';
import { display } from '@etamil/shared/display';
import type { Value } from '@etamil/shared/value';
import { execute, loadProgram, type Outcome } from '@etamil/vm-worker/program';
import type { Host } from '@etamil/vm-worker/run';
import type { Arguments } from './arguments.ts';
import { diagnosticLines, sourceTexts } from './error-display.ts';
import { plainHost } from './host-node.ts';
import { lineSource } from './repl-lines.ts';
import { openBraces, REPL_COMMANDS, replCommand } from './repl-input.ts';
import { plainLimits } from './run.ts';
import { nodeSourceHost } from './source-host-node.ts';
import { LineReader } from './standard-input.ts';
import { likely } from './suggestion.ts';
import { type Terminal, variable, wantsPretty } from './terminal.ts';
import { hint, messageOf } from './usage-error.ts';
import { VERSION } from './version.ts';

const HELP = [
  '  :vars   மாறிகளும் செயல்களும்  (variables and functions)',
  '  :help   இந்த உதவி  (this help)',
  '  :quit   வெளியேறு  (leave)',
  '  ஒரு கோவையின் மதிப்பு காட்டப்படும்: 1 + 2  (the value of an expression is shown)',
];

/** A shell in progress. */
class Shell {
  private readonly terminal: Terminal;
  private readonly session: Session;
  private readonly host: Host;
  private readonly pretty: boolean;
  private readonly globals = new Map<string, Value>();

  constructor(terminal: Terminal, args: Arguments, input: LineReader) {
    this.terminal = terminal;
    this.pretty = wantsPretty(args.flags);
    this.host = plainHost(terminal, input);
    const files = nodeSourceHost(variable(terminal, 'ETAMIL_PATH') ?? '');
    this.session = createSession(files, { strict: args.flags.has('--strict'), dir: terminal.cwd });
  }

  /** Runs one input; answers an exit status when the program ended the shell. */
  async take(text: string): Promise<number | null> {
    const compiled = this.session.compileInput(text);
    if (compiled.bytes === null) {
      this.sayDiagnostics(text, compiled);
      return null;
    }
    const outcome = await this.run(compiled.bytes);
    this.terminal.out.flush();
    if (outcome.kind === 'fault') this.terminal.err.line(`✗ ${outcome.text}`);
    return outcome.kind === 'exit' ? outcome.status : null;
  }

  private run(bytes: Uint8Array): Promise<Outcome> {
    const program = loadProgram(bytes);
    return new Promise((resolve) => {
      const handle = execute(program, 0, this.host, plainLimits(), { globals: [...this.globals] }, (outcome) => {
        // after this turn: the handle is there even when the run never waited
        queueMicrotask(() => {
          for (const [name, at] of program.globalIndex) {
            const value = handle.run.g[at];
            if (value !== undefined) this.globals.set(name, value);
          }
          resolve(outcome);
        });
      });
    });
  }

  private sayDiagnostics(text: string, compiled: InputResult): void {
    const source = sourceTexts({ name: compiled.files[0] ?? '', bytes: new TextEncoder().encode(text) });
    const options = { pretty: this.pretty, cwd: this.terminal.cwd, source, nameProgram: false };
    const errors = compiled.diagnostics.filter((d) => d.severity === 'error');
    for (const line of diagnosticLines(errors, compiled.files, options)) this.terminal.err.line(line);
  }

  variables(): string[] {
    const names = [...this.globals.keys()].sort(compareText);
    const out = names.map((name) => `  ${name} = ${display(this.globals.get(name) ?? null)}`);
    if (out.length === 0) out.push('  மாறிகள் இன்னும் இல்லை  (no variables yet)');
    const functions = this.session.functionNames();
    if (functions.length > 0) out.push(`  செயல்: ${functions.join(', ')}`);
    return out;
  }
}

export async function repl(args: Arguments, terminal: Terminal): Promise<number> {
  const reader = new LineReader(0);
  const lines = lineSource(terminal, reader);
  const shell = new Shell(terminal, args, reader);
  terminal.out.line(`eTamil ${VERSION} — :help உதவி  (help), :quit வெளியேறு  (leave)`);
  let pending = '';
  for (;;) {
    const line = await lines.next(pending === '' ? '» ' : '…  ');
    if (line === null) break;
    if (line === undefined) {
      pending = '';
      continue;
    }
    if (pending === '') {
      if (line.trim() === '') continue;
      const command = replCommand(line);
      if (command === 'quit') return 0;
      if (command !== null) {
        if (command === undefined) {
          const word = line.trim();
          terminal.err.line(`✗ ${messageOf('CLI-UNKNOWN-COMMAND', { word, ...hint(likely(word, REPL_COMMANDS)) })}`);
        } else for (const l of command === 'help' ? HELP : shell.variables()) terminal.out.line(l);
        continue;
      }
    }
    pending += pending === '' ? line : `\n${line}`;
    if (openBraces(pending) > 0) continue;
    const text = pending;
    pending = '';
    const status = await shell.take(text);
    if (status !== null) return status;
  }
  terminal.out.line('');
  return 0;
}
