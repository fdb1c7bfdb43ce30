// Owns damage: to program texts by token and by byte, and to compiled programs by bit. Knows nothing of what is valid.
import type { Random } from './random.ts';
import { ALL_SPELLINGS, NUMBERS, TEXTS, VARIABLES } from './vocabulary.ts';

const TOKEN = /\/\/[^\n]*|"(?:\\.|[^"\\])*"|[A-Za-z_\u0900-\u097F\u0B80-\u0BFF][\w\u0900-\u097F\u0B80-\u0BFF]*|\d+(?:\.\d+)?%?|[=!<>]=|\s+|[\s\S]/gu;
const MARKS = ['==', '!=', '>=', '<=', '>', '<', '=', '+', '-', '*', '/', '&', '?', '[', ']', '(', ')', '{', '}', '.', ':', ',', ';', '..'];
const ODD = ['\u0000', '\uFEFF', '\u200D', '\u00A0', '\r', '@', '₹', '\u0BCD', '\u0BC6', '௫', '"', '\\', '//', '/*', '%', '!', '\uD83D\uDE00', 'é', '\u2028'];

export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function anyToken(r: Random): string {
  return r.weighted<() => string>([
    [5, () => r.pick(MARKS)],
    [3, () => r.pick(ALL_SPELLINGS)],
    [2, () => r.pick(VARIABLES)],
    [2, () => r.pick(NUMBERS)],
    [1, () => `"${r.pick(TEXTS)}"`],
    [1, () => r.pick(ODD)],
  ])();
}

/** A few tokens dropped, doubled, swapped, replaced, or taken from `other`. */
export function mutateTokens(r: Random, text: string, other: string): string {
  const tokens = tokensOf(text);
  for (let n = r.between(1, 4); n > 0 && tokens.length > 0; n--) {
    const at = r.below(tokens.length);
    const to = r.below(tokens.length);
    r.weighted<() => void>([
      [3, () => void tokens.splice(at, r.between(1, 3))],
      [2, () => void tokens.splice(at, 0, tokens[to] as string)],
      [2, () => ([tokens[at], tokens[to]] = [tokens[to] as string, tokens[at] as string])],
      [4, () => void (tokens[at] = anyToken(r))],
      [3, () => void tokens.splice(at, 0, anyToken(r), ' ')],
      [2, () => void tokens.splice(at, 0, ...tokens.slice(to, to + r.between(1, 12)))],
      [3, () => void tokens.splice(at, r.below(4), ...piece(r, other))],
      [0.3, () => void tokens.splice(at, 0, ...new Array<string>(r.between(50, 3000)).fill(r.pick(['(', '[', '{', '-', '!', 'இல்லை ', '1+', '{a:', 'f(', '..', '?', '[0]', 'x&'])))],
    ])();
  }
  return tokens.join('');
}

function piece(r: Random, text: string): string[] {
  const tokens = tokensOf(text);
  const at = r.below(tokens.length + 1);
  return tokens.slice(at, at + r.between(1, 15));
}

/** A few bytes flipped, dropped or put in; often no longer UTF-8. */
export function mutateBytes(r: Random, bytes: Uint8Array): Uint8Array {
  let out = Array.from(bytes);
  for (let n = r.between(1, 6); n > 0 && out.length > 0; n--) {
    const at = r.below(out.length);
    r.weighted<() => void>([
      [4, () => void (out[at] = (out[at] as number) ^ (1 << r.below(8)))],
      [2, () => void out.splice(at, r.between(1, 8))],
      [2, () => void out.splice(at, 0, r.below(r.chance(50) ? 128 : 256))],
      [1, () => void (out = out.slice(0, at))],
      [1, () => void out.splice(at, 0, ...new TextEncoder().encode(r.pick(ODD)))],
    ])();
  }
  return Uint8Array.from(out);
}

/** Bytes or tokens without any structure. */
export function noise(r: Random): Uint8Array {
  if (r.chance(35)) return Uint8Array.from({ length: r.below(200) }, () => r.below(256));
  if (r.chance(30)) return new TextEncoder().encode(Array.from({ length: r.below(120) }, () => String.fromCodePoint(r.chance(50) ? r.between(1, 127) : r.between(0xb80, 0xbff))).join(''));
  return new TextEncoder().encode(Array.from({ length: r.below(60) }, () => anyToken(r)).join(r.chance(70) ? ' ' : ''));
}

/** One to four bits of a compiled program turned over. `mended`: the checksum is made to agree, so that the checks behind it are met. */
export function flipBits(r: Random, program: Uint8Array, mended: boolean): Uint8Array {
  const out = program.slice();
  const body = bodyOf(out);
  const from = mended ? body : 0;
  for (let n = r.between(1, 4); n > 0; n--) {
    const at = from + r.below(out.length - from);
    out[at] = (out[at] as number) ^ (1 << r.below(8));
  }
  return mended ? withChecksum(out, body) : out;
}

/** Where the body begins: magic (4), then version, checksum and length as variable-length numbers. */
function bodyOf(program: Uint8Array): number {
  let at = 4;
  for (let numbers = 0; numbers < 3; numbers++) {
    while ((program[at] as number) >= 128) at++;
    at++;
  }
  return at;
}

function withChecksum(program: Uint8Array, from: number): Uint8Array {
  const body = program.subarray(from);
  let h = 0x811c9dc5;
  for (const b of body) h = Math.imul(h ^ b, 0x01000193);
  const uint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...uint(Math.floor(n / 128))]);
  const versionEnd = 4 + Array.from(program.subarray(4)).findIndex((b) => b < 128) + 1;
  return Uint8Array.from([...program.subarray(0, versionEnd), ...uint(h >>> 0), ...uint(body.length), ...body]);
}
