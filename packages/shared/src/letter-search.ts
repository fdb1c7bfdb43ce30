// Owns find, replace and split by letters (language.md §7.3): a hit counts only when both its ends are letter boundaries.
// Must not know values or limits: the length of a result is told before it is built.
import { isBoundary } from './letters.ts';

/**
 * Units at which `sought` occurs. Occurrences are looked for from left to right without overlap before the boundaries are
 * looked at: a rejected one still consumes its characters. An empty `sought` occurs nowhere.
 */
export function findAll(text: string, sought: string): number[] {
  const hits: number[] = [];
  if (sought === '') return hits;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
    if (isBoundary(text, at) && isBoundary(text, at + sought.length)) hits.push(at);
  }
  return hits;
}

/** `willBe` hears the length of the result in UTF-16 units before it exists, and may throw. */
export function replaceText(text: string, from: string, to: string, willBe?: (length: number) => void): string {
  const hits = findAll(text, from);
  if (hits.length === 0) return text;
  willBe?.(text.length + hits.length * (to.length - from.length));
  let out = '';
  let done = 0;
  for (const at of hits) {
    out += text.slice(done, at) + to;
    done = at + from.length;
  }
  return out + text.slice(done);
}

/** Without a hit (or with an empty separator) the whole text is the only part. */
export function splitText(text: string, separator: string): string[] {
  const parts: string[] = [];
  let done = 0;
  for (const at of findAll(text, separator)) {
    parts.push(text.slice(done, at));
    done = at + separator.length;
  }
  parts.push(text.slice(done));
  return parts;
}
