// Owns running an eTamil program in this process through the real compiler and VM. Knows nothing of what is measured.
import { compile } from '../packages/compiler/src/compile.ts';
import { memoryHost } from '../packages/compiler/src/memory-host.ts';
import { execute, type LinkedProgram, loadProgram } from '../packages/vm-worker/src/program.ts';
import type { Host, Limits } from '../packages/vm-worker/src/run.ts';

const LIMITS: Limits = {
  memory: Number.POSITIVE_INFINITY,
  string: Number.POSITIVE_INFINITY,
  collection: Number.POSITIVE_INFINITY,
  deadlineMs: 0,
};

/** Reads a whole number from the environment, so that no bound is a constant of the linker. */
export const COUNT = 'N = இயல்பு(எண்ணாக்கு(சூழல்("N", "0")), 0);';

export function load(source: string): LinkedProgram {
  const bytes = new TextEncoder().encode(source);
  const compiled = compile({ bytes, name: 'bench.qmz', dir: '' }, memoryHost({}), { strict: false, mode: 'run' });
  if (compiled.bytes === null) throw new Error(compiled.diagnostics.map((d) => `${d.line}:${d.column} ${d.english}`).join('\n'));
  return loadProgram(compiled.bytes);
}

/** Runs it once with that environment; answers what it printed. */
export function runOnce(program: LinkedProgram, environment: Readonly<Record<string, string>>): string[] {
  const printed: string[] = [];
  const host: Host = {
    print: (text) => void printed.push(text),
    readLine: () => null,
    env: (name) => environment[name],
    log: () => {},
    cacheGet: async () => null,
    cacheSet: async () => {},
    cacheDelete: async () => false,
    stopServer: () => {},
    uploads: [],
    serving: false,
    cwd: process.cwd(),
    filesRoot: '',
  };
  let end: string | null = null;
  execute(program, 0, host, LIMITS, null, (o) => {
    end = o.kind === 'fault' ? `${o.id} ${o.line}:${o.column} ${o.english}` : o.kind;
  });
  if (end !== 'done') throw new Error(`the program ended: ${end ?? 'not at once'}`);
  return printed;
}
