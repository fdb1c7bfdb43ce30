// Owns a bare run for tests of builtins: a host that records, limits that a test may tighten, no program behind it.
import type { BuiltinFamily } from '../../packages/vm-worker/src/builtin.ts';
import { Fault } from '../../packages/vm-worker/src/fault.ts';
import { type Host, type Limits, Run, type RunProgram } from '../../packages/vm-worker/src/run.ts';
import type { Value } from '../../packages/shared/src/value.ts';

export interface TestHost extends Host {
  readonly logged: string[];
  readonly cached: Map<string, unknown>;
}

export function testHost(changes: Partial<Host> = {}): TestHost {
  const cached = new Map<string, unknown>();
  const logged: string[] = [];
  return {
    logged,
    cached,
    print: () => {},
    readLine: () => null,
    env: () => undefined,
    log: (level, text) => void logged.push(`${level} ${text}`),
    cacheGet: async (key) => structuredClone(cached.get(key)),
    cacheSet: async (key, value) => void cached.set(key, structuredClone(value)),
    cacheDelete: async (key) => cached.delete(key),
    stopServer: () => {},
    uploads: [],
    serving: false,
    cwd: process.cwd(),
    filesRoot: '',
    ...changes,
  };
}

const GLOBALS = ['response_status', 'response_body', 'response_headers', 'response_file'];

const PROGRAM: RunProgram = {
  globalIndex: new Map(GLOBALS.map((name, i) => [name, i])),
  shape: () => undefined,
  call: () => null,
};

const OPEN: Limits = {
  memory: Number.POSITIVE_INFINITY,
  string: Number.POSITIVE_INFINITY,
  collection: Number.POSITIVE_INFINITY,
  deadlineMs: 0,
};

export function testRun(host: Host = testHost(), limits: Partial<Limits> = {}): Run {
  const meter = { enter: () => {}, leave: () => {}, weigh: (run: Run) => run.mem };
  return new Run(PROGRAM, GLOBALS.length, host, { ...OPEN, ...limits }, meter);
}

export function globalOf(run: Run, name: string): Value | undefined {
  return run.g[GLOBALS.indexOf(name)];
}

/** Calls a builtin by id; a test that names none fails. */
export function call(family: BuiltinFamily, run: Run, id: string, ...args: Value[]): Value {
  const builtin = family[id];
  if (builtin === undefined) throw new Error(`no builtin ${id}`);
  return builtin(run, ...args) as Value;
}

export async function wait(family: BuiltinFamily, run: Run, id: string, ...args: Value[]): Promise<Value> {
  return (await call(family, run, id, ...args)) as Value;
}

/** The fault a call raises: its id and, for RUN-BUILTIN-ARG, the English half. */
export function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (e) {
    if (e instanceof Fault) return e.id === 'RUN-BUILTIN-ARG' ? `${e.id} ${e.values.english}` : e.id;
    throw e;
  }
  return 'no fault';
}
