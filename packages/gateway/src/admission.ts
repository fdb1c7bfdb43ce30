// Owns who may enter (architecture §6): which lane takes a request, whether it may wait, when it may try again.
// Functions of data. Knows nothing of lanes' insides, timers or HTTP.

/** What the choice needs to know of a lane. */
export interface LaneLoad {
  /** Up, not condemned, not draining. */
  readonly open: boolean;
  /** No progress although work was handed over. */
  readonly stalled: boolean;
  /** Runs it holds. */
  readonly busy: number;
  /** Handed over and not begun. */
  readonly ahead: number;
  readonly slots: number;
  /** Milliseconds of its thread one run takes, a moving average. */
  readonly costMs: number;
}

/** How much may be handed to a lane ahead of time: `aheadMs` of its own work, at least 4 and at most 512 requests. */
export function aheadLimit(costMs: number, aheadMs: number): number {
  return Math.min(512, Math.max(4, Math.floor(aheadMs / Math.max(costMs, 0.001))));
}

export function hasRoom(lane: LaneLoad, aheadMs: number): boolean {
  return lane.open && !lane.stalled && lane.busy < lane.slots && lane.ahead < aheadLimit(lane.costMs, aheadMs);
}

/** Index of the least busy lane with room, or -1. */
export function pickLane(lanes: readonly LaneLoad[], aheadMs: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < lanes.length; i++) {
    const lane = lanes[i] as LaneLoad;
    if (lane.busy < least && hasRoom(lane, aheadMs)) {
      best = i;
      least = lane.busy;
    }
  }
  return best;
}

export interface QueueState {
  readonly waiting: number;
  readonly max: number;
  readonly waitMs: number;
  /** Lanes that are open, stalled ones included. */
  readonly lanes: number;
  /** Mean cost of a run on them. */
  readonly costMs: number;
  /** Milliseconds the longest waiting one has waited. */
  readonly oldestMs: number;
}

/**
 * True when a request may wait: there is a place, and its turn can be expected within the longest wait. The expectation is
 * believed only while the queue really moves slowly: a burst after a few dear runs is no overload.
 */
export function mayWait(q: QueueState): boolean {
  if (q.waiting >= q.max) return false;
  return q.oldestMs <= q.waitMs / 2 || (q.waiting * q.costMs) / Math.max(1, q.lanes) <= q.waitMs;
}

/** Seconds for `Retry-After`: when the present queue will have passed, at least 1. */
export function retryAfter(q: QueueState): number {
  return Math.min(30, Math.max(1, Math.ceil((q.waiting * q.costMs) / Math.max(1, q.lanes) / 1000)));
}
