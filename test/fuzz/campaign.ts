// Owns running a campaign over child processes: batches, a watchdog that replaces a child that hangs, totals and findings.
// Knows nothing of what a case is.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Campaign } from './cases.ts';
import type { Batch, Report } from './fuzz-process.ts';
import type { Fate, Finding } from './trial.ts';

export interface Found extends Finding {
  readonly campaign: Campaign;
  readonly index: number;
}

export interface CampaignResult {
  readonly cases: number;
  readonly fates: ReadonlyMap<Fate, number>;
  readonly findings: readonly Found[];
}

export interface CampaignOptions {
  readonly campaign: Campaign;
  readonly seed: number;
  readonly cases: number;
  readonly processes: number;
  readonly progress?: (done: number) => void;
  /** Told of each finding at once: a long campaign may be stopped early. */
  readonly found?: (f: Found) => void;
}

const ENTRY = fileURLToPath(new URL('./fuzz-process.ts', import.meta.url));
const BATCH = 250;
/** Wall-clock time of one case before its process is ended; processor time is judged in the process. */
const HANG_MS = 15_000;

export async function runCampaign(o: CampaignOptions): Promise<CampaignResult> {
  const findings: Found[] = [];
  const fates = new Map<Fate, number>();
  let next = 0;
  let done = 0;
  const note = (f: Finding & { index: number }): void => {
    const found = { ...f, campaign: o.campaign };
    findings.push(found);
    o.found?.(found);
  };

  /** Takes batches until none are left; a batch cut short by a hang or crash goes on behind the guilty case. */
  const lane = async (): Promise<void> => {
    let child: ChildProcess | null = null;
    while (next < o.cases) {
      let from = next;
      const to = Math.min(from + BATCH, o.cases);
      next = to;
      while (from < to) {
        child ??= fork(ENTRY, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
        const end = await runBatch(child, { campaign: o.campaign, seed: o.seed, from, to }, note);
        for (const [fate, n] of Object.entries(end.fates)) fates.set(fate as Fate, (fates.get(fate as Fate) ?? 0) + n);
        from = end.next;
        if (end.lost) child = null;
      }
      done += to - Math.max(0, to - BATCH);
      o.progress?.(Math.min(done, o.cases));
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: o.processes }, lane));
  return { cases: o.cases, fates, findings: findings.sort((a, b) => a.index - b.index) };
}

interface BatchEnd {
  readonly next: number;
  /** The process is gone. */
  readonly lost: boolean;
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
}

function runBatch(child: ChildProcess, batch: Batch, found: (f: Finding & { index: number }) => void): Promise<BatchEnd> {
  return new Promise((resolve) => {
    let index = batch.from;
    let timer: NodeJS.Timeout;
    const finish = (end: BatchEnd): void => {
      clearTimeout(timer);
      child.off('message', heard);
      child.off('exit', gone);
      resolve(end);
    };
    const arm = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        found({ index, kind: 'hang', detail: `no end after ${HANG_MS} ms` });
        child.off('exit', gone);
        child.kill('SIGKILL');
        finish({ next: index + 1, lost: true, fates: {} });
      }, HANG_MS);
    };
    const gone = (code: number | null, signal: string | null): void => {
      found({ index, kind: 'crash', detail: `the process ended: ${signal ?? code}` });
      finish({ next: index + 1, lost: true, fates: {} });
    };
    const heard = (r: Report): void => {
      if (r.kind === 'begin') {
        index = r.index;
        arm();
      } else if (r.kind === 'finding') found({ index: r.index, ...r.finding });
      else finish({ next: batch.to, lost: false, fates: r.fates });
    };
    child.on('message', heard);
    child.on('exit', gone);
    arm();
    child.send(batch);
  });
}
