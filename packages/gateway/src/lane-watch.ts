// Owns the regular look at one lane: deadlines, stalls, stuck and killed threads (architecture §6 Stuck). What to do is decided
// in supervisor.ts. Knows nothing of queues, of starting lanes or of HTTP.
import type { Worker } from 'node:worker_threads';
import type { GatewayConfig } from '@etamil/shared/limits';
import { hasRoom } from './admission.ts';
import type { Lane } from './lane.ts';
import { fate, isStalled, slotStep } from './supervisor.ts';
import type { Work } from './work.ts';

/** Between two looks at the turns of a condemned worker; its heartbeat is faster. */
const PULSE_MS = 100;

export interface WatchLog {
  log(level: 'error', id: string, values: Readonly<Record<string, number>>): void;
}

export interface WatchedPool {
  thread(id: number): Worker | undefined;
  /** Work that had not begun and goes back to the front of the queue, oldest first. */
  takeBack(works: readonly Work[]): void;
}

export class LaneWatch {
  private readonly config: GatewayConfig;
  private readonly lanes: readonly Lane[];
  private readonly events: WatchLog;
  private readonly pool: WatchedPool;
  /** Killed threads that have not ended. */
  private zombies = 0;

  constructor(config: GatewayConfig, lanes: readonly Lane[], events: WatchLog, pool: WatchedPool) {
    this.config = config;
    this.lanes = lanes;
    this.events = events;
    this.pool = pool;
  }

  look(lane: Lane, now: number): void {
    lane.stalled = isStalled({ ahead: lane.ahead, moved: lane.moved(), was: lane.stalled });
    this.checkDeadlines(lane, now);
    if (lane.stalled) this.relieve(lane, now);
    if (lane.state === 'condemned' || lane.state === 'aside') this.decide(lane, now);
  }

  private checkDeadlines(lane: Lane, now: number): void {
    let hopeless = false;
    lane.eachDeadline(now, (slot, late, work) => {
      const step = slotStep(late, this.config.hardKillMs);
      lane.flagDeadline(slot);
      if (step === 'flag' || step === 'wait') return;
      if (work !== null) lane.abandon(slot)?.onExpired();
      if (step === 'condemn') hopeless = true;
    });
    if (hopeless && lane.state === 'up') {
      lane.state = 'condemned';
      lane.seenTurns = lane.control.turns();
      lane.seenAt = now;
      this.events.log('error', 'WORKER-STUCK', {});
      this.pool.takeBack(lane.takeBack(() => true));
    } else if (!hopeless && lane.state !== 'up') {
      lane.state = 'up';
    }
  }

  /** Work that waits behind something long goes elsewhere, or is refused when its time is up. */
  private relieve(lane: Lane, now: number): void {
    const elsewhere = this.lanes.some((l) => l !== lane && hasRoom(l, this.config.lane.aheadMs));
    const { waitMs } = this.config.queue;
    this.pool.takeBack(lane.takeBack((w) => elsewhere || (!w.patient && now - w.queuedAt > waitMs)));
  }

  private decide(lane: Lane, now: number): void {
    if (now - lane.seenAt < PULSE_MS) return;
    lane.seenAt = now;
    const turns = lane.control.turns();
    const { zombies } = this;
    const { maxZombies } = this.config.worker;
    const verdict = fate({ turning: turns !== lane.seenTurns, waiting: lane.waiting(), zombies, maxZombies });
    lane.seenTurns = turns;
    if (verdict === 'drain') return;
    if (verdict === 'aside') {
      if (lane.state !== 'aside') this.events.log('error', 'WORKER-ZOMBIES', { count: zombies });
      lane.state = 'aside';
      return;
    }
    const thread = this.pool.thread(lane.threadId);
    if (thread !== undefined) {
      this.zombies++;
      thread.once('exit', () => this.zombies--);
    }
    lane.kill();
  }
}
