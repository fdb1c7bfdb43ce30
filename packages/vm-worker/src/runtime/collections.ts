// Hot path (bench/append). Owns arrays and records at run time: reads, element and field writes, append, iteration, with
// copy on write (architecture §5) and metering. Nothing here is reachable from another run.
import { toNumber } from '@etamil/shared/coerce';
import { scaleOf, strip, toIntegerOrNull } from '@etamil/shared/decimal';
import { display } from '@etamil/shared/display';
import { letterAt, letterCount, lettersOf } from '@etamil/shared/letters';
import { sortedKeys } from '@etamil/shared/sort-keys';
import { EArray, ERecord, type Num, share, type Value } from '@etamil/shared/value';
import { textOf } from '../builtins/text-of.ts';
import { kindOf } from '../builtins/failure.ts';
import { Fault } from '../fault.ts';
import type { Run } from '../run.ts';
import { checkField } from './shapes.ts';

/** Bytes charged for a field besides its name. */
const FIELD_BYTES = 48;

/** The whole number an index means, or a fault (§7.5). */
function indexOf(i: Value, length: number, pc: number): number {
  const n: Num = typeof i === 'number' ? i : toNumber(i);
  const whole = toIntegerOrNull(n);
  // beyond the safe integers a number can still be whole, only never within any length
  if (whole === null && scaleOf(strip(n)) > 0) throw new Fault('RUN-IDX-WHOLE', { index: display(n) }, pc);
  if (whole === null || whole < 0 || whole >= length) throw new Fault('RUN-IDX-RANGE', { index: display(n), length }, pc);
  return whole;
}

export function indexSlow(R: Run, v: Value, i: Value, pc: number): Value {
  if (v instanceof EArray) return v.buf[indexOf(i, v.len, pc)] as Value;
  if (v instanceof ERecord) {
    R.pc = pc;
    const key = textOf(R, i);
    const x = v.map.get(key);
    if (x === undefined) throw new Fault('RUN-NOFIELD', { field: key }, pc);
    return x;
  }
  if (typeof v === 'string') {
    R.pc = pc;
    if (v.length > 65_536) R.chargeString(v.length);
    const n: Num = typeof i === 'number' ? i : toNumber(i);
    const whole = toIntegerOrNull(n);
    if (whole !== null && whole >= 0) {
      const letter = letterAt(v, whole);
      if (letter !== undefined) return letter;
    }
    return v[indexOf(i, letterCount(v), pc)] as Value;
  }
  throw new Fault('RUN-IDX-KIND', { kind: kindOf(v) }, pc);
}

export function fieldSlow(v: Value, field: string, pc: number): Value {
  if (!(v instanceof ERecord)) throw new Fault('RUN-NOTREC', { field, kind: kindOf(v) }, pc);
  const x = v.map.get(field);
  if (x === undefined) throw new Fault('RUN-NOFIELD', { field }, pc);
  return x;
}

function keyOf(R: Run, i: Value, pc: number): string {
  R.pc = pc;
  return textOf(R, i);
}

/** The array itself when it may be written in place, else a copy. */
function writableArray(R: Run, a: EArray): EArray {
  if (!a.shared && !a.tail) return a;
  R.chargeEntries(a.len, a.len);
  return new EArray(a.buf.slice(0, a.len));
}

function writableRecord(R: Run, r: ERecord): ERecord {
  if (!r.shared) return r;
  R.chargeEntries(r.map.size, r.map.size, FIELD_BYTES);
  return new ERecord(new Map(r.map), r.shape);
}

/** `x[i] = v`: answers what x holds afterwards. */
export function setIndex(R: Run, i: Value, v: Value, x: Value, name: string, pc: number): Value {
  if (x instanceof EArray) {
    const at = typeof i === 'number' && i >= 0 && i < x.len ? i : indexOf(i, x.len, pc);
    if (!x.shared && !x.tail) {
      x.buf[at] = v;
      return x;
    }
    R.pc = pc;
    const copy = writableArray(R, x);
    copy.buf[at] = v;
    return copy;
  }
  if (x instanceof ERecord) return setKey(R, x, keyOf(R, i, pc), v, pc);
  throw new Fault('RUN-IDX-SET', { name, kind: kindOf(x) }, pc);
}

/** `x.f = v`: answers what x holds afterwards. */
export function setField(R: Run, v: Value, x: Value, field: string, name: string, pc: number): Value {
  if (!(x instanceof ERecord)) throw new Fault('RUN-FLD-SET', { name, field, kind: kindOf(x) }, pc);
  return setKey(R, x, field, v, pc);
}

function setKey(R: Run, r: ERecord, key: string, v: Value, pc: number): ERecord {
  R.pc = pc;
  if (r.shape !== null) checkField(R, r.shape, key, v, pc);
  const w = writableRecord(R, r);
  const before = w.map.size;
  w.map.set(key, v);
  if (w.map.size !== before) R.chargeEntries(w.map.size, 1, FIELD_BYTES + key.length);
  return w;
}

/** `x = append(x, v)` (§9.4): answers what x holds afterwards. */
export function appendSlow(R: Run, v: Value, a: Value, pc: number): EArray {
  R.pc = pc;
  if (!(a instanceof EArray)) {
    throw new Fault('RUN-BUILTIN-ARG', { tamil: 'இணை க்கு ஒரு அணி தேவை', english: 'append needs an array' }, pc);
  }
  if (a.len >= R.maxItems) R.chargeEntries(a.len + 1, 1);
  if (a.buf.length === a.len) {
    // the end of the buffer is free: both handles live in it
    a.buf.push(v);
    const next = new EArray(a.buf);
    next.tail = true;
    R.charge(48);
    if ((next.len & (next.len - 1)) === 0) R.chargeEntries(next.len, next.len);
    return next;
  }
  const copy = new EArray(a.buf.slice(0, a.len));
  copy.buf.push(v);
  copy.len++;
  R.chargeEntries(copy.len, copy.len);
  return copy;
}

/** Charge of an array that was appended to in place and reached a power of two or the limit. */
export function grown(R: Run, a: EArray, pc: number): void {
  R.pc = pc;
  R.chargeEntries(a.len, (a.len & (a.len - 1)) === 0 ? a.len : 0);
}

export function makeArray(R: Run, items: Value[], pc: number): EArray {
  R.pc = pc;
  R.charge(64 + items.length * 16);
  return new EArray(items);
}

/** A record literal: of a repeated key the first written value is kept (§7.6). */
export function makeRecord(R: Run, keys: readonly string[], values: readonly Value[], pc: number): ERecord {
  R.pc = pc;
  const map = new Map<string, Value>();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (!map.has(key)) map.set(key, values[i] as Value);
  }
  R.charge(96 + keys.length * FIELD_BYTES);
  return new ERecord(map);
}

/** What a for-each runs over (§10.8): items, sorted field names or letters. */
export function iterate(R: Run, v: Value, pc: number): { readonly buf: readonly Value[]; readonly len: number } {
  if (v instanceof EArray) {
    share(v);
    return { buf: v.buf, len: v.len };
  }
  R.pc = pc;
  if (v instanceof ERecord) {
    const keys = sortedKeys(v.map);
    R.charge(keys.length * 16);
    return { buf: keys, len: keys.length };
  }
  if (typeof v === 'string') {
    R.charge(v.length * 16);
    const letters = lettersOf(v);
    return { buf: letters, len: letters.length };
  }
  throw new Fault('RUN-ITER', { kind: kindOf(v) }, pc);
}
