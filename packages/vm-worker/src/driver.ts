// Owns running an entry of a program from start to outcome: stepping generators over waits, deadlines while waiting,
// interleaved functions (`ஒருசேர`), turning whatever was thrown into an outcome. Knows nothing of requests or threads.
import { byId } from '@etamil/shared/codes';
import { fill } from '@etamil/shared/catalogue';
import { EArray, type EFunc, type Value } from '@etamil/shared/value';
import { Exit, Fault } from './fault.ts';
import { HeapMeter } from './meter.ts';
import type { LinkedProgram } from './program.ts';
import { type Host, type Limits, Run } from './run.ts';
import { faultText } from './runtime/statements.ts';
import type { Steps } from './runtime/calls.ts';

/** Values bound before the program starts. */
export interface RunInput {
  readonly globals: readonly (readonly [name: string, value: Value])[];
}

export interface FaultOutcome {
  readonly kind: 'fault';
  readonly id: string;
  readonly code: string;
  readonly tamil: string;
  readonly english: string;
  /** The whole message as §21.0 shows it. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Outcome =
  | { readonly kind: 'done'; readonly globals: (name: string) => Value | undefined }
  | FaultOutcome
  | { readonly kind: 'exit'; readonly status: number; readonly globals: (name: string) => Value | undefined };

export interface RunHandle {
  readonly run: Run;
  /** Ends the run at its next look or wait. */
  cancel(faultId: 'RUN-CANCELLED' | 'RUN-DEADLINE'): void;
}

const meter = new HeapMeter();

/** Runs one entry. `done` is called exactly once; synchronously when the run never waits. */
export function execute(p: LinkedProgram, entry: number, host: Host, limits: Limits, input: RunInput | null, done: (o: Outcome) => void): RunHandle {
  const run = new Run(p, p.image.globals.length, host, limits, meter);
  meter.enter(run);
  if (input !== null) {
    for (const [name, value] of input.globals) {
      const i = p.globalIndex.get(name);
      if (i !== undefined) run.g[i] = value;
    }
  }
  const fiber = new Fiber(run, (error, failed) => {
    run.finish();
    done(failed ? outcomeOf(p, run, error) : { kind: 'done', globals: (name) => globalOf(p, run, name) });
  });
  fiber.start(() => entryStart(p, run, entry));
  return {
    run,
    cancel: (id) => {
      run.cancelled = id;
      fiber.interrupt(new Fault(id, { ms: limits.deadlineMs }));
    },
  };
}

function globalOf(p: LinkedProgram, run: Run, name: string): Value | undefined {
  const i = p.globalIndex.get(name);
  return i === undefined ? undefined : run.g[i];
}

/** Runs the functions of an entry until one of them may suspend; then a generator runs the rest. */
function entryStart(p: LinkedProgram, run: Run, entry: number): unknown {
  const list = p.image.entries[entry] ?? [];
  const fns = p.fns;
  for (let i = 0; i < list.length; i++) {
    const f = list[i] as number;
    const out = fns[f]?.(run, 0);
    if (p.image.functions[f]?.suspends === true) return rest(p, run, out as Steps, list.slice(i + 1));
  }
  return null;
}

function* rest(p: LinkedProgram, run: Run, first: Steps, list: readonly number[]): Steps {
  yield* first;
  for (const f of list) {
    const out = p.fns[f]?.(run, 0);
    if (p.image.functions[f]?.suspends === true) yield* out as Steps;
  }
  return null;
}

const isSteps = (v: unknown): v is Steps => typeof v === 'object' && v !== null && Symbol.iterator in v && 'throw' in v;

/** One line of execution within a run: steps a generator, waits for what it yields, ends once. */
class Fiber {
  private steps: Steps | null = null;
  private waiting = false;
  private ended = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly run: Run;
  private readonly end: (result: unknown, failed: boolean) => void;
  /** Fibers started by this one and still running. */
  readonly children = new Set<Fiber>();

  constructor(run: Run, end: (result: unknown, failed: boolean) => void) {
    this.run = run;
    this.end = end;
  }

  start(begin: () => unknown): void {
    let out: unknown;
    try {
      out = begin();
    } catch (e) {
      return this.finish(e, true);
    }
    if (!isSteps(out)) return this.finish(out, false);
    this.steps = out;
    this.step(null, false);
  }

  /** Ends a waiting fiber by an error at its wait; a running one sees `run.cancelled` at its next look. */
  interrupt(fault: Fault): void {
    if (this.ended || !this.waiting) return;
    // first, so that what the children answer while they end is not taken for their result
    this.waiting = false;
    for (const c of this.children) c.interrupt(fault);
    this.step(fault, true);
  }

  private step(value: unknown, failed: boolean): void {
    const steps = this.steps;
    if (steps === null || this.ended) return;
    let input = value;
    let threw = failed;
    for (;;) {
      let r: IteratorResult<unknown, Value>;
      try {
        r = threw ? steps.throw(input) : steps.next(input as Value);
      } catch (e) {
        return this.finish(e, true);
      }
      if (r.done === true) return this.finish(r.value, false);
      const wait = r.value;
      if (wait instanceof Together) return this.together(wait, this.run.pc);
      if (!(wait instanceof Promise)) {
        input = wait;
        threw = false;
        continue;
      }
      return this.wait(wait, this.run.pc);
    }
  }

  private wait(promise: Promise<unknown>, pc: number): void {
    this.waiting = true;
    this.armDeadline();
    const resume = (value: unknown, failed: boolean): void => {
      if (!this.waiting || this.ended) return;
      this.waiting = false;
      this.run.pc = pc;
      if (failed && value instanceof Fault && value.pc < 0) value.pc = pc;
      this.step(value, failed);
    };
    promise.then(
      (v) => resume(v, false),
      (e) => resume(e, true),
    );
  }

  /** `ஒருசேர`: functions interleaved in this worker; an error in one cancels the others at their next wait. */
  private together(t: Together, pc: number): void {
    const { run } = this;
    const results: Value[] = new Array(t.functions.length).fill(null);
    let left = t.functions.length;
    let broken = false;
    this.waiting = true;
    this.armDeadline();
    const resume = (value: unknown, failed: boolean): void => {
      if (!this.waiting || this.ended) return;
      this.waiting = false;
      run.pc = pc;
      this.step(value, failed);
    };
    const fibers = t.functions.map(
      (_, i) =>
        new Fiber(run, (value, failed) => {
          const fiber = fibers[i] as Fiber;
          this.children.delete(fiber);
          if (failed) {
            // the first error is the one that is raised; those of the cancelled others are not
            if (broken) return;
            broken = true;
            for (const other of [...this.children]) other.interrupt(new Fault('RUN-CANCELLED', {}, pc));
            return resume(value, true);
          }
          results[i] = value as Value;
          left--;
          if (left === 0) resume(new EArray(results), false);
        }),
    );
    if (left === 0) return resume(new EArray([]), false);
    for (const f of fibers) this.children.add(f);
    t.functions.forEach((fn, i) => {
      if (!broken) fibers[i]?.start(() => run.program.call(run, fn, [], 0, pc));
    });
  }

  private armDeadline(): void {
    const { run } = this;
    if (this.timer !== undefined || run.deadlineAt === Number.POSITIVE_INFINITY) return;
    const ms = Math.max(0, run.deadlineAt - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      run.cancelled = 'RUN-DEADLINE';
      this.interrupt(new Fault('RUN-DEADLINE', { ms: run.limits.deadlineMs }, run.pc));
    }, ms);
  }

  private finish(result: unknown, failed: boolean): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    for (const c of this.children) c.interrupt(new Fault('RUN-CANCELLED'));
    this.end(result, failed);
  }
}

/** What the builtin `ஒருசேர` yields. */
export class Together {
  readonly functions: readonly EFunc[];
  constructor(functions: readonly EFunc[]) {
    this.functions = functions;
  }
}

/** Turns whatever ended a run into an outcome; anything that is no Fault is an internal error, still located. */
function outcomeOf(p: LinkedProgram, run: Run, error: unknown): Outcome {
  if (error instanceof Exit) return { kind: 'exit', status: error.status, globals: (name) => globalOf(p, run, name) };
  let fault: Fault;
  if (error instanceof Fault) fault = error;
  else if (error instanceof RangeError && /call stack/i.test(error.message)) fault = new Fault('RUN-DEPTH', {}, run.pc);
  else if (error instanceof RangeError) fault = new Fault('RUN-MEMORY', { limit: run.limits.memory }, run.pc);
  else fault = new Fault('RUN-INTERNAL', { reason: error instanceof Error ? error.message : String(error) }, run.pc);
  const entry = byId(fault.id);
  const at = p.position(fault.pc >= 0 ? fault.pc : run.pc);
  return {
    kind: 'fault',
    id: fault.id,
    code: entry?.code ?? 'ET9001',
    tamil: entry === undefined ? fault.id : fill(entry.tamil, fault.values),
    english: entry === undefined ? fault.id : fill(entry.english, fault.values),
    text: faultText(fault),
    file: at?.file ?? p.image.files[0] ?? '',
    line: at?.line ?? 0,
    column: at?.column ?? 0,
  };
}
