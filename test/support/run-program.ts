// Owns running a source text through the real compiler and VM inside a test, with everything it printed and how it ended.
import { compile } from '@etamil/compiler/compile';
import { memoryHost } from '@etamil/compiler/memory-host';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import { execute, loadProgram, type Outcome, type RunHandle } from '@etamil/vm-worker/program';
import type { Host, Limits } from '@etamil/vm-worker/run';

export const NO_LIMITS: Limits = { memory: Number.POSITIVE_INFINITY, string: Number.POSITIVE_INFINITY, collection: Number.POSITIVE_INFINITY, deadlineMs: 0 };
/** The defaults while serving (spec README 20). */
export const SERVING_LIMITS: Limits = { memory: 64 * 1024 * 1024, string: 16 * 1024 * 1024, collection: 1_000_000, deadlineMs: 30_000 };

export interface Ran {
  /** Printed lines joined by LF. */
  readonly out: string;
  readonly outcome: Outcome;
  /** `id tamil (english) @line:column`, or '' when the run ended well. */
  readonly fault: string;
  /** Rendered diagnostics when the program did not compile. */
  readonly refused: string;
}

export interface RunOptions {
  readonly limits?: Partial<Limits>;
  readonly host?: Partial<Host>;
  readonly strict?: boolean;
  readonly started?: (handle: RunHandle) => void;
}

function testHost(lines: string[], over: Partial<Host>): Host {
  return {
    print: (text) => {
      lines.push(text);
    },
    readLine: () => null,
    env: () => undefined,
    log: () => undefined,
    cacheGet: async () => null,
    cacheSet: async () => undefined,
    cacheDelete: async () => false,
    stopServer: () => undefined,
    uploads: [],
    serving: false,
    cwd: process.cwd(),
    filesRoot: '',
    ...over,
  };
}

/** Compiles and runs `source`; resolves when the run has ended. */
export async function runProgram(source: string, options: RunOptions = {}): Promise<Ran> {
  const entry = { bytes: new TextEncoder().encode(source), name: 'test.qmz', dir: '' };
  const compiled = compile(entry, memoryHost({}), { strict: options.strict ?? false, mode: 'run' });
  const errors = compiled.diagnostics.filter((d) => d.severity === 'error');
  if (compiled.bytes === null) {
    const refused = errors.map((d) => renderDiagnostic(d)).join('\n');
    return { out: '', outcome: { kind: 'exit', status: 1, globals: () => undefined }, fault: '', refused };
  }
  const lines: string[] = [];
  const program = loadProgram(compiled.bytes);
  const outcome = await new Promise<Outcome>((resolve) => {
    const limits = { ...NO_LIMITS, ...options.limits };
    const handle = execute(program, 0, testHost(lines, options.host ?? {}), limits, null, resolve);
    options.started?.(handle);
  });
  const fault = outcome.kind === 'fault' ? `${outcome.id} ${outcome.tamil} (${outcome.english}) @${outcome.line}:${outcome.column}` : '';
  return { out: lines.join('\n'), outcome, fault, refused: '' };
}
