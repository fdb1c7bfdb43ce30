// Owns the way things are timed: contestants alternate within one run, medians are compared. Knows nothing of what is timed.

/** Something whose one call does the whole work; answers milliseconds (a process of its own may time itself). */
export interface Contestant {
  readonly name: string;
  run(): number | Promise<number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Each contestant once per round, in turn; the first rounds only warm up. Answers the median of each. */
export async function alternate(contestants: readonly Contestant[], rounds: number, warmUps = 1): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(contestants.map((c) => [c.name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const c of contestants) {
      const ms = await c.run();
      if (round >= 0) times.get(c.name)?.push(ms);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}
