// Owns the order of texts: by code point from the left, a prefix is smaller (language.md §7.3).
// Must not know locales or letters.

/**
 * Negative, zero or positive. UTF-16 order differs from code point order only where a surrogate meets a unit from U+E000 on;
 * `rank` puts the surrogates above those.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x < 0xd800 || y < 0xd800 ? x - y : rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
