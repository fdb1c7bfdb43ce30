// Owns the rules of binding a name: fixed names (spec §15) and names taken by shapes (§14.9). Knows nothing of values.
import type { Ident, Pos } from './ast.ts';
import type { Checking } from './checking.ts';
import type { Scope } from './scope.ts';

/** A variable, parameter or fixed name may not be called as a shape. */
export function refuseShapeName(c: Checking, scope: Scope, id: Ident): void {
  if (c.tables.shapes.has(id.name) && scope.firstUseOfShapeName(id.name)) {
    c.report('TYP-SHAPE-VAR', id.pos, { shape: id.name });
  }
}

/** `x = …`, a for-each variable, an input, file or query target. Answers false when x is fixed. */
export function bindVariable(c: Checking, scope: Scope, id: Ident, how: 'assign' | 'declare' | 'target'): boolean {
  refuseShapeName(c, scope, id);
  const fixed = how === 'declare' ? scope.fixedHereAt(id.name) : scope.fixedAt(id.name);
  if (fixed !== null) {
    // §21.4: these targets show the declaration, as in the reference.
    const at = how === 'target' ? fixed : id.pos;
    c.report('TYP-FIX-ASSIGN', at, { name: id.name, line: c.lineOf(fixed) });
    return false;
  }
  if (how === 'declare') scope.unfix(id.name);
  scope.assign(id.name);
  return true;
}

/** `நிலை x = …`. */
export function fixName(c: Checking, scope: Scope, id: Ident): void {
  refuseShapeName(c, scope, id);
  const fixed = scope.fixedHereAt(id.name);
  if (fixed !== null) {
    c.report('TYP-FIX-TWICE', id.pos, { name: id.name, line: c.lineOf(fixed) });
    return;
  }
  if (scope.isAssigned(id.name)) c.report('TYP-FIX-LATE', id.pos, { name: id.name });
  scope.fix(id.name, id.pos);
}

/** `x[…] = …` and `x.f = …`; `part` is how the message names it. Answers false when x is fixed. */
export function changePart(c: Checking, scope: Scope, id: Ident, part: string, at: Pos): boolean {
  const fixed = scope.fixedAt(id.name);
  if (fixed !== null) {
    c.report('TYP-FIX-PART', at, { name: id.name, part, line: c.lineOf(fixed) });
    return false;
  }
  scope.assign(id.name);
  return true;
}
