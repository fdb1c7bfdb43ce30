// Owns a process that tries cases one after the other and says before each which one it begins, so that its parent knows
// what was running when it hangs or dies. Knows nothing of totals.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Campaign, inputOf, tryCase } from './cases.ts';
import { type Fate, type Finding, useFolder } from './trial.ts';

/** Cases [from, to) of a campaign. */
export interface Batch {
  readonly campaign: Campaign;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export type Report =
  | { readonly kind: 'begin'; readonly index: number }
  | { readonly kind: 'finding'; readonly index: number; readonly finding: Finding }
  | { readonly kind: 'done'; readonly fates: Readonly<Partial<Record<Fate, number>>> };

/** Milliseconds of processor time that one case may take (spec: no hang). */
const SLOW_MS = 1000;

const send = (report: Report): void => void process.send?.(report);
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let current = -1;
const stray = (e: unknown): void => {
  const detail = `outside of any run: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`;
  send({ kind: 'finding', index: current, finding: { kind: 'exception', detail } });
};
process.on('uncaughtException', stray);
process.on('unhandledRejection', stray);

async function batch({ campaign, seed, from, to }: Batch): Promise<void> {
  const fates: Partial<Record<Fate, number>> = {};
  for (current = from; current < to; current++) {
    send({ kind: 'begin', index: current });
    const input = inputOf(campaign, seed, current);
    const before = processorMs();
    const { fate, findings } = await tryCase(campaign, input);
    if (processorMs() - before > SLOW_MS) await slowAgain(campaign, input, current);
    fates[fate] = (fates[fate] ?? 0) + 1;
    for (const finding of findings) send({ kind: 'finding', index: current, finding });
  }
  send({ kind: 'done', fates });
}

/** A first run may have paid for something else, a collection of the heap for instance: only the second counts. */
async function slowAgain(campaign: Campaign, input: Uint8Array, index: number): Promise<void> {
  const before = processorMs();
  await tryCase(campaign, input);
  const ms = Math.round(processorMs() - before);
  if (ms > SLOW_MS) send({ kind: 'finding', index, finding: { kind: 'slow', detail: `${ms} ms of processor time` } });
}

const folder = mkdtempSync(join(tmpdir(), 'etamil-fuzz-'));
useFolder(folder, () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
});
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('message', (b: Batch) => void batch(b));
process.on('disconnect', () => process.exit(0));
