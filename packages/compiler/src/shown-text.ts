// Owns how a piece of source is quoted inside a message: short, on one line, harmless on a terminal.

import { bilingual } from '@etamil/shared/catalogue';
import { LEX_INVISIBLE } from '@etamil/shared/codes/syntax';

const SHOWN_CHARACTERS = 60;
// Control characters, direction overrides and halves of surrogate pairs would reach the reader's terminal.
const UNSAFE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Zl}\p{Zp}]/u;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The first line of `source` from `start` to `end`, at most 60 code points, `…` for what is left out. */
export function shownText(source: string, start: number, end: number): string {
  const raw = source.slice(start, Math.min(end, start + SHOWN_CHARACTERS * 2));
  const line = raw.split('\n', 1)[0] ?? '';
  const kept = Array.from(line).slice(0, SHOWN_CHARACTERS).join('');
  const text = kept.replace(UNSAFE, codePoint);
  return start + kept.length < end ? `${text}…` : text;
}

/** Names the first character of a bad piece if it cannot be seen. */
export function invisibleNote(source: string, start: number): string | null {
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  return INVISIBLE.test(character) ? bilingual(LEX_INVISIBLE, { character: codePoint(character) }) : null;
}
