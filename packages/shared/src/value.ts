// Hot path (bench/append, bench/decimal-loop). Owns the run-time representation of eTamil values (architecture §5).
// Knows nothing of the VM. Sharing rule: a container reachable from two holders has `shared` set; writers copy first.
import type { Decimal } from './decimal.ts';

/** number: JS safe integer (never -0) or Decimal · text: JS string · boolean · nil: null. */
export type Num = number | Decimal;
export type Value = Num | string | boolean | null | EArray | ERecord | EResult | EFunc;

// `declare`: a plain field would be written twice, once as undefined.

/** Array handle: items are buf[0..len). Two handles may share a buffer prefix (`tail`); then elements are copied before a write. */
export class EArray {
  declare buf: Value[];
  declare len: number;
  declare shared: boolean;
  declare tail: boolean;
  constructor(buf: Value[]) {
    this.buf = buf;
    this.len = buf.length;
    this.shared = false;
    this.tail = false;
  }
  /** The items as a plain array that must not be written. */
  items(): readonly Value[] {
    return this.buf.length === this.len ? this.buf : this.buf.slice(0, this.len);
  }
}

/** Record: fields by name; `shape` is the shape's name or null. Traversal is by sorted key (§7.6). */
export class ERecord {
  declare map: Map<string, Value>;
  declare shape: string | null;
  declare shared: boolean;
  constructor(map: Map<string, Value>, shape: string | null = null) {
    this.map = map;
    this.shape = shape;
    this.shared = false;
  }
}

/** Result: success (`ok`) or failure with its content. Immutable. */
export class EResult {
  declare readonly ok: boolean;
  declare readonly value: Value;
  constructor(ok: boolean, value: Value) {
    this.ok = ok;
    this.value = value;
  }
}

/** Function value: program function (`index` >= 0) or builtin (`builtin` id), the name it was referred to, captured values. */
export class EFunc {
  declare readonly name: string;
  declare readonly index: number;
  declare readonly builtin: string | null;
  declare readonly captures: readonly Value[] | null;
  /** True for an anonymous function. */
  declare readonly anonymous: boolean;
  constructor(name: string, index: number, builtin: string | null, captures: readonly Value[] | null, anonymous: boolean) {
    this.name = name;
    this.index = index;
    this.builtin = builtin;
    this.captures = captures;
    this.anonymous = anonymous;
  }
}

/** Marks a value as having a second holder; answers it. Anything a builtin keeps or hands out of an argument goes through here. */
export function share<T extends Value>(v: T): T {
  if (v instanceof EArray || v instanceof ERecord) v.shared = true;
  return v;
}

export const ok = (v: Value): EResult => new EResult(true, v);
export const err = (v: Value): EResult => new EResult(false, v);
