// Hot path (bench/letters). Owns where letters begin: extended grapheme clusters (language.md §7.3, UAX 29).
// Tamil, Latin and digits are decided here; every other stretch is given to Intl.Segmenter. Must not know values.

// Classes of UTF-16 units. OTHER: only the segmenter knows.
const BASE = 0;
const MARK = 1;
const CONTROL = 2;
const OTHER = 3;

/** Classes of U+0000–U+0BFF: below U+0300 no unit joins to its neighbours but CR LF; in the Tamil block the signs join to the left. */
const LOW = new Uint8Array(0x0c00).fill(OTHER);
LOW.fill(BASE, 0, 0x300);
LOW.fill(CONTROL, 0, 0x20);
LOW.fill(CONTROL, 0x7f, 0xa0);
LOW[0xad] = CONTROL;
LOW.fill(BASE, 0x0b80, 0x0c00);
LOW[0x0b82] = MARK;
LOW.fill(MARK, 0x0bbe, 0x0bc3);
LOW.fill(MARK, 0x0bc6, 0x0bc9);
LOW.fill(MARK, 0x0bca, 0x0bce);
LOW[0x0bd7] = MARK;
// © and ® may be joined by U+200D, which is OTHER: the stretch with it begins one letter earlier.

function classOf(unit: number): number {
  if (unit < 0x0c00) return LOW[unit];
  // Dashes, quotes, bullets, ellipsis; the rupee sign.
  if ((unit >= 0x2010 && unit <= 0x2027) || unit === 0x20b9) return BASE;
  return OTHER;
}

/** Made on first need: programs in Tamil and English never pay for it. */
let segmenter: Intl.Segmenter | null = null;

/**
 * Counts the letters of `text` and, when asked, notes where each begins. Between two units of known class the answer is known;
 * so a stretch for the segmenter reaches from the letter before the first unknown unit to the first such place after it.
 */
function scan(text: string, starts: number[] | null): number {
  const n = text.length;
  let count = 0;
  let begin = 0;
  let before = CONTROL;
  for (let i = 0; i < n; i++) {
    const unit = text.charCodeAt(i);
    const now = classOf(unit);
    if (now === BASE || now === CONTROL) {
      if (unit === 10 && i > 0 && text.charCodeAt(i - 1) === 13) continue;
    } else if (now === MARK) {
      // A sign joins to what stands before, but not to a control character or the beginning.
      if (before !== CONTROL) {
        before = BASE;
        continue;
      }
    } else {
      const from = before === CONTROL ? i : begin;
      const to = endOfUnknown(text, i);
      if (from < i) {
        count--;
        starts?.pop();
      }
      segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
      for (const piece of segmenter.segment(text.slice(from, to))) {
        count++;
        starts?.push(from + piece.index);
      }
      i = to - 1;
      // The next unit is a letter's first in any case.
      before = CONTROL;
      continue;
    }
    count++;
    starts?.push(i);
    begin = i;
    before = now === CONTROL ? CONTROL : BASE;
  }
  return count;
}

/** The first place after `i` where a letter certainly begins: a known unit that is no sign, after a known unit. */
function endOfUnknown(text: string, i: number): number {
  let before = OTHER;
  for (let at = i + 1; at < text.length; at++) {
    const now = classOf(text.charCodeAt(at));
    if (before !== OTHER && (now === BASE || now === CONTROL) && !isCrLf(text, at)) return at;
    before = now;
  }
  return text.length;
}

function isCrLf(text: string, at: number): boolean {
  return text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13;
}

type Starts = readonly number[] | Uint32Array;

/** From this length on places are held in four bytes each. */
const LONG = 4096;

/** Where each letter begins; null when every unit is a letter of its own. */
function letterStarts(text: string): Starts | null {
  const starts: number[] = [];
  if (scan(text, starts) === text.length) return null;
  return text.length < LONG ? starts : Uint32Array.from(starts);
}

/** Below this length a scan is cheaper than keeping what was found. */
const KEEP_FROM = 48;
const KEPT = 4;

/** The last few texts asked about: a loop over the letters of a text by index must not scan it every turn. */
const keptTexts: string[] = new Array(KEPT).fill('');
const keptStarts: (Starts | null)[] = new Array(KEPT).fill(null);
let oldest = 0;

function startsOf(text: string): Starts | null {
  if (text.length < KEEP_FROM) return letterStarts(text);
  for (let k = 0; k < KEPT; k++) if (keptTexts[k].length === text.length && keptTexts[k] === text) return keptStarts[k];
  const starts = letterStarts(text);
  keptTexts[oldest] = text;
  keptStarts[oldest] = starts;
  oldest = (oldest + 1) % KEPT;
  return starts;
}

/** Forgets the texts kept (between runs, so that one holds no memory of another). */
export function forgetLetters(): void {
  keptTexts.fill('');
  keptStarts.fill(null);
}

export function letterCount(text: string): number {
  if (text.length < KEEP_FROM) return scan(text, null);
  const starts = startsOf(text);
  return starts === null ? text.length : starts.length;
}

/** The letter at `index` (a whole number from 0), or undefined beyond the end. */
export function letterAt(text: string, index: number): string | undefined {
  const starts = startsOf(text);
  if (starts === null) return text[index];
  const from = starts[index];
  return from === undefined ? undefined : text.slice(from, starts[index + 1]);
}

export function lettersOf(text: string): string[] {
  const starts = startsOf(text);
  if (starts === null) return text.split('');
  const letters: string[] = new Array(starts.length);
  for (let k = 0; k < starts.length; k++) letters[k] = text.slice(starts[k], starts[k + 1]);
  return letters;
}

/** Whether a letter begins at unit `at` of `text`, or the text ends there. */
export function isBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = classOf(text.charCodeAt(at - 1));
  const now = classOf(text.charCodeAt(at));
  if (before === OTHER || now === OTHER) return hasStart(startsOf(text), at);
  if (now === MARK) return before === CONTROL;
  return !isCrLf(text, at);
}

function hasStart(starts: Starts | null, at: number): boolean {
  if (starts === null) return true;
  let low = 0;
  let high = starts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (starts[middle] === at) return true;
    if (starts[middle] < at) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
