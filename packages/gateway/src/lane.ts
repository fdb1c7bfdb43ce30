// Hot path (bench/trivial-route). Owns the gateway's end of one lane: port, slots, batches out, batches in (architecture §6).
// Knows nothing of HTTP, queues or threads' lives: `LaneOwner` hears of everything that is not the end of a run.
import type { MessagePort } from 'node:worker_threads';
import { CANCEL_ABORT, CANCEL_DEADLINE, ControlBlock, POSTED } from '@etamil/shared/control-block';
import * as P from '@etamil/shared/protocol';
import type { LaneLoad } from './admission.ts';
import type { Work } from './work.ts';

/** up: takes work · condemned: past rescue, others finish · aside: stuck and cannot be killed now. */
export type LaneState = 'starting' | 'up' | 'condemned' | 'aside' | 'dead';

export interface LaneOwner {
  hello(lane: Lane): void;
  /** Work ended or progress was made: there may be room. */
  room(lane: Lane): void;
  dirty(lane: Lane): void;
  print(text: string): void;
  /** Characters of program output that a worker gave up. */
  dropped(characters: number): void;
  log(level: string, text: string): void;
  cache(lane: Lane, operation: number, request: number, key: string, value: unknown, seconds: number): void;
  stop(): void;
  loaded(lane: Lane, program: number, error: string | null): void;
}

/** One slow run must not make the lane look slow for long. */
const DEAREST_SAMPLE_MS = 50;

export class Lane implements LaneLoad {
  readonly index: number;
  readonly slots: number;
  readonly control: ControlBlock;
  readonly port: MessagePort;
  state: LaneState = 'starting';
  stalled = false;
  busy = 0;
  costMs = 1;
  threadId = -1;
  startedAt = performance.now();
  /** Kills the worker thread at once. */
  kill: () => void = () => {};
  /** Turns of the worker's loop when it was last looked at. */
  seenTurns = 0;
  seenAt = 0;
  private readonly owner: LaneOwner;
  private readonly work: (Work | null)[];
  private readonly deadlines: Float64Array;
  private readonly flagged: Uint8Array;
  private readonly free: number[] = [];
  private used = 0;
  private posted = 0;
  private takenBack = 0;
  private heard = 0;
  private lastHeard = 0;
  private lastStarted = 0;
  private batch: unknown[] = [];
  private transfers: ArrayBuffer[] = [];

  constructor(index: number, slots: number, port: MessagePort, owner: LaneOwner) {
    this.index = index;
    this.slots = slots;
    this.port = port;
    this.owner = owner;
    this.control = ControlBlock.allocate(slots);
    this.work = new Array(slots).fill(null);
    this.deadlines = new Float64Array(slots).fill(Number.POSITIVE_INFINITY);
    this.flagged = new Uint8Array(slots);
    port.on('message', (batch: unknown[]) => this.receive(batch));
  }

  get open(): boolean {
    return this.state === 'up';
  }

  get ahead(): number {
    return (this.posted - this.takenBack - this.control.started()) | 0;
  }

  /** Gives the worker a run. The caller made sure of a free slot. */
  post(work: Work, now: number): void {
    const slot = this.free.pop() ?? this.used++;
    this.control.post(slot);
    this.work[slot] = work;
    this.deadlines[slot] = work.deadlineAt;
    this.flagged[slot] = 0;
    work.lane = this;
    work.slot = slot;
    this.posted++;
    const idle = this.busy++ === 0;
    this.batch.push(
      P.IN_REQUEST,
      slot,
      work.program,
      work.route,
      work.entry,
      Math.max(1, Math.ceil(work.deadlineAt - now)),
    );
    work.fields(this.batch, this.transfers);
    if (idle) this.flush();
    else this.owner.dirty(this);
  }

  /** Sends what was collected. */
  flush(): void {
    if (this.batch.length === 0 || this.state === 'dead') return;
    const { batch, transfers } = this;
    this.batch = [];
    if (transfers.length === 0) this.port.postMessage(batch);
    else {
      this.transfers = [];
      this.port.postMessage(batch, transfers);
    }
  }

  /** A message outside of runs. */
  send(...fields: unknown[]): void {
    this.batch.push(...fields);
    this.owner.dirty(this);
  }

  private receive(batch: unknown[]): void {
    if (this.state === 'dead') return;
    this.heard++;
    this.stalled = false;
    const m = batch as never[];
    for (let i = 0; i < m.length; ) {
      switch (m[i] as number) {
        case P.OUT_REPLY: {
          const work = this.release(m[i + 1], m[i + 6]);
          work?.onReply(m[i + 2], m[i + 3], m[i + 4], m[i + 5]);
          i += 7;
          break;
        }
        case P.OUT_FILE: {
          const work = this.release(m[i + 1], m[i + 5]);
          work?.onFile(m[i + 2], m[i + 3], m[i + 4]);
          i += 6;
          break;
        }
        case P.OUT_FAULT: {
          const work = this.release(m[i + 1], m[i + 9]);
          work?.onFault({
            id: m[i + 2],
            code: m[i + 3],
            tamil: m[i + 4],
            english: m[i + 5],
            file: m[i + 6],
            line: m[i + 7],
            column: m[i + 8],
          });
          i += 10;
          break;
        }
        case P.OUT_EXIT: {
          const work = this.release(m[i + 1], m[i + 3]);
          work?.onExit(m[i + 2]);
          i += 4;
          break;
        }
        case P.OUT_REVOKED:
          this.release(m[i + 1], -1);
          i += 2;
          break;
        case P.OUT_PRINT: {
          const text = m[i + 1] as string;
          this.control.printDebt(-text.length);
          this.owner.print(text);
          i += 2;
          break;
        }
        case P.OUT_LOG:
          this.owner.log(m[i + 1], m[i + 2]);
          i += 3;
          break;
        case P.OUT_CACHE_GET:
        case P.OUT_CACHE_DELETE:
          this.owner.cache(this, m[i], m[i + 1], m[i + 2], null, 0);
          i += 3;
          break;
        case P.OUT_CACHE_SET:
          this.owner.cache(this, m[i], m[i + 1], m[i + 2], m[i + 3], m[i + 4]);
          i += 5;
          break;
        case P.OUT_STOP:
          this.owner.stop();
          i += 1;
          break;
        case P.OUT_DROPPED:
          this.owner.dropped(m[i + 1]);
          i += 2;
          break;
        case P.OUT_ROOM:
          i += 1;
          break;
        case P.OUT_PROGRAM:
          this.owner.loaded(this, m[i + 1], m[i + 2]);
          i += 3;
          break;
        case P.OUT_HELLO:
          this.threadId = m[i + 1];
          this.owner.hello(this);
          i += 2;
          break;
        default:
          // an unknown operation has an unknown length: the two sides do not fit together
          throw new Error(`lane protocol: operation ${String(m[i])}`);
      }
    }
    this.owner.room(this);
  }

  /** Frees a slot; answers the run to be told, or null when the gateway answered for it. */
  private release(slot: number, busyMicros: number): Work | null {
    const work = this.work[slot] as Work | null;
    this.control.free(slot);
    this.work[slot] = null;
    this.deadlines[slot] = Number.POSITIVE_INFINITY;
    this.free.push(slot);
    this.busy--;
    if (busyMicros >= 0) this.costMs += (Math.min(busyMicros / 1000, DEAREST_SAMPLE_MS) - this.costMs) * 0.1;
    if (work !== null) work.lane = null;
    return work;
  }

  /** Since the last call: did the worker answer or begin anything? */
  moved(): boolean {
    const started = this.control.started();
    const moved = this.heard !== this.lastHeard || started !== this.lastStarted;
    this.lastHeard = this.heard;
    this.lastStarted = started;
    return moved;
  }

  /** Walks the slots whose deadline is near or past; `late` in milliseconds. */
  eachDeadline(now: number, visit: (slot: number, late: number, work: Work | null) => void): void {
    for (let slot = 0; slot < this.used; slot++) {
      const at = this.deadlines[slot] as number;
      if (at <= now) visit(slot, now - at, this.work[slot] as Work | null);
    }
  }

  /** Raises the cancel flag once. */
  flagDeadline(slot: number): void {
    if (this.flagged[slot] === 1) return;
    this.flagged[slot] = 1;
    this.control.cancel(slot, CANCEL_DEADLINE);
  }

  /** The gateway answers itself; the slot stays taken until the worker lets go of it. */
  abandon(slot: number): Work | null {
    const work = this.work[slot] as Work | null;
    this.work[slot] = null;
    if (work !== null) work.lane = null;
    return work;
  }

  /** Takes back runs that have not begun, if they can move. */
  takeBack(want: (work: Work) => boolean): Work[] {
    const out: Work[] = [];
    for (let slot = 0; slot < this.used; slot++) {
      const work = this.work[slot] as Work | null;
      if (work === null || !work.movable || this.control.state(slot) !== POSTED || !want(work)) continue;
      if (!this.control.revoke(slot)) continue;
      this.takenBack++;
      this.abandon(slot);
      this.deadlines[slot] = Number.POSITIVE_INFINITY;
      out.push(work);
    }
    return out;
  }

  /** Runs a client or job still waits for. */
  waiting(): number {
    let n = 0;
    for (let slot = 0; slot < this.used; slot++) if (this.work[slot] !== null) n++;
    return n;
  }

  /** The drain's deadline: every run is cancelled and answered for. */
  cutAll(): void {
    for (let slot = 0; slot < this.used; slot++) {
      if (this.work[slot] === null) continue;
      this.control.cancel(slot, CANCEL_ABORT);
      this.abandon(slot)?.onLost();
    }
  }

  /** The worker is gone: what it held, and whether each run had begun. */
  bury(): { readonly work: Work; readonly begun: boolean }[] {
    this.state = 'dead';
    this.port.close();
    const out: { work: Work; begun: boolean }[] = [];
    for (let slot = 0; slot < this.used; slot++) {
      const work = this.abandon(slot);
      if (work !== null) out.push({ work, begun: this.control.state(slot) !== POSTED });
    }
    this.busy = 0;
    return out;
  }
}
