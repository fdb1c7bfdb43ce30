// Owns display text (language.md §7.10). Iterates instead of recursing: values may nest far deeper than the host stack.
// Must not know where the text goes.
import { Decimal, toText } from './decimal.ts';
import { sortedKeys } from './sort-keys.ts';
import { EArray, EFunc, ERecord, type EResult, type Value } from './value.ts';

/** Beyond any text the engine can hold. */
const LONGEST = 2 ** 29 - 25;

/** A text grew past the limit given to `display` or `jsonWrite`: values that share parts can have exponentially long ones. */
export class TextTooLong {
  declare readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
}

export function display(v: Value, limit = LONGEST): string {
  return displayFlat(v) ?? displayDeep(v as EArray | ERecord | EResult, limit);
}

/** Undefined for what has parts. */
function displayFlat(v: Value): string | undefined {
  switch (typeof v) {
    case 'string':
      return v;
    case 'number':
    case 'boolean':
      return String(v);
  }
  if (v === null) return 'nil';
  if (v instanceof Decimal) return toText(v);
  if (v instanceof EFunc) return v.anonymous ? '<செயல்>' : `<செயல் ${v.name}>`;
  return undefined;
}

/** One container being written: its parts from `next` on are still to come. */
interface Open {
  readonly parts: readonly Value[];
  readonly length: number;
  readonly keys: readonly string[] | null;
  readonly close: string;
  next: number;
}

function open(v: EArray | ERecord | EResult): Open {
  if (v instanceof EArray) return { parts: v.buf, length: v.len, keys: null, close: ']', next: 0 };
  if (v instanceof ERecord) {
    const keys = sortedKeys(v.map);
    return { parts: keys.map((key) => v.map.get(key) as Value), length: keys.length, keys, close: '}', next: 0 };
  }
  return { parts: [v.value], length: 1, keys: null, close: ')', next: 0 };
}

function opening(v: EArray | ERecord | EResult): string {
  if (v instanceof EArray) return '[';
  if (v instanceof ERecord) return v.shape === null ? '{' : `${v.shape}{`;
  return v.ok ? 'சரி(' : 'தவறு(';
}

function displayDeep(v: EArray | ERecord | EResult, limit: number): string {
  const stack: Open[] = [open(v)];
  let out = opening(v);
  for (let top: Open | undefined = stack[0]; top !== undefined; top = stack[stack.length - 1]) {
    const i = top.next++;
    if (i >= top.length) {
      out += top.close;
      stack.pop();
      continue;
    }
    if (i > 0) out += ', ';
    if (top.keys !== null) out += `${top.keys[i]}: `;
    const part = top.parts[i];
    const flat = displayFlat(part);
    if (flat !== undefined) out += flat;
    else {
      const inner = part as EArray | ERecord | EResult;
      out += opening(inner);
      stack.push(open(inner));
    }
    if (out.length > limit) throw new TextTooLong(limit);
  }
  return out;
}
