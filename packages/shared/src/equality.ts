// Owns `==` (language.md §8.3). Iterates instead of recursing: values may nest far deeper than the host stack.
// Must not know ordering or display.
import { Decimal, equals } from './decimal.ts';
import { EArray, EFunc, ERecord, EResult, type Value } from './value.ts';

/** From this many pairs on, pairs already seen are remembered: two values built of shared parts can have exponentially many. */
const REMEMBER_FROM = 4096;

type Container = EArray | ERecord | EResult | EFunc;

export function equal(a: Value, b: Value): boolean {
  const flat = equalFlat(a, b);
  return flat === undefined ? equalDeep(a as Container, b as Container) : flat;
}

/** The answer where it needs no look inside a container, else undefined. */
function equalFlat(a: Value, b: Value): boolean | undefined {
  if (a === b) return true;
  if (a instanceof Decimal) return (typeof b === 'number' || b instanceof Decimal) && equals(a, b);
  // 5 may also be held as 50·10^-1.
  if (b instanceof Decimal) return typeof a === 'number' && equals(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return undefined;
}

/** Pending pairs lie on a stack. A pair seen before need not be looked at again, since the first difference ends everything. */
function equalDeep(a: Container, b: Container): boolean {
  const pending: Container[] = [a, b];
  let pairs = 0;
  let seen: Map<object, Set<object>> | null = null;
  for (
    let y = pending.pop(), x = pending.pop();
    x !== undefined && y !== undefined;
    y = pending.pop(), x = pending.pop()
  ) {
    if (++pairs > REMEMBER_FROM) {
      seen ??= new Map();
      const partners = seen.get(x);
      if (partners === undefined) seen.set(x, new Set([y]));
      else if (partners.has(y)) continue;
      else partners.add(y);
    }
    if (!equalSurface(x, y, pending)) return false;
  }
  return true;
}

/** False at a difference that shows without descending; pairs of containers inside become pending. */
function equalSurface(x: Container, y: Container, pending: Container[]): boolean {
  if (x instanceof EArray) return y instanceof EArray && x.len === y.len && equalItems(x.buf, y.buf, x.len, pending);
  if (x instanceof ERecord) return y instanceof ERecord && equalFields(x, y, pending);
  if (x instanceof EResult) return y instanceof EResult && x.ok === y.ok && equalPart(x.value, y.value, pending);
  if (!(y instanceof EFunc) || x.index !== y.index || x.builtin !== y.builtin) return false;
  const captured = x.captures ?? [];
  const others = y.captures ?? [];
  return captured.length === others.length && equalItems(captured, others, captured.length, pending);
}

function equalItems(x: readonly Value[], y: readonly Value[], length: number, pending: Container[]): boolean {
  for (let i = 0; i < length; i++) if (!equalPart(x[i], y[i], pending)) return false;
  return true;
}

function equalFields(x: ERecord, y: ERecord, pending: Container[]): boolean {
  if (x.shape !== y.shape || x.map.size !== y.map.size) return false;
  for (const [key, value] of x.map) {
    const other = y.map.get(key);
    if (other === undefined || !equalPart(value, other, pending)) return false;
  }
  return true;
}

function equalPart(x: Value, y: Value, pending: Container[]): boolean {
  const flat = equalFlat(x, y);
  if (flat !== undefined) return flat;
  pending.push(x as Container, y as Container);
  return true;
}
