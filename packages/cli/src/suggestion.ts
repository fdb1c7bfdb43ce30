// Owns finding the word a user probably meant. Pure; knows nothing of what the words stand for.

/** Edits (insert, delete, replace, swap neighbours) that turn `a` into `b`, in code points. */
export function distance(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  let before: number[] = [];
  let last = Array.from({ length: y.length + 1 }, (_, j) => j);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++) {
      const change = (last[j - 1] ?? 0) + (x[i - 1] === y[j - 1] ? 0 : 1);
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[y.length] ?? 0;
}

/** The candidate nearest to `word`, whatever its distance; the first of equals. Undefined only without candidates. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const c of candidates) {
    const d = distance(word.toLowerCase(), c.toLowerCase());
    if (d < least) {
      least = d;
      best = c;
    }
  }
  return best;
}

/** As `nearest`, but only when the word is close enough for the guess to be a help: at most a third of it wrong, or 2 edits. */
export function likely(word: string, candidates: Iterable<string>): string | undefined {
  const best = nearest(word, candidates);
  if (best === undefined) return undefined;
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(best.length / 3))
    ? best
    : undefined;
}
