// Owns weighing: how much of this thread's heap is alive when a run has charged its limit (architecture §3, robustness trap 1).
// Charges only grow, so they overstate; a full collection tells what is left. Knows nothing of values.
import type { Meter, Run } from './run.ts';

// asked for at the first weighing only: loading them costs a small program more than its run
const v8 = (): typeof import('node:v8') => process.getBuiltinModule('node:v8');

let collect: (() => void) | undefined;

function collectGarbage(): void {
  if (collect === undefined) {
    v8().setFlagsFromString('--expose-gc');
    collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
  }
  collect();
}

const heapUsed = (): number => {
  const s = v8().getHeapStatistics();
  return s.used_heap_size + s.external_memory;
};

/** One per thread. `baseline` is the heap before the first run. */
export class HeapMeter implements Meter {
  private readonly active = new Set<Run>();
  private baseline = -1;

  enter(run: Run): void {
    this.active.add(run);
    // once per worker; a plain run has a limit far above any base and must start fast
    if (this.baseline >= 0 || !run.host.serving) return;
    collectGarbage();
    this.baseline = heapUsed();
  }

  leave(run: Run): void {
    this.active.delete(run);
  }

  /** Bytes `run` holds for certain: all that is alive, less the base and what the other runs may hold at most. */
  weigh(run: Run): number {
    collectGarbage();
    let others = 0;
    for (const r of this.active) if (r !== run) others += Math.min(r.mem, r.limits.memory);
    return Math.max(0, heapUsed() - Math.max(0, this.baseline) - others);
  }
}
