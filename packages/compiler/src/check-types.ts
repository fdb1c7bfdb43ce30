// Owns the comparison of values with what was declared: variables, parameters, results (spec §16.1–16.3).
// Knows nothing of statements.
import type { FunctionNode, Pos, TypeRef } from './ast.ts';
import type { Checking } from './checking.ts';
import { knownType } from './program-tables.ts';
import { declaredText, givenText, type KnownType, satisfies } from './value-type.ts';

/** §16.1, and the type as the checker uses it afterwards. */
export function writtenType(c: Checking, type: TypeRef | null): KnownType {
  if (type?.kind === 'Shape' && !c.tables.shapes.has(type.name)) {
    c.report('TYP-NOSHAPE', type.pos, { shape: type.name });
    return null;
  }
  return type;
}

/** TYP-MISMATCH at `at`, unless `given` satisfies `declared`. */
export function expectType(c: Checking, name: string, at: Pos, declared: KnownType, given: KnownType): void {
  if (declared === null || given === null || satisfies(declared, given)) return;
  c.report('TYP-MISMATCH', at, { name, declared: declaredText(declared), given: givenText(given) });
}

/** §16.3: each argument against its parameter, told at the parameter; surplus and missing ones are not our concern. */
export function checkArguments(c: Checking, fn: FunctionNode, given: readonly KnownType[]): void {
  const count = Math.min(fn.params.length, given.length);
  for (let i = 0; i < count; i++) {
    const param = fn.params[i];
    if (param === undefined) continue;
    expectType(c, param.id.name, param.id.pos, knownType(param.type, c.tables), given[i] ?? null);
  }
}
