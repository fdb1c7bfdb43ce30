// Hot path (bench/trivial-route). Owns the worker's end of one lane: batches in, runs, batches out, fairness (architecture §6).
// Knows nothing of HTTP: requests become values in request-view.ts, answers values in response-builder.ts.
import { type MessagePort, threadId } from 'node:worker_threads';
import { CANCEL_DEADLINE, CANCEL_NONE, ControlBlock } from '@etamil/shared/control-block';
import * as P from '@etamil/shared/protocol';
import type { RouteFacts } from '@etamil/shared/route-table';
import { Outbox } from './outbox.ts';
import { execute, type Outcome, type RunHandle } from './program.ts';
import { type HeldProgram, ProgramCache } from './program-cache.ts';
import { RequestHost } from './request-host.ts';
import { requestView } from './request-view.ts';
import { buildResponse, hasResponse } from './response-builder.ts';
import type { Host, Limits } from './run.ts';

/** A turn ends after this many requests or milliseconds, so that timers and sockets live. */
const TURN_REQUESTS = 8;
const TURN_MS = 2;
/** Waiting runs are looked at this often for a cancellation from outside; also the lane's heartbeat. */
const PULSE_MS = 20;

interface Waiting {
  readonly handle: RunHandle;
  interrupted: boolean;
}

export class WorkerLane {
  private readonly port: MessagePort;
  private readonly control: ControlBlock;
  private readonly settings: P.LaneSettings;
  private readonly programs = new ProgramCache();
  /** Where the program without routes is described. */
  private readonly flags: readonly { readonly cells: Int32Array; readonly index: number }[];
  /** Requests to run: batch and position, alternating. */
  private todo: unknown[] = [];
  private next = 0;
  private readonly waiting = new Map<number, Waiting>();
  private pulse: NodeJS.Timeout | undefined;
  private readonly out: Outbox;
  private turning = false;
  private draining = false;
  private ended: () => void = () => {};
  private running = 0;

  constructor(task: P.LaneTask) {
    this.port = task.port as MessagePort;
    this.control = new ControlBlock(task.control, task.slots);
    this.settings = task.settings;
    this.out = new Outbox(this.port, this.control, () => this.endIfDrained());
    this.flags = Array.from({ length: task.slots }, (_, slot) => ({
      cells: this.control.cells,
      index: this.control.flagIndex(slot),
    }));
    const { linked } = this.programs.add(task.program);
    // link now: the first request must not pay for it
    void linked.fns;
  }

  /** Serves until drained. */
  run(): Promise<void> {
    const end = new Promise<void>((resolve) => {
      this.ended = resolve;
    });
    this.port.on('message', (batch: unknown[]) => this.receive(batch));
    this.port.postMessage([P.OUT_HELLO, threadId]);
    return end;
  }

  private receive(batch: unknown[]): void {
    for (let i = 0; i < batch.length; ) {
      switch (batch[i]) {
        case P.IN_REQUEST:
          this.todo.push(batch, i + 1);
          i += 1 + P.REQUEST_HEAD + P.REQUEST_FIELDS;
          break;
        case P.IN_CACHE: {
          this.out.cacheAnswer(batch[i + 1] as number, batch[i + 2], batch[i + 3] as boolean);
          i += 4;
          break;
        }
        case P.IN_PROGRAM:
          this.load(batch[i + 1] as P.ProgramLoad);
          i += 2;
          break;
        case P.IN_DRAIN:
          this.draining = true;
          i += 1;
          break;
        default:
          throw new Error(`lane protocol: operation ${String(batch[i])}`);
      }
    }
    if (!this.turning) this.turn();
  }

  private load(load: P.ProgramLoad): void {
    let error: string | null = null;
    try {
      void this.programs.add(load).linked.fns;
    } catch (e) {
      error = e instanceof Error ? e.message : String(e);
    }
    this.out.push(P.OUT_PROGRAM, load.id, error);
  }

  /** Runs a few requests, sends what is done, yields to the event loop. */
  private readonly turn = (): void => {
    this.turning = true;
    this.out.hold();
    this.control.turn();
    const began = performance.now();
    let count = 0;
    while (this.next < this.todo.length) {
      const batch = this.todo[this.next] as unknown[];
      const at = this.todo[this.next + 1] as number;
      this.next += 2;
      this.begin(batch, at);
      if (++count >= TURN_REQUESTS || performance.now() - began >= TURN_MS) break;
    }
    // waiting runs send nothing: without a word the gateway would hold back what it has
    if (this.out.empty && count > 0 && this.control.roomWanted()) this.out.push(P.OUT_ROOM);
    this.out.release();
    if (this.next < this.todo.length) {
      setImmediate(this.turn);
      return;
    }
    this.todo = [];
    this.next = 0;
    this.turning = false;
    this.endIfDrained();
  };

  private begin(m: readonly unknown[], at: number): void {
    const slot = m[at] as number;
    if (!this.control.start(slot)) {
      this.out.push(P.OUT_REVOKED, slot);
      return;
    }
    const held = this.programs.get(m[at + 1] as number);
    if (held === undefined) return this.internal(slot, 'program');
    const route = m[at + 2] as number;
    const request = route < 0 ? null : requestView(m, at + P.REQUEST_HEAD, routeFacts(held, route));
    const host = new RequestHost(
      this.out,
      this.settings,
      request?.uploads ?? [],
      this.flags[slot] as Host['cancelFlag'] & object,
    );
    const limits: Limits = { ...this.settings.limits, deadlineMs: m[at + 4] as number };
    const began = performance.now();
    let sync = true;
    let finished = false;
    let busy = 0;
    this.running++;
    let handle: RunHandle;
    try {
      handle = execute(held.linked, m[at + 3] as number, host, limits, request, (outcome) => {
        if (finished) return;
        finished = true;
        if (sync) busy = performance.now() - began;
        this.finish(slot, outcome, busy);
      });
    } catch (e) {
      if (!finished) {
        finished = true;
        this.running--;
        this.internal(slot, e instanceof Error ? e.message : String(e));
      }
      return;
    }
    sync = false;
    if (finished) return;
    busy = performance.now() - began;
    this.waiting.set(slot, { handle, interrupted: false });
    this.pulse ??= setInterval(this.beat, PULSE_MS);
  }

  private finish(slot: number, outcome: Outcome, busyMs: number): void {
    this.running--;
    if (this.waiting.delete(slot) && this.waiting.size === 0) this.stopPulse();
    const busy = Math.round(busyMs * 1000);
    if (outcome.kind === 'fault') {
      const { id, code, tamil, english, file, line, column } = outcome;
      this.out.push(P.OUT_FAULT, slot, id, code, tamil, english, file, line, column, busy);
    } else if (outcome.kind === 'exit' && !hasResponse(outcome.globals))
      this.out.push(P.OUT_EXIT, slot, outcome.status, busy);
    else this.answer(slot, outcome, busy);
  }

  private answer(slot: number, outcome: Exclude<Outcome, { kind: 'fault' }>, busy: number): void {
    const { status, headers, body, file } = buildResponse(outcome.globals);
    if (outcome.kind === 'exit') this.out.log('info', `வெளியேறு(${outcome.status})`);
    if (file !== null) {
      this.out.push(P.OUT_FILE, slot, status, headers, file, busy);
      return;
    }
    if (body.length < P.TRANSFER_FROM) {
      this.out.push(P.OUT_REPLY, slot, status, headers, body, Buffer.byteLength(body), busy);
      return;
    }
    const bytes = new TextEncoder().encode(body);
    this.out.transfer(bytes.buffer);
    this.out.push(P.OUT_REPLY, slot, status, headers, bytes, bytes.length, busy);
  }

  private internal(slot: number, reason: string): void {
    this.out.push(P.OUT_FAULT, slot, 'RUN-INTERNAL', 'ET9001', 'உள்பிழை', reason, '', 0, 0, 0);
  }

  /** Cancels waiting runs whose flag was raised; tells the gateway that this loop lives. */
  private readonly beat = (): void => {
    this.control.turn();
    for (const [slot, w] of this.waiting) {
      if (w.interrupted) continue;
      const why = this.control.cancelled(slot);
      if (why === CANCEL_NONE) continue;
      w.interrupted = true;
      w.handle.cancel(why === CANCEL_DEADLINE ? 'RUN-DEADLINE' : 'RUN-CANCELLED');
    }
  };

  private stopPulse(): void {
    clearInterval(this.pulse);
    this.pulse = undefined;
  }

  private endIfDrained(): void {
    if (!this.draining || this.running > 0) return;
    this.stopPulse();
    this.port.close();
    this.ended();
  }
}

const WHOLE_READS = { headers: true, query: true, body: true, fields: true, files: true, cookies: true };
/** A program without routes answers as a whole and sees everything (spec language.md §18.6). */
const WHOLE: RouteFacts = {
  ...{ method: '', pattern: '/', params: [], reads: WHOLE_READS, options: {}, preludePure: false, maySuspend: true },
  ...{ file: '', line: 1, entry: 0 },
};

function routeFacts(held: HeldProgram, route: number): RouteFacts {
  return held.routes[route] ?? WHOLE;
}
