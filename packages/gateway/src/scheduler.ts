// Owns scheduled blocks (spec language.md §18.5): the pause before every run, measured from the end of the one before, so
// that runs of one job never overlap. They run on the same lanes as requests. Knows nothing of HTTP.
import type { GatewayConfig } from '@etamil/shared/limits';
import { REQUEST_FIELDS } from '@etamil/shared/protocol';
import type { JobFacts } from '@etamil/shared/route-table';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import type { WireFault, Work } from './work.ts';

export type JobFailure = (job: JobFacts, text: string) => void;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Scheduler {
  private readonly running: RunningJob[] = [];
  private readonly jobs: readonly JobFacts[];
  private readonly pool: Pool;
  private readonly config: GatewayConfig;
  private readonly failed: JobFailure;

  constructor(jobs: readonly JobFacts[], pool: Pool, config: GatewayConfig, failed: JobFailure) {
    this.jobs = jobs;
    this.pool = pool;
    this.config = config;
    this.failed = failed;
  }

  start(): void {
    for (const job of this.jobs) {
      const one = new RunningJob(job, this.pool, this.config.jobs.timeoutMs, this.failed);
      this.running.push(one);
      one.wait();
    }
  }

  /** No further run begins. */
  stop(): void {
    for (const job of this.running) job.stop();
  }

  /** Jobs that are running now. */
  get active(): number {
    return this.running.filter((j) => j.active).length;
  }
}

class RunningJob implements Work {
  readonly program = 0;
  readonly route = -1;
  readonly entry: number;
  readonly timeoutMs: number;
  readonly patient = true;
  readonly movable = true;
  deadlineAt = 0;
  queuedAt = 0;
  retried = false;
  lane: Lane | null = null;
  slot = -1;
  active = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly job: JobFacts;
  private readonly pool: Pool;
  private readonly failed: JobFailure;

  constructor(job: JobFacts, pool: Pool, timeoutMs: number, failed: JobFailure) {
    this.job = job;
    this.entry = job.entry;
    this.pool = pool;
    this.timeoutMs = timeoutMs;
    this.failed = failed;
  }

  wait(): void {
    this.pause(Math.max(1, this.job.seconds) * 1000);
  }

  /** Timers of the engine end at 24.8 days; a longer pause is several of them. */
  private pause(ms: number): void {
    const part = Math.min(ms, LONGEST_TIMER_MS);
    this.timer = setTimeout(() => {
      if (ms > part) return this.pause(ms - part);
      this.active = true;
      this.retried = false;
      this.pool.submit(this);
    }, part);
    this.timer.unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  fields(out: unknown[]): void {
    for (let i = 0; i < REQUEST_FIELDS; i++) out.push(null);
  }

  private end(failure: string | null): void {
    this.active = false;
    if (failure !== null) this.failed(this.job, failure);
    if (!this.stopped) this.wait();
  }

  onReply(): void {
    this.end(null);
  }
  onFile(): void {
    this.end(null);
  }
  onFault(fault: WireFault): void {
    this.end(`${fault.tamil}  (${fault.english}) ${fault.file}:${fault.line}`);
  }
  onExit(status: number): void {
    this.end(status === 0 ? null : `வெளியேறு(${status})`);
  }
  onLost(): void {
    this.end('வேலையாள் இழை நின்றது  (the worker thread ended)');
  }
  onRefused(): void {
    this.end(null);
  }
  onExpired(): void {
    this.end('நேர வரம்பு கடந்தது  (ran past its deadline)');
  }
}
