// Owns the start of a worker thread: Piscina calls the default export once per thread with its lane. Knows nothing else.
import type { LaneTask } from '@etamil/shared/protocol';
import { WorkerLane } from './lane.ts';

/** Resolves when drained; a rejection or an uncaught error is the worker's death. */
export default function serveLane(task: LaneTask): Promise<void> {
  return new WorkerLane(task).run();
}
