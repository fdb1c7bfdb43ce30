// Owns JSON text → values (RFC 8259, strict): numbers exact and never through a float, `__proto__` an ordinary key.
// Must not know messages: a failure is a JsonFault with its reason and place.
import { fromText, type Num } from './decimal.ts';
import { EArray, ERecord, type Value } from './value.ts';

export type JsonReason =
  | 'empty'
  | 'end'
  | 'unexpected'
  | 'trailing'
  | 'number'
  | 'escape'
  | 'surrogate'
  | 'control'
  | 'depth';

export class JsonFault {
  declare readonly reason: JsonReason;
  /** Place in code points, counted from 1. */
  declare readonly at: number;
  constructor(reason: JsonReason, at: number) {
    this.reason = reason;
    this.at = at;
  }
}

export const JSON_DEPTH = 128;

/** The value, or a JsonFault; never throws. Of a repeated key the last value wins. */
export function jsonRead(text: string): Value | JsonFault {
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (e) {
    if (e instanceof JsonFault) return e;
    throw e;
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** The end of the part of a string that stands for itself. */
const PLAIN = /[^"\\\u0000-\u001f\ud800-\udfff]*/y;
/** Up to this length a loop is faster than the expression. */
const SHORT = 24;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  declare readonly text: string;
  declare at: number;
  constructor(text: string) {
    this.text = text;
    this.at = 0;
  }

  document(): Value {
    this.space();
    if (this.at >= this.text.length) this.fail('empty');
    const v = this.value(1);
    this.space();
    if (this.at < this.text.length) this.fail('trailing');
    return v;
  }

  fail(reason: JsonReason, at = this.at): never {
    let points = 0;
    for (let i = 0; i < at && i < this.text.length; i++) if ((this.text.charCodeAt(i) & 0xfc00) !== 0xdc00) points++;
    throw new JsonFault(reason, points + 1);
  }

  unexpected(): never {
    this.fail(this.at >= this.text.length ? 'end' : 'unexpected');
  }

  space(): void {
    const { text } = this;
    for (;;) {
      const c = text.charCodeAt(this.at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.at++;
    }
  }

  /** `depth` counts the arrays and records around, this one included. */
  value(depth: number): Value {
    switch (this.text.charCodeAt(this.at)) {
      case 0x22:
        this.at++;
        return this.string();
      case 0x7b:
        return this.record(depth);
      case 0x5b:
        return this.array(depth);
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  word(word: string, v: Value): Value {
    if (!this.text.startsWith(word, this.at)) {
      this.fail(word.startsWith(this.text.slice(this.at)) ? 'end' : 'unexpected');
    }
    this.at += word.length;
    return v;
  }

  array(depth: number): EArray {
    if (depth > JSON_DEPTH) this.fail('depth');
    this.at++;
    const items: Value[] = [];
    this.space();
    if (this.text.charCodeAt(this.at) === 0x5d) {
      this.at++;
      return new EArray(items);
    }
    for (;;) {
      items.push(this.value(depth + 1));
      this.space();
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x2c && c !== 0x5d) this.unexpected();
      this.at++;
      if (c === 0x5d) return new EArray(items);
      this.space();
    }
  }

  record(depth: number): ERecord {
    if (depth > JSON_DEPTH) this.fail('depth');
    this.at++;
    const map = new Map<string, Value>();
    this.space();
    if (this.text.charCodeAt(this.at) === 0x7d) {
      this.at++;
      return new ERecord(map);
    }
    for (;;) {
      if (this.text.charCodeAt(this.at) !== 0x22) this.unexpected();
      this.at++;
      const key = this.string();
      this.space();
      if (this.text.charCodeAt(this.at) !== 0x3a) this.unexpected();
      this.at++;
      this.space();
      map.set(key, this.value(depth + 1));
      this.space();
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x2c && c !== 0x7d) this.unexpected();
      this.at++;
      if (c === 0x7d) return new ERecord(map);
      this.space();
    }
  }

  /** After the opening quote. */
  string(): string {
    const { text } = this;
    const start = this.at;
    const soon = start + SHORT < text.length ? start + SHORT : text.length;
    for (let i = start; i < soon; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0x22) {
        this.at = i + 1;
        return text.slice(start, i);
      }
      if (unit === 0x5c || unit < 0x20 || unit >= 0xd800) break;
    }
    let out = '';
    for (;;) {
      PLAIN.lastIndex = this.at;
      PLAIN.test(text);
      if (PLAIN.lastIndex > this.at) {
        out += text.slice(this.at, PLAIN.lastIndex);
        this.at = PLAIN.lastIndex;
      }
      const c = text.charCodeAt(this.at);
      if (c === 0x22) {
        this.at++;
        return out;
      }
      if (c === 0x5c) out += this.escape();
      else if (c >= 0xd800) out += this.pair(c);
      else if (this.at >= text.length) this.fail('end');
      else this.fail('control');
    }
  }

  /** A surrogate pair as it stands in the text. */
  pair(high: number): string {
    const low = this.text.charCodeAt(this.at + 1);
    if (high > 0xdbff || (low & 0xfc00) !== 0xdc00) this.fail('surrogate');
    this.at += 2;
    return String.fromCharCode(high, low);
  }

  escape(): string {
    const start = this.at;
    const mark = this.text[start + 1];
    if (mark === undefined) this.fail('end', this.text.length);
    if (mark !== 'u') {
      const plain = Object.hasOwn(ESCAPES, mark) ? ESCAPES[mark] : undefined;
      if (plain === undefined) this.fail('escape');
      this.at += 2;
      return plain;
    }
    const unit = this.hex(start + 2);
    this.at = start + 6;
    if ((unit & 0xf800) !== 0xd800) return String.fromCharCode(unit);
    if (unit > 0xdbff || !this.text.startsWith('\\u', this.at)) this.fail('surrogate', start);
    const low = this.hex(this.at + 2);
    if ((low & 0xfc00) !== 0xdc00) this.fail('surrogate', start);
    this.at += 6;
    return String.fromCharCode(unit, low);
  }

  hex(at: number): number {
    const digits = this.text.slice(at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('escape');
    return Number.parseInt(digits, 16);
  }

  number(): Num {
    const small = this.smallWhole();
    if (small >= 0) return small;
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) this.unexpected();
    const start = this.at;
    this.at += match[0].length;
    return numberOf(match[0]) ?? this.fail('number', start);
  }

  /** Most numbers are a few digits and nothing more; -1 for every other. */
  smallWhole(): number {
    const { text } = this;
    let n = 0;
    let i = this.at;
    for (; ; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      n = n * 10 + digit;
    }
    const length = i - this.at;
    const next = text.charCodeAt(i) | 0x20;
    if (length === 0 || length > 15 || next === 0x2e || next === 0x65) return -1;
    if (length > 1 && text.charCodeAt(this.at) === 0x30) return -1;
    this.at = i;
    return n;
  }
}

/** Null beyond the range of numbers. Surplus fraction digits round half up (language.md §7.2.8). */
export function numberOf(text: string): Num | null {
  const e = text.search(/[eE]/);
  try {
    return fromText(e < 0 ? text : expand(text.slice(0, e), Number(text.slice(e + 1))));
  } catch {
    return null;
  }
}

/** The mantissa with its point moved; what is certainly too large or too small is cut short, not written out. */
function expand(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith('-');
  const dot = mantissa.indexOf('.');
  const whole = mantissa.slice(negative ? 1 : 0, dot < 0 ? undefined : dot);
  const all = whole + (dot < 0 ? '' : mantissa.slice(dot + 1));
  const digits = all.replace(/^0+/, '');
  if (digits === '') return '0';
  const point = whole.length - (all.length - digits.length) + exponent;
  const sign = negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(Math.min(-point, 30))}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(Math.min(point, 30 + digits.length), '0')}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
