// Owns short ways to write language values in tests. Must not know what is tested.
import { fromText } from '@etamil/shared/decimal';
import { EArray, EFunc, ERecord, type Value } from '@etamil/shared/value';

export const arr = (...items: Value[]): EArray => new EArray(items);
export const rec = (fields: readonly (readonly [string, Value])[], shape: string | null = null): ERecord =>
  new ERecord(new Map(fields), shape);
export const num = (text: string): Value => fromText(text);
export const named = (name: string, index: number): EFunc => new EFunc(name, index, null, null, false);
export const closure = (index: number, ...captures: Value[]): EFunc => new EFunc('', index, null, captures, true);

/** `wrap` applied `depth` times. */
export function nest(depth: number, seed: Value, wrap: (v: Value) => Value): Value {
  let v = seed;
  for (let k = 0; k < depth; k++) v = wrap(v);
  return v;
}
