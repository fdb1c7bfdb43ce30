// Owns the command `run`: compile, execute in this thread, write the program's output and nothing else (spec README 1).
// A program with a start form is served instead (spec README 16). Imports neither gateway nor configuration.
import { execute, loadProgram, type Outcome } from '@etamil/vm-worker/program';
import type { Limits } from '@etamil/vm-worker/run';
import type { Arguments } from './arguments.ts';
import { faultLines } from './error-display.ts';
import { plainHost } from './host-node.ts';
import { type Compiled, compileProgram, type GivenProgram, givenProgram, sayDiagnostics } from './program-source.ts';
import { LineReader } from './standard-input.ts';
import type { Terminal } from './terminal.ts';

/** The longest string the engine can hold, so that the limit is met as an error of the program. */
const LONGEST_STRING = 2 ** 29 - 25;

/** Memory of a plain run: half of the engine's heap limit; no limit of time (spec README 20). */
export function plainLimits(): Limits {
  let memory = 0;
  return {
    // asked for at the first charge only: node:v8 costs a small program more than its run
    get memory() {
      if (memory === 0) memory = process.getBuiltinModule('node:v8').getHeapStatistics().heap_size_limit / 2;
      return memory;
    },
    string: LONGEST_STRING,
    collection: Number.POSITIVE_INFINITY,
    deadlineMs: 0,
  };
}

export async function run(args: Arguments, terminal: Terminal): Promise<number> {
  const program = givenProgram(args.operands.at(-1));
  const compiled = compileProgram(program, 'run', args, terminal);
  if (sayDiagnostics(compiled, terminal, false) > 0) return 1;
  if (compiled.result.hasStart) {
    const { serveProgram } = await import('./serve.ts');
    return serveProgram(program, args, terminal);
  }
  const outcome = await outcomeOf(compiled.result.bytes as Uint8Array, program, terminal);
  terminal.out.flush();
  return report(outcome, program, compiled, terminal);
}

function outcomeOf(bytes: Uint8Array, program: GivenProgram, terminal: Terminal): Promise<Outcome> {
  const input = program.bytes === null ? new LineReader(0) : null;
  const host = plainHost(terminal, input);
  return new Promise((resolve) => {
    execute(loadProgram(bytes), 0, host, plainLimits(), null, resolve);
  });
}

function report(outcome: Outcome, program: GivenProgram, compiled: Compiled, terminal: Terminal): number {
  if (outcome.kind === 'exit') return outcome.status;
  if (outcome.kind === 'done') return 0;
  for (const line of faultLines(outcome, program.name, compiled.display)) terminal.err.line(line);
  return 1;
}
