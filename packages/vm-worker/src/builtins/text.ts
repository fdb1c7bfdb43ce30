// Owns length, replace and split (builtins.md 2): a match counts only when both its ends are letter boundaries, and a rejected
// match still consumes its characters. Must not know how letters are found; that is shared/letters.
import { isBoundary, letterCount } from '@etamil/shared/letters';
import { EArray, ERecord, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

/** Beyond this the boundaries of a text are worth charging. */
const LARGE = 65_536;
/** Bytes charged for a piece of a split: its slot and its string object. */
const PIECE_BYTES = 48;

function length(R: Run, v: Value): number {
  if (v instanceof EArray) return v.len;
  if (v instanceof ERecord) return v.map.size;
  if (typeof v === 'string') {
    if (v.length > LARGE) R.charge(v.length * 4);
    return letterCount(v);
  }
  return badArgument(R, 'நீளம் க்கு ஒரு அணி, பொருள் அல்லது சொல் தேவை', 'length needs an array, record or string');
}

/** Calls `hit` with the place of every match that counts, from the left. */
function eachMatch(R: Run, text: string, wanted: string, hit: (at: number) => void): void {
  let seen = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    if (seen === 0 && text.length > LARGE) R.charge(text.length * 4);
    if ((++seen & 1023) === 0) R.look();
    if (isBoundary(text, at) && isBoundary(text, at + wanted.length)) hit(at);
  }
}

function replace(R: Run, v: Value, from: Value, to: Value): string {
  const text = textOf(R, v);
  const wanted = textOf(R, from);
  const put = textOf(R, to);
  if (wanted === '') return text;
  let out = '';
  let done = 0;
  eachMatch(R, text, wanted, (at) => {
    out += text.slice(done, at) + put;
    done = at + wanted.length;
    // On the way, so that a text that multiplies is refused before it is whole.
    if (out.length > R.limits.string) R.chargeString(out.length);
  });
  if (done === 0) return text;
  R.chargeString(out.length + text.length - done);
  return out + text.slice(done);
}

function split(R: Run, v: Value, separator: Value): EArray {
  const text = textOf(R, v);
  const wanted = textOf(R, separator);
  if (wanted === '') return new EArray([text]);
  const pieces: Value[] = [];
  let done = 0;
  eachMatch(R, text, wanted, (at) => {
    pieces.push(text.slice(done, at));
    done = at + wanted.length;
    if ((pieces.length & 1023) === 0) R.chargeEntries(pieces.length, 1024, PIECE_BYTES);
  });
  pieces.push(text.slice(done));
  R.chargeEntries(pieces.length, pieces.length & 1023, PIECE_BYTES);
  return new EArray(pieces);
}

export const TEXT: BuiltinFamily = { length, replace, split };
