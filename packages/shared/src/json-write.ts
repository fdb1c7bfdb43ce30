// Owns values → JSON text: compact, keys by code point, numbers as display text, results and functions null.
// Never fails but for TextTooLong; iterates where values nest deeper than the host stack is trusted.
import { Decimal, toText } from './decimal.ts';
import { TextTooLong } from './display.ts';
import { sortedKeys } from './sort-keys.ts';
import { EArray, ERecord, type Value } from './value.ts';

/** Beyond any text the engine can hold. */
const LONGEST = 2 ** 29 - 25;

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;
/** Up to this length a loop is faster than the expression. */
const SHORT = 24;

/** Deeper than this the host stack is not trusted. Recursion is twice as fast as a stack of our own. */
const RECURSION = 64;

export function jsonWrite(v: Value, limit = LONGEST): string {
  return writeFlat(v) ?? writeShallow(v as EArray | ERecord, 1, limit);
}

function writeShallow(v: EArray | ERecord, depth: number, limit: number): string {
  if (depth > RECURSION) return writeDeep(v, limit);
  let out: string;
  if (v instanceof EArray) {
    out = '[';
    for (let i = 0; i < v.len; i++) {
      const part = v.buf[i];
      if (i > 0) out += ',';
      out += writeFlat(part) ?? writeShallow(part as EArray | ERecord, depth + 1, limit);
      if (out.length > limit) throw new TextTooLong(limit);
    }
    return `${out}]`;
  }
  out = '{';
  const keys = sortedKeys(v.map);
  for (let i = 0; i < keys.length; i++) {
    const part = v.map.get(keys[i]) as Value;
    if (i > 0) out += ',';
    out += `${quote(keys[i])}:`;
    out += writeFlat(part) ?? writeShallow(part as EArray | ERecord, depth + 1, limit);
    if (out.length > limit) throw new TextTooLong(limit);
  }
  return `${out}}`;
}

/** The engine's own escaping is exactly the specified one: short forms, else \u00xx in lower case, nothing beyond ASCII. */
function quote(text: string): string {
  if (text.length > SHORT) return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** Undefined for arrays and records. */
function writeFlat(v: Value): string | undefined {
  switch (typeof v) {
    case 'string':
      return quote(v);
    case 'number':
    case 'boolean':
      return String(v);
  }
  if (v instanceof Decimal) return toText(v);
  if (v instanceof EArray || v instanceof ERecord) return undefined;
  return 'null';
}

/** One array or record being written: its parts from `next` on are still to come. */
interface Open {
  readonly of: EArray | ERecord;
  readonly keys: readonly string[];
  next: number;
}

function open(v: EArray | ERecord): Open {
  return { of: v, keys: v instanceof ERecord ? sortedKeys(v.map) : [], next: 0 };
}

function writeDeep(v: EArray | ERecord, limit: number): string {
  const stack: Open[] = [open(v)];
  let out = v instanceof EArray ? '[' : '{';
  for (let top: Open | undefined = stack[0]; top !== undefined; top = stack[stack.length - 1]) {
    const of = top.of;
    const i = top.next++;
    let part: Value;
    if (of instanceof EArray) {
      if (i >= of.len) {
        out += ']';
        stack.pop();
        continue;
      }
      if (i > 0) out += ',';
      part = of.buf[i];
    } else {
      if (i >= top.keys.length) {
        out += '}';
        stack.pop();
        continue;
      }
      const key = top.keys[i];
      out += i > 0 ? `,${quote(key)}:` : `${quote(key)}:`;
      part = of.map.get(key) as Value;
    }
    const flat = writeFlat(part);
    if (flat !== undefined) out += flat;
    else {
      const inner = part as EArray | ERecord;
      out += inner instanceof EArray ? '[' : '{';
      stack.push(open(inner));
    }
    if (out.length > limit) throw new TextTooLong(limit);
  }
  return out;
}
