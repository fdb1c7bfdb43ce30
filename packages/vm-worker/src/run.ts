// Owns the state of one run (one request, one job, one script) that linked code and builtins see.
// Nothing of one run is reachable from another. Knows nothing of HTTP or threads: those are behind `Host`.
import { forgetLetters } from '@etamil/shared/letters';
import type { EFunc, Value } from '@etamil/shared/value';
import { Fault } from './fault.ts';
import type { Shape } from './runtime/shapes.ts';

/** Limits of one run (spec README 20). Infinity or 0 switches one off as said. */
export interface Limits {
  /** Metered bytes of live data; Infinity: off. */
  readonly memory: number;
  /** UTF-16 units of one string; Infinity: off. */
  readonly string: number;
  /** Entries of one collection; Infinity: off. */
  readonly collection: number;
  /** Milliseconds from the start; 0: none. */
  readonly deadlineMs: number;
}

/** An uploaded file part, as the gateway hands it over. */
export interface UploadPart {
  readonly name: string;
  readonly fileName: string;
  readonly type: string;
  readonly data: Uint8Array | null;
  /** Path of the temporary file instead of `data` for large parts. */
  readonly path: string | null;
  readonly size: number;
}

/** Everything outside the VM that a run can reach. One object per run; synchronous unless a Promise is answered. */
export interface Host {
  /** One print: text without the line feed. Must be line-atomic. */
  print(text: string): void;
  /** One line of standard input without its line end; null at the end; undefined: no input at all (RUN-INPUT-END). */
  readLine(): string | null | undefined;
  /** Environment variable or undefined. */
  env(name: string): string | undefined;
  /** One server log line. */
  log(level: 'info' | 'warn' | 'error', text: string): void;
  /** Cache shared by all workers of the process (§22.10); values are structured-clone-safe encodings made by builtins/cache. */
  cacheGet(key: string): Promise<unknown>;
  cacheSet(key: string, value: unknown, seconds: number): Promise<void>;
  cacheDelete(key: string): Promise<boolean>;
  /** `server.stop();` in a handler or job. */
  stopServer(): void;
  /** Uploaded parts of this request, by index (empty outside requests). */
  readonly uploads: readonly UploadPart[];
  /** True while serving: only regular files may be opened, input is RUN-INPUT-END. */
  readonly serving: boolean;
  /** Directory that relative paths are resolved against, and the root outside of which nothing is reachable ('' = no root). */
  readonly cwd: string;
  readonly filesRoot: string;
  /** This run's cell of the control block: 1 = RUN-DEADLINE, 2 = RUN-CANCELLED; looked at every 1024 back-edges. */
  readonly cancelFlag?: { readonly cells: Int32Array; readonly index: number };
}

/** Back-edges and calls between two looks at deadline, cancel flag and memory (architecture §3: 1.5 ns a turn). */
const FUEL = 1024;

/** Per-run state. Linked functions get it as their first argument `R`. */
export class Run {
  /** Globals by index; undefined = unbound. */
  readonly g: (Value | undefined)[];
  readonly host: Host;
  readonly limits: Limits;
  readonly program: RunProgram;
  /** Back-edges and calls left until the next look. */
  fuel = FUEL;
  /** Metered bytes charged since the last weighing. */
  mem = 0;
  /** Concatenations left until the next flattening (runtime/arithmetic.ts). */
  ropes = 8192;
  lastUnit = 0;
  readonly maxItems: number;
  readonly maxString: number;
  /** Set from outside to stop the run at its next look: the fault's id. */
  cancelled: string | null = null;
  /** Position index of the last call into a builtin. */
  pc = -1;
  deadlineAt: number;
  /** What must be undone when the run ends, however it ends (timers, temporary files). */
  readonly cleanups: (() => void)[] = [];
  private readonly meter: Meter;

  constructor(program: RunProgram, globals: number, host: Host, limits: Limits, meter: Meter) {
    this.program = program;
    this.g = new Array(globals).fill(undefined);
    this.host = host;
    this.limits = limits;
    this.maxItems = limits.collection;
    this.maxString = limits.string;
    this.meter = meter;
    // the clock is not even loaded for a run without a deadline
    this.deadlineAt = limits.deadlineMs > 0 ? performance.now() + limits.deadlineMs : Number.POSITIVE_INFINITY;
  }

  /** Raises a located runtime error. Builtins call it for every specified error. */
  fault(id: string, values: Readonly<Record<string, string | number>> = {}): never {
    throw new Fault(id, values, this.pc);
  }

  /** Charges `bytes` of new data to this run; faults with RUN-MEMORY beyond the limit. Call it where data is allocated. */
  charge(bytes: number): void {
    this.mem += bytes;
    if (this.mem > this.limits.memory) this.weigh();
  }

  /** A string of `length` UTF-16 units is about to exist: enforces the string limit and charges it when large. */
  chargeString(length: number): void {
    if (length > this.maxString) this.fault('RUN-STRING-LIMIT', { limit: this.maxString });
    if (length > 64) this.charge(length);
  }

  /** A collection now has `entries` entries: enforces the collection limit and charges `added` of them. */
  chargeEntries(entries: number, added: number, bytesEach = 16): void {
    if (entries > this.maxItems) this.fault('RUN-COLLECTION-LIMIT', { limit: this.maxItems });
    this.charge(added * bytesEach);
  }

  /** Looks at cancel flag and deadline. Long-running builtins call it now and then (once per ~1000 units of work). */
  look(): void {
    this.fuel = FUEL;
    const flag = this.host.cancelFlag;
    if (flag !== undefined) {
      const state = Atomics.load(flag.cells, flag.index);
      if (state === 1) this.fault('RUN-DEADLINE', { ms: this.limits.deadlineMs });
      if (state === 2) this.fault('RUN-CANCELLED');
    }
    if (this.cancelled !== null) this.fault(this.cancelled, { ms: this.limits.deadlineMs });
    if (this.deadlineAt !== Number.POSITIVE_INFINITY && performance.now() > this.deadlineAt) this.fault('RUN-DEADLINE', { ms: this.limits.deadlineMs });
  }

  /** Binds a global from a builtin (`response_file` and the like). */
  setGlobal(name: string, value: Value): void {
    const i = this.program.globalIndex.get(name);
    if (i !== undefined) this.g[i] = value;
  }

  /** Calls a function value from a builtin: a value, or a generator when the function may suspend. */
  callValue(f: EFunc, args: Value[]): Value | Generator<unknown, Value, Value> {
    return this.program.call(this, f, args, 0, this.pc);
  }

  /** Charges are an upper bound, most of it garbage by now: ask how much is really alive before refusing. */
  private weigh(): void {
    const alive = this.meter.weigh(this);
    if (alive > this.limits.memory) this.fault('RUN-MEMORY', { limit: this.limits.memory });
    this.mem = Math.min(alive, this.limits.memory / 2);
  }

  /** Ends the run: undoes what was registered, forgets its charges. */
  finish(): void {
    this.meter.leave(this);
    forgetLetters();
    for (const undo of this.cleanups.splice(0)) undo();
  }
}

/** What a run needs of its program; the linker provides it. */
export interface RunProgram {
  readonly globalIndex: ReadonlyMap<string, number>;
  shape(name: string): Shape | undefined;
  call(R: Run, f: EFunc, args: readonly Value[], depth: number, pc: number): Value | Generator<unknown, Value, Value>;
}

/** Tells how many bytes of this thread's heap a run may be holding. */
export interface Meter {
  enter(run: Run): void;
  leave(run: Run): void;
  weigh(run: Run): number;
}
