// Owns what is asked of one program: it is refused with located errors, or it runs to a located end, and does so twice alike.
// Answers what it found wrong, never throws. Knows nothing of where programs come from or of processes.
import { compile, type CompileResult } from '../../packages/compiler/src/compile.ts';
import { memoryHost } from '../../packages/compiler/src/memory-host.ts';
import { parse } from '../../packages/compiler/src/parser.ts';
import { prepareSource } from '../../packages/compiler/src/source-text.ts';
import { BytecodeError } from '../../packages/shared/src/bytecode-format.ts';
import { EArray, ERecord, type Value } from '../../packages/shared/src/value.ts';
import { execute, type LinkedProgram, loadProgram, type Outcome } from '../../packages/vm-worker/src/program.ts';
import type { Host, Limits } from '../../packages/vm-worker/src/run.ts';
import { evaluate } from './reference.ts';
import { OUTSIDE_WORDS, UNSTEADY_WORDS } from './vocabulary.ts';

/** Something that must not be. */
export interface Finding {
  readonly kind: 'exception' | 'position' | 'internal' | 'message' | 'unsteady' | 'slow' | 'hang' | 'crash' | 'reference' | 'bytecode';
  readonly detail: string;
}

/** What became of a program, for the totals. */
export type Fate = 'refused' | 'ran' | 'faulted' | 'exited' | 'limited' | 'not run';

export interface Verdict {
  readonly fate: Fate;
  readonly findings: readonly Finding[];
}

const LIMITS: Limits = { memory: 96 * 1024 * 1024, string: 1_000_000, collection: 100_000, deadlineMs: 200 };
/** Ends that depend on the machine's speed or heap: nothing is compared with them. */
const BY_MACHINE: ReadonlySet<string> = new Set(['RUN-DEADLINE', 'RUN-MEMORY', 'RUN-CANCELLED']);
const PRINTED = 64 * 1024;

interface Ran {
  readonly printed: readonly string[];
  readonly outcome: Outcome;
  readonly cut: boolean;
}

/** Where relative paths of the programs lead, and how it is emptied before each run; set once by the process that runs trials. */
let folder = '/nonexistent';
let empty = (): void => {};
export function useFolder(path: string, emptied: () => void): void {
  folder = path;
  empty = emptied;
}

function host(printed: string[], cut: () => void): Host {
  const cache = new Map<string, unknown>();
  let size = 0;
  let lines = 0;
  return {
    print(text) {
      size += text.length + 1;
      if (size <= PRINTED) printed.push(text);
      else cut();
    },
    readLine: () => (lines++ < 3 ? ` வரி ${lines} ` : null),
    env: () => undefined,
    log: () => {},
    cacheGet: async (key) => structuredClone(cache.get(key)) ?? null,
    cacheSet: async (key, value) => void cache.set(key, structuredClone(value)),
    cacheDelete: async (key) => cache.delete(key),
    stopServer: () => {},
    uploads: [],
    serving: false,
    cwd: folder,
    filesRoot: folder,
  };
}

const requestGlobals = (): readonly (readonly [string, Value])[] => [
  ['request_method', 'GET'],
  ['request_path', '/x'],
  ['request_body', '{"அ": 1}'],
  ['query_params', new ERecord(new Map([['a', '1']]))],
  ['headers', new ERecord(new Map([['host', 'x']]))],
  ['path_params', new ERecord(new Map([['id', '7']]))],
  ['request_fields', new ERecord(new Map())],
  ['request_files', new EArray([])],
  ['param_id', '7'],
];

function run(p: LinkedProgram, entry: number, withRequest: boolean): Promise<Ran> {
  const printed: string[] = [];
  let cut = false;
  empty();
  return new Promise((resolve) => {
    const input = withRequest ? { globals: requestGlobals() } : null;
    execute(p, entry, host(printed, () => (cut = true)), LIMITS, input, (outcome) => resolve({ printed, outcome, cut }));
  });
}

const describe = (e: unknown): string => (e instanceof Error ? (e.stack ?? e.message) : String(e)).split('\n').slice(0, 6).join('\n');

/** Findings about the compiler's answer. */
function judgeCompiled(c: CompileResult, out: Finding[]): void {
  const errors = c.diagnostics.filter((d) => d.severity === 'error');
  if (c.bytes === null && errors.length === 0) out.push({ kind: 'message', detail: 'refused without an error' });
  if (c.bytes !== null && errors.length > 0) out.push({ kind: 'message', detail: 'accepted with an error' });
  for (const d of c.diagnostics) {
    const whole = d.id === 'MOD-OPEN' || d.id === 'MOD-READ' || d.id === 'MOD-SIZE';
    if (!whole && !(d.line >= 1 && d.column >= 1 && d.length >= 1)) out.push({ kind: 'position', detail: `${d.id} at ${d.line}:${d.column} length ${d.length}` });
    if (c.files[d.file] === undefined) out.push({ kind: 'position', detail: `${d.id} in file ${d.file} of ${c.files.length}` });
    judgeText(d.id, d.code, d.tamil, d.english, out);
  }
}

function judgeText(id: string, code: string, tamil: string, english: string, out: Finding[]): void {
  if (!/^ET\d{4}$/.test(code) || (code === 'ET9001' && id !== 'RUN-INTERNAL')) out.push({ kind: 'message', detail: `${id}: code ${code}` });
  if (tamil === '' || english === '' || tamil === id) out.push({ kind: 'message', detail: `${id}: no text` });
  // Only a slot alone: the program's own text may hold braces.
  if (/^[^'"]*\{(name|kind|field|shape|list|index|length|limit|reason|path|label|what|token|tamil|english)\}/.test(english)) out.push({ kind: 'message', detail: `${id}: unfilled slot in ${english}` });
}

function judgeRan(r: Ran, out: Finding[]): void {
  const { outcome } = r;
  if (outcome.kind !== 'fault') return;
  if (outcome.id === 'RUN-INTERNAL') out.push({ kind: 'internal', detail: outcome.english });
  else judgeText(outcome.id, outcome.code, outcome.tamil, outcome.english, out);
  if (!(outcome.line >= 1 && outcome.column >= 1)) out.push({ kind: 'position', detail: `${outcome.id} at ${outcome.line}:${outcome.column}` });
}

const endOf = (r: Ran): string => {
  const o = r.outcome;
  const at = o.kind === 'fault' ? ` ${o.id} ${o.line}:${o.column} ${o.english}` : o.kind === 'exit' ? ` ${o.status}` : '';
  return `${o.kind}${at}\n${r.printed.join('\n')}`;
};

const fateOf = ({ outcome }: Ran): Fate => {
  if (outcome.kind === 'done') return 'ran';
  if (outcome.kind === 'exit') return 'exited';
  return BY_MACHINE.has(outcome.id) ? 'limited' : 'faulted';
};

const mentions = (text: string, words: readonly string[]): boolean => words.some((w) => text.includes(w));

/** Puts a program through compiler and VM, in both modes and both dialects. */
export async function tryProgram(source: Uint8Array): Promise<Verdict> {
  const findings: Finding[] = [];
  const text = new TextDecoder().decode(source).normalize('NFC');
  const runnable = !mentions(text, OUTSIDE_WORDS);
  const steady = !mentions(text, UNSTEADY_WORDS);
  let fate: Fate = 'refused';
  const entry = { bytes: source, name: 'நிரல்.qmz', dir: '' };
  const seen = new Set<string>();
  try {
    for (const [strict, mode] of [[false, 'run'], [false, 'serve'], [true, 'run'], [true, 'serve']] as const) {
      const compiled = compile(entry, memoryHost({}), { strict, mode });
      judgeCompiled(compiled, findings);
      if (compiled.bytes === null || seen.has(compiled.hash)) continue;
      seen.add(compiled.hash);
      if (!runnable) {
        loadProgram(compiled.bytes).fns.length;
        fate = 'not run';
        continue;
      }
      const first = await runAll(compiled, mode === 'serve', findings);
      if (mode === 'run' && !strict) {
        fate = fateOf(first);
        if (fate === 'limited') break;
        if (steady && !first.cut) {
          const again = await runAll(compiled, false, findings);
          if (fateOf(again) !== 'limited' && endOf(again) !== endOf(first)) findings.push({ kind: 'unsteady', detail: `${endOf(first)}\n--- then ---\n${endOf(again)}`.slice(0, 2000) });
        }
      }
      if (fateOf(first) === 'limited') break;
    }
  } catch (e) {
    findings.push({ kind: 'exception', detail: describe(e) });
  }
  return { fate, findings };
}

/** Runs the entries of a program, each once; answers how the first ended. */
async function runAll(compiled: CompileResult, serve: boolean, findings: Finding[]): Promise<Ran> {
  const program = loadProgram(compiled.bytes as Uint8Array);
  let first: Ran | undefined;
  for (let i = 0; i < Math.min(program.image.entries.length, 5); i++) {
    const ran = await run(program, i, serve);
    judgeRan(ran, findings);
    first ??= ran;
    if (fateOf(ran) === 'limited') break;
  }
  return first as Ran;
}

/** Compares the VM with the reference evaluator. */
export async function tryAgainstReference(text: string): Promise<Verdict> {
  const findings: Finding[] = [];
  try {
    const bytes = new TextEncoder().encode(text);
    const prepared = prepareSource(bytes);
    const parsed = parse(prepared.ok ? prepared.text : '', 0, { strict: false });
    const compiled = compile({ bytes, name: 'p.qmz', dir: '' }, memoryHost({}), { strict: false, mode: 'run' });
    judgeCompiled(compiled, findings);
    if (compiled.bytes === null || parsed.diagnostics.length > 0) return { fate: 'refused', findings };
    const expected = evaluate(parsed.statements);
    const actual = await run(loadProgram(compiled.bytes), 0, false);
    judgeRan(actual, findings);
    const fate = fateOf(actual);
    if (expected === null || fate === 'limited' || actual.cut) return { fate: fate === 'limited' ? 'limited' : 'not run', findings };
    const end = actual.outcome.kind === 'fault' ? actual.outcome.id.replace('RUN-ARITY-ANONYMOUS', 'RUN-ARITY') : null;
    const wanted = `${expected.fault ?? 'done'}\n${expected.printed.join('\n')}`;
    const got = `${end ?? 'done'}\n${actual.printed.join('\n')}`;
    if (wanted !== got) findings.push({ kind: 'reference', detail: difference(wanted, got) });
    return { fate, findings };
  } catch (e) {
    return { fate: 'refused', findings: [...findings, { kind: 'exception', detail: describe(e) }] };
  }
}

function difference(wanted: string, got: string): string {
  const [w, g] = [wanted.split('\n'), got.split('\n')];
  const at = w.findIndex((line, i) => line !== g[i]);
  return `reference: ${w[0]}, VM: ${g[0]}; first difference in line ${at}: ${JSON.stringify(w[at])} against ${JSON.stringify(g[at])}`.slice(0, 1500);
}

/** Compiles a valid program for flipBits; null if it is not valid. */
export function compiledBytes(source: Uint8Array): Uint8Array | null {
  if (mentions(new TextDecoder().decode(source).normalize('NFC'), OUTSIDE_WORDS)) return null;
  return compile({ bytes: source, name: 'p.qmz', dir: '' }, memoryHost({}), { strict: false, mode: 'run' }).bytes;
}

/** A damaged program is refused as BytecodeError, or runs to an end like any other. */
export async function tryBytecode(bytes: Uint8Array): Promise<Verdict> {
  const findings: Finding[] = [];
  let program: LinkedProgram;
  try {
    program = loadProgram(bytes);
  } catch (e) {
    if (!(e instanceof BytecodeError)) findings.push({ kind: 'bytecode', detail: `load: ${describe(e)}` });
    return { fate: 'refused', findings };
  }
  try {
    const text = program.image.strings.concat(program.image.names.map((n) => n.name)).join(' ');
    if (mentions(text, OUTSIDE_WORDS)) return { fate: 'not run', findings };
    const ran = await run(program, 0, false);
    if (ran.outcome.kind === 'fault' && ran.outcome.id === 'RUN-INTERNAL') findings.push({ kind: 'bytecode', detail: `run: ${ran.outcome.english}` });
    return { fate: fateOf(ran), findings };
  } catch (e) {
    findings.push({ kind: 'bytecode', detail: `link: ${describe(e)}` });
    return { fate: 'refused', findings };
  }
}
