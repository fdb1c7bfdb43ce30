// Owns the walk over an expression: the type of each part from the types of its parts (spec §16.2), and the rules that
// parts break. Left-leaning chains of any length are walked in a loop; recursion is only as deep as brackets nest.
import type { Expr, Pair } from './ast.ts';
import { callMethod, callShapeFunction, checkLiteral, readField } from './check-shapes.ts';
import { checkArguments } from './check-types.ts';
import type { Checking, FunctionChecker } from './checking.ts';
import { knownType, shapeOf } from './program-tables.ts';
import type { Scope } from './scope.ts';
import { ARRAY, BOOLEAN, FUNCTION, type KnownType, NUMBER, RECORD, readAs, TEXT } from './value-type.ts';

/** Checks `root` and all inside it; answers what is known of its value. */
export function checkExpression(c: Checking, scope: Scope, root: Expr, checkBody: FunctionChecker): KnownType {
  const spine: Expr[] = [];
  let e = root;
  for (let first = firstPart(e); first !== null; first = firstPart(e)) {
    spine.push(e);
    e = first;
  }
  let type = startOfSpine(c, scope, e, checkBody);
  for (let part = spine.pop(); part !== undefined; part = spine.pop()) {
    type = nextOfSpine(c, scope, part, type, checkBody);
  }
  return type;
}

/** The part evaluated first, for the kinds whose chains lean on it. */
function firstPart(e: Expr): Expr | null {
  switch (e.kind) {
    case 'negate':
    case 'not':
    case 'try':
      return e.operand;
    case 'arith':
    case 'and':
    case 'or':
      return e.left;
    case 'compare':
      return e.operands[0] ?? null;
    case 'index':
    case 'field':
    case 'method':
      return e.target;
    case 'call-value':
      return e.callee;
    default:
      return null;
  }
}

function startOfSpine(c: Checking, scope: Scope, e: Expr, checkBody: FunctionChecker): KnownType {
  const types = (list: readonly Expr[]): KnownType[] => list.map((x) => checkExpression(c, scope, x, checkBody));
  switch (e.kind) {
    case 'number':
      return NUMBER;
    case 'string':
      return TEXT;
    case 'boolean':
      return BOOLEAN;
    case 'name':
      return readAs(scope.typeOf(e.name));
    case 'array':
      types(e.items);
      return ARRAY;
    case 'record':
      warnOfRepeatedKeys(c, e.pairs);
      types(e.pairs.map((p) => p.value));
      return RECORD;
    case 'shape': {
      const values = types(e.pairs.map((p) => p.value));
      const base = e.spread === null ? null : checkExpression(c, scope, e.spread, checkBody);
      return checkLiteral(c, e, values, base);
    }
    case 'function':
      checkBody(c, e.fn, null);
      return FUNCTION;
    case 'call': {
      const given = types(e.args);
      const fn = scope.mayHoldFunction(e.callee.name) ? undefined : c.tables.functions.get(e.callee.name);
      if (fn !== undefined) {
        checkArguments(c, fn, given);
        return readAs(knownType(fn.returns, c.tables));
      }
      // §11.2: a shape's name, where no variable holds a function, is the conversion of §14.5.
      if (c.tables.shapes.has(e.callee.name) && given.length !== 1) {
        c.report('TYP-CONVERT-ARGS', e.callee.pos, { shape: e.callee.name });
      }
      return null;
    }
    case 'file-call':
      types(e.args);
      return null;
    default:
      return null;
  }
}

/** `first` is the type of the part that `firstPart` gives. */
function nextOfSpine(c: Checking, scope: Scope, e: Expr, first: KnownType, checkBody: FunctionChecker): KnownType {
  const rest = (list: readonly Expr[]): void => {
    for (const x of list) checkExpression(c, scope, x, checkBody);
  };
  switch (e.kind) {
    case 'negate':
      warnOfTextAsNumber(c, e.operand);
      return NUMBER;
    case 'not':
      return BOOLEAN;
    case 'and':
    case 'or':
      rest([e.right]);
      return BOOLEAN;
    case 'arith':
      rest([e.right]);
      if (e.op === '&') return TEXT;
      warnOfTextAsNumber(c, e.left);
      warnOfTextAsNumber(c, e.right);
      return NUMBER;
    case 'compare':
      rest(e.operands.slice(1));
      return BOOLEAN;
    case 'index':
      rest([e.index]);
      return null;
    case 'field': {
      const shape = shapeOf(first, c.tables);
      return shape === null ? null : readField(c, shape, e.field);
    }
    case 'method': {
      rest(e.args);
      const named = e.target.kind === 'name' ? c.tables.shapes.get(e.target.name) : undefined;
      if (named !== undefined) return callShapeFunction(c, named, e.method);
      const shape = shapeOf(first, c.tables);
      return shape === null ? null : callMethod(c, shape, e.method);
    }
    case 'call-value':
      rest(e.args);
      return null;
    default:
      return null;
  }
}

/** §7.6: the first of two equal keys is kept (§23 #18). */
function warnOfRepeatedKeys(c: Checking, pairs: readonly Pair[]): void {
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (seen.has(key.name)) c.report('LINT-KEY-TWICE', key.pos, { key: key.name });
    seen.add(key.name);
  }
}

/** §7.2.8, as far as the form goes. */
const NUMERIC_TEXT = /^\s*[+-]?(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)\s*$/;

/** §23 #21: written text that is not a number counts as 0, which is rarely meant. */
function warnOfTextAsNumber(c: Checking, e: Expr): void {
  if (e.kind === 'string' && !NUMERIC_TEXT.test(e.value)) {
    const text = e.value.length > 40 ? `${[...e.value.slice(0, 80)].slice(0, 40).join('')}…` : e.value;
    c.report('LINT-TEXT-NUMBER', e.pos, { text });
  }
}
