// Owns seeded randomness: the same seed gives the same campaign on every machine. Knows nothing of what is made with it.

/** A small, fast generator (sfc32); not for secrets. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...seeds: readonly number[]) {
    this.a = seeds[0] ?? 0;
    this.b = seeds[1] ?? 0x9e3779b9;
    this.c = seeds[2] ?? 0x243f6a88;
    for (let i = 0; i < 15; i++) this.next();
  }

  /** 32 bits, unsigned. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor((this.next() / 4294967296) * n);
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** One of the rules, by weight. */
  weighted<T>(rules: readonly (readonly [weight: number, rule: T])[]): T {
    let at = this.below(rules.reduce((sum, [w]) => sum + w, 0));
    for (const [weight, rule] of rules) {
      at -= weight;
      if (at < 0) return rule;
    }
    return (rules[0] as readonly [number, T])[1];
  }
}
