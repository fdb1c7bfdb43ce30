// Owns the order in which fields are traversed (language.md §7.6): keys by code point.
// Must not know what the values are.
import { compareText } from './compare-text.ts';
import type { Value } from './value.ts';

/** Below this an insertion sort is faster than the engine's; most records are this small. */
const SMALL = 12;

const SURROGATE = /[\ud800-\udfff]/;

export function sortedKeys(map: ReadonlyMap<string, Value>): string[] {
  const keys = [...map.keys()];
  const n = keys.length;
  if (n > SMALL) return sortMany(keys);
  for (let i = 1; i < n; i++) {
    const key = keys[i];
    let at = i;
    while (at > 0 && compareText(keys[at - 1], key) > 0) {
      keys[at] = keys[at - 1];
      at--;
    }
    keys[at] = key;
  }
  return keys;
}

function sortMany(keys: string[]): string[] {
  // Without surrogates the engine's own order is code point order, and no comparison function is called.
  for (const key of keys) if (SURROGATE.test(key)) return keys.sort(compareText);
  return keys.sort();
}
