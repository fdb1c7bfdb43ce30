// Owns repeatable random numbers for property tests. Must not know what is tested.

/** SEED in the environment repeats a run; a test prints it when it starts. */
export function seedFromEnvironment(): number {
  const given = process.env.SEED;
  return given === undefined ? Date.now() >>> 0 : Number(given) >>> 0;
}

export interface Random {
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  };
  const below = (n: number): number => Math.floor((next() / 4294967296) * n);
  return { below, pick: (items) => items[below(items.length)] };
}
