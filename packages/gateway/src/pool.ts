// Owns the lanes and their workers: Piscina holds the threads, one long-lived task each (architecture §6); queue, sweep of
// deadlines, replacement. Decisions are in admission.ts and supervisor.ts. Knows nothing of HTTP.
import { fileURLToPath } from 'node:url';
import { MessageChannel, type Worker } from 'node:worker_threads';
import type { GatewayConfig } from '@etamil/shared/limits';
import * as P from '@etamil/shared/protocol';
import { Piscina } from 'piscina';
import { hasRoom, mayWait, pickLane, type QueueState, retryAfter } from './admission.ts';
import { Lane, type LaneOwner } from './lane.ts';
import { LaneWatch } from './lane-watch.ts';
import { backOff, DEATH_WINDOW_MS } from './supervisor.ts';
import type { Work } from './work.ts';
import { WorkQueue } from './work-queue.ts';

/** Piscina's type follows an overload of postMessage that takes no list; the list is what it wants. */
type RunTransfer = NonNullable<Parameters<Piscina['run']>[1]>['transferList'];

const SWEEP_MS = 25;
/** A first worker that is not up by then never will be. */
const FIRST_START_MS = 15_000;

export interface PoolEvents {
  print(text: string): void;
  log(
    level: 'info' | 'warn' | 'error',
    id: string | null,
    values: Readonly<Record<string, string | number>>,
    text?: string,
  ): void;
  cache(lane: Lane, operation: number, request: number, key: string, value: unknown, seconds: number): void;
  stop(): void;
}

export class Pool {
  readonly lanes: Lane[] = [];
  private readonly config: GatewayConfig;
  private readonly events: PoolEvents;
  private readonly piscina: Piscina;
  private readonly queue = new WorkQueue();
  private readonly watch: LaneWatch;
  private readonly program: P.ProgramLoad;
  private readonly owner: LaneOwner;
  private readonly deaths: number[][] = [];
  private readonly ends: Promise<void>[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private dirty: Lane[] = [];
  private sweeping: NodeJS.Timeout | undefined;
  private everUp = false;
  private closing = false;
  private firstUp: { resolve: () => void; reject: (e: Error) => void } | undefined;

  constructor(config: GatewayConfig, workerUrl: URL, program: P.ProgramLoad, events: PoolEvents) {
    this.config = config;
    this.events = events;
    this.program = program;
    this.owner = {
      hello: (lane) => this.hello(lane),
      room: () => this.refill(),
      dirty: (lane) => this.markDirty(lane),
      print: (text) => events.print(text),
      dropped: (count) => events.log('warn', 'PRINTS-DROPPED', { count }),
      log: (level, text) =>
        events.log(level === 'error' ? 'error' : level === 'warn' ? 'warn' : 'info', null, {}, text),
      cache: (lane, op, request, key, value, seconds) => events.cache(lane, op, request, key, value, seconds),
      stop: () => events.stop(),
      loaded: () => {},
    };
    this.piscina = new Piscina({
      filename: fileURLToPath(workerUrl),
      minThreads: config.workers,
      maxThreads: config.workers,
      concurrentTasksPerWorker: 1,
      idleTimeout: Number.POSITIVE_INFINITY,
      // the default waits in Atomics.wait and freezes a worker's timers and sockets
      atomics: 'disabled',
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: config.worker.heapMb, stackSizeMb: config.worker.stackMb },
    });
    this.watch = new LaneWatch(config, this.lanes, events, {
      thread: (id) => this.piscina.threads.find((t) => t.threadId === id),
      takeBack: (works) => {
        for (const work of [...works].reverse()) this.queue.unshift(work);
      },
    });
    // a thread that dies without a task only matters to Piscina
    this.piscina.on('error', (e: Error) => events.log('warn', 'WORKER-LOST', { count: 0, reason: e.message }));
  }

  /** Starts every lane; resolves when the first is up. */
  start(): Promise<void> {
    const up = new Promise<void>((resolve, reject) => {
      this.firstUp = { resolve, reject };
      this.later(FIRST_START_MS, () => this.everUp || reject(new Error(`no worker was up after ${FIRST_START_MS} ms`)));
    });
    for (let i = 0; i < this.config.workers; i++) {
      this.deaths[i] = [];
      this.launch(i);
    }
    return up;
  }

  /** Takes a run: to a lane, into the queue, or refused at once. */
  submit(work: Work): void {
    const now = performance.now();
    work.queuedAt = now;
    work.deadlineAt = now + work.timeoutMs;
    if (this.sweeping === undefined) this.sweeping = setInterval(() => this.sweep(), SWEEP_MS);
    if (this.queue.size === 0) {
      const at = pickLane(this.lanes, this.config.lane.aheadMs);
      if (at >= 0) {
        (this.lanes[at] as Lane).post(work, now);
        return;
      }
    }
    const q = this.queueState();
    if (!work.patient && !mayWait(q)) return work.onRefused(retryAfter(q));
    this.queue.push(work);
    if (this.queue.size === 1) this.wantRoom(true);
  }

  /** May a request enter whose body must still be read? */
  get admits(): boolean {
    return mayWait(this.queueState());
  }

  get retryAfter(): number {
    return retryAfter(this.queueState());
  }

  /** True when some lane can take work. */
  get ready(): boolean {
    return this.lanes.some((l) => hasRoom(l, this.config.lane.aheadMs));
  }

  get waiting(): number {
    return this.queue.size;
  }

  /** The worker threads, for tests and supervision from outside. */
  get threads(): readonly Worker[] {
    return this.piscina.threads;
  }

  private queueState(): QueueState {
    let lanes = 0;
    let cost = 0;
    for (const l of this.lanes) {
      if (!l.open) continue;
      lanes++;
      cost += l.costMs;
    }
    const { max, waitMs } = this.config.queue;
    const first = this.queue.first;
    const oldestMs = first === undefined ? 0 : performance.now() - first.queuedAt;
    return { waiting: this.queue.size, max, waitMs, lanes, costMs: lanes === 0 ? 1 : cost / lanes, oldestMs };
  }

  private launch(index: number): void {
    const { port1, port2 } = new MessageChannel();
    const lane = new Lane(index, this.config.lane.slots, port1, this.owner);
    this.lanes[index] = lane;
    const { limits, env, cwd, filesRoot, hosts } = this.config;
    const task: P.LaneTask = {
      port: port2,
      control: lane.control.cells.buffer as SharedArrayBuffer,
      slots: lane.slots,
      program: this.program,
      settings: { limits, env, cwd, filesRoot, hosts },
    };
    // One signal per worker's life, never per request: an abort makes Piscina drop and replace the thread at once, even
    // when native code keeps the old one from ending.
    const life = new AbortController();
    lane.kill = () => life.abort();
    this.ends[index] = this.piscina
      .run(task, { transferList: [port2] as unknown as RunTransfer, signal: life.signal })
      .then(
        () => this.ended(lane, 'the task ended'),
        (e: unknown) => this.ended(lane, e instanceof Error ? e.message : String(e)),
      );
  }

  private hello(lane: Lane): void {
    lane.state = 'up';
    this.everUp = true;
    this.firstUp?.resolve();
    this.refill();
  }

  /** The worker of a lane is gone: answer for it, move what had not begun, replace it. */
  private ended(lane: Lane, reason: string): void {
    const held = lane.bury();
    if (this.closing) {
      for (const { work } of held) work.onLost();
      return;
    }
    const now = performance.now();
    const moving: Work[] = [];
    for (const { work, begun } of held) {
      if (begun || work.retried || !work.movable) work.onLost();
      else {
        work.retried = true;
        moving.push(work);
      }
    }
    for (const work of moving.reverse()) this.queue.unshift(work);
    this.events.log('error', 'WORKER-LOST', { count: held.length - moving.length, reason });
    const deaths = [...(this.deaths[lane.index] as number[]).filter((t) => now - t < DEATH_WINDOW_MS), now];
    this.deaths[lane.index] = deaths;
    if (!this.everUp && deaths.length >= 3) {
      this.firstUp?.reject(new Error(reason));
      return;
    }
    const delay = backOff(deaths, now);
    if (delay === 0) this.launch(lane.index);
    else this.later(delay, () => this.closing || this.launch(lane.index));
    this.refill();
  }

  private markDirty(lane: Lane): void {
    if (this.dirty.includes(lane)) return;
    this.dirty.push(lane);
    if (this.dirty.length === 1) setImmediate(this.flushDirty);
  }

  private readonly flushDirty = (): void => {
    const lanes = this.dirty;
    this.dirty = [];
    for (const lane of lanes) lane.flush();
  };

  private refill(): void {
    while (this.queue.size > 0) {
      const at = pickLane(this.lanes, this.config.lane.aheadMs);
      if (at < 0) return;
      const work = this.queue.shift() as Work;
      (this.lanes[at] as Lane).post(work, performance.now());
      if (this.queue.size === 0) this.wantRoom(false);
    }
  }

  private wantRoom(wanted: boolean): void {
    for (const lane of this.lanes) lane.control.wantRoom(wanted);
  }

  /** Every 25 ms while there is work: waits, deadlines, stalls, stuck lanes. */
  private sweep(): void {
    const now = performance.now();
    let busy = this.queue.size > 0;
    for (const lane of this.lanes) {
      if (lane.state === 'starting' && now - lane.startedAt > FIRST_START_MS) lane.kill();
      if (lane.state === 'dead' || lane.state === 'starting') continue;
      busy ||= lane.busy > 0;
      this.watch.look(lane, now);
    }
    this.refill();
    this.expire(now);
    if (!busy) {
      clearInterval(this.sweeping);
      this.sweeping = undefined;
    }
  }

  private expire(now: number): void {
    if (this.queue.size === 0) return;
    // before the first worker is up nobody is late
    const wait = this.everUp ? this.config.queue.waitMs : FIRST_START_MS;
    const late = this.queue.takeWhere((w) => !w.patient && now - w.queuedAt > wait);
    if (late.length === 0) return;
    const seconds = retryAfter(this.queueState());
    for (const work of late) work.onRefused(seconds);
  }

  private later(ms: number, then: () => unknown): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, ms);
    timer.unref();
    this.timers.add(timer);
  }

  /** Refuses what waits; for the hard end of a drain. */
  refuseWaiting(): void {
    for (const work of this.queue.takeWhere(() => true)) work.onRefused(1);
  }

  /** Lets the workers close their pools and end; after `ms`, or at once with 0, ends the threads. */
  async close(ms: number): Promise<void> {
    this.closing = true;
    for (const t of this.timers) clearTimeout(t);
    if (ms > 0) {
      const left = this.lanes.map((l, i) => {
        if (l.state === 'dead') return Promise.resolve();
        l.send(P.IN_DRAIN);
        l.flush();
        return this.ends[i] as Promise<void>;
      });
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([Promise.all(left), limit]);
      clearTimeout(timer);
    }
    for (const lane of this.lanes) if (lane.state !== 'dead') lane.kill();
    clearInterval(this.sweeping);
    this.sweeping = undefined;
    // native code can keep a thread from ending: do not wait for it longer than this
    await Promise.race([this.piscina.destroy(), new Promise((r) => setTimeout(r, 1_000).unref())]);
  }
}
