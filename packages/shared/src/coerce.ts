// Owns the coercions: truthiness (language.md §7.9), operand of arithmetic (§8.2), text to number (§7.2.8), kind names (§7.1).
// Must not know display text or the virtual machine.
import { Decimal, fromText, type Num } from './decimal.ts';
import { EArray, EFunc, ERecord, EResult, type Value } from './value.ts';

export function truthy(v: Value): boolean {
  switch (typeof v) {
    case 'boolean':
      return v;
    case 'number':
      return v !== 0;
    case 'string':
      return v !== '';
  }
  if (v === null) return false;
  if (v instanceof EArray) return v.len > 0;
  if (v instanceof ERecord) return v.map.size > 0;
  if (v instanceof EResult) return v.ok;
  // A Decimal is never zero, a function never false.
  return true;
}

export function toNumber(v: Value): Num {
  switch (typeof v) {
    case 'number':
      return v;
    case 'boolean':
      return v ? 1 : 0;
    case 'string':
      return textToNumber(v) ?? 0;
  }
  return v instanceof Decimal ? v : 0;
}

/** What `வகை` answers. */
export function kindName(v: Value): string {
  switch (typeof v) {
    case 'number':
      return 'a number';
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a boolean';
  }
  if (v === null) return 'nil';
  if (v instanceof EArray) return 'an array';
  if (v instanceof ERecord) return v.shape ?? 'a record';
  if (v instanceof EResult) return 'a result';
  if (v instanceof EFunc) return 'a function';
  return 'a number';
}

const NUMBER = /^[+-]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)$/;
/** Unicode White_Space; String.prototype.trim leaves U+0085 and takes U+FEFF. */
const EDGE_SPACE = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Null when the text is not a number. */
export function textToNumber(text: string): Num | null {
  const body = trimSpace(text);
  if (!NUMBER.test(body)) return null;
  const plain = body.includes('_') ? body.replaceAll('_', '') : body;
  try {
    return fromText(plain);
  } catch {
    return null;
  }
}

/** Without Unicode white space at both ends. */
export function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  const cut = end === text.length ? text : text.slice(0, end);
  return isSpace(cut.charCodeAt(0)) ? cut.replace(EDGE_SPACE, '') : cut;
}

function isSpace(unit: number): boolean {
  if (unit < 0x1680) return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0x85 || unit === 0xa0;
  return (
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0x1680
  );
}
