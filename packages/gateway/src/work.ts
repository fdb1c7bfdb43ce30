// Owns what a lane carries: one run of a route or a job, and the seven ways it can end. Knows nothing of HTTP or threads.
import type { Lane } from './lane.ts';

/** A runtime error as it comes from the worker. */
export interface WireFault {
  readonly id: string;
  readonly code: string;
  readonly tamil: string;
  readonly english: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One of the methods from `onReply` on is called exactly once, whatever happens to worker, queue or clock. */
export interface Work {
  readonly program: number;
  /** Index of the route; -1: a job. */
  readonly route: number;
  readonly entry: number;
  readonly timeoutMs: number;
  /** May wait in the queue without limit (jobs). */
  readonly patient: boolean;
  /** performance.now() of its deadline and of its arrival, set by the pool. */
  deadlineAt: number;
  queuedAt: number;
  /** It was moved off a dead lane once already. */
  retried: boolean;
  /** False once its body was transferred to a worker: it cannot move to another lane any more. */
  movable: boolean;
  /** Where it runs, for a cancellation from outside. */
  lane: Lane | null;
  slot: number;
  /** Appends the request fields of the protocol. */
  fields(out: unknown[], transfers: ArrayBuffer[]): void;
  onReply(status: unknown, headers: readonly string[] | null, body: string | Uint8Array | null, bytes: number): void;
  onFile(status: unknown, headers: readonly string[] | null, path: string): void;
  onFault(fault: WireFault): void;
  /** The program ended itself and had set no answer. */
  onExit(status: number): void;
  /** Its worker died. */
  onLost(): void;
  /** No worker took it in time. */
  onRefused(retryAfterSeconds: number): void;
  /** Its deadline passed. */
  onExpired(): void;
}
