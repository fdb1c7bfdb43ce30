// Owns the rules of shapes: declarations, literals, fields, methods, conversion (spec §14, §16.4). Knows nothing of
// statements or scopes; the values it judges come with their inferred types.
import type { Expr, Ident, Pos, ShapeNode } from './ast.ts';
import { expectType, writtenType } from './check-types.ts';
import type { Checking, FunctionChecker } from './checking.ts';
import { isReceiverMethod, knownType, listOf, type ShapeInfo } from './program-tables.ts';
import { type KnownType, readAs } from './value-type.ts';

type ShapeLiteral = Extract<Expr, { kind: 'shape' }>;

export function checkShapeDeclaration(
  c: Checking,
  shape: ShapeNode,
  nested: boolean,
  checkMethod: FunctionChecker,
): void {
  const name = shape.id.name;
  if (nested) c.report('TYP-SHAPE-NEST', shape.id.pos);
  else {
    const first = c.tables.ownShapes.get(name);
    if (first !== undefined && first.node !== shape) {
      c.report('TYP-SHAPE-TWICE', shape.id.pos, { shape: name, line: c.lineOf(first.pos) });
    }
  }
  const fields = new Set<string>();
  for (const { id, type } of shape.fields) {
    writtenType(c, type);
    if (fields.has(id.name)) c.report('TYP-FIELD-TWICE', id.pos, { field: id.name, shape: name });
    fields.add(id.name);
  }
  const methods = new Set<string>();
  for (const method of shape.methods) {
    const id = method.id;
    if (id !== null) {
      if (fields.has(id.name)) c.report('TYP-METHOD-FIELD', id.pos, { method: id.name, shape: name });
      if (methods.has(id.name)) c.report('TYP-METHOD-TWICE', id.pos, { method: id.name, shape: name });
      methods.add(id.name);
    }
    const receiver = isReceiverMethod(method) ? method.params[0] : undefined;
    if (receiver?.type != null && !(receiver.type.kind === 'Shape' && receiver.type.name === name)) {
      c.report('TYP-SELF', receiver.id.pos, { shape: name });
    }
    checkMethod(c, method, name);
  }
}

/** `values` are the types of the written fields in order, `base` that of the spread. */
export function checkLiteral(c: Checking, e: ShapeLiteral, values: readonly KnownType[], base: KnownType): KnownType {
  const info = c.tables.shapes.get(e.shape.name);
  if (info === undefined) {
    c.report('TYP-NOSHAPE', e.shape.pos, { shape: e.shape.name });
    return null;
  }
  const shape: KnownType = { kind: 'Shape', name: info.name };
  const given = new Set<string>();
  for (const [i, { key }] of e.pairs.entries()) {
    const type = info.fields.get(key.name);
    if (given.has(key.name)) c.report('TYP-GIVEN-TWICE', key.pos, { field: key.name });
    given.add(key.name);
    if (type === undefined) noField(c, info, key.name, key.pos);
    else expectType(c, `${info.name}.${key.name}`, e.shape.pos, knownType(type, c.tables), values[i] ?? null);
  }
  if (e.spread !== null) expectType(c, `..${info.name}`, e.shape.pos, shape, base);
  else {
    const list = listOf(missingFields(info, given));
    if (list !== '—') c.report('TYP-MISSING', e.shape.pos, { shape: info.name, list });
  }
  return shape;
}

function* missingFields(info: ShapeInfo, given: ReadonlySet<string>): Generator<string> {
  for (const name of info.fields.keys()) if (!given.has(name)) yield name;
}

function noField(c: Checking, info: ShapeInfo, field: string, at: Pos): void {
  c.report('TYP-NOFIELD', at, { shape: info.name, field, list: info.fieldList });
}

/** `x.f` where x is of this shape. */
export function readField(c: Checking, info: ShapeInfo, field: Ident): KnownType {
  const type = info.fields.get(field.name);
  if (type !== undefined) return readAs(knownType(type, c.tables));
  if (info.methods.has(field.name)) {
    c.report('TYP-FIELD-IS-METHOD', field.pos, { method: field.name, shape: info.name });
  } else noField(c, info, field.name, field.pos);
  return null;
}

/** `x.f = v` and `x["f"] = v` where x is of this shape. */
export function setField(c: Checking, info: ShapeInfo, field: string, at: Pos, value: KnownType): void {
  const type = info.fields.get(field);
  if (type === undefined) noField(c, info, field, at);
  else expectType(c, `${info.name}.${field}`, at, knownType(type, c.tables), value);
}

/** `P.m(…)`: a function of the shape by name, with or without receiver. */
export function callShapeFunction(c: Checking, info: ShapeInfo, method: Ident): KnownType {
  const fn = info.methods.get(method.name);
  if (fn !== undefined) return readAs(knownType(fn.returns, c.tables));
  c.report('TYP-NOFUNCTION', method.pos, { shape: info.name, method: method.name });
  return null;
}

/** `x.m(…)` where x is of this shape. */
export function callMethod(c: Checking, info: ShapeInfo, method: Ident): KnownType {
  const names = { shape: info.name, method: method.name };
  const fn = info.methods.get(method.name);
  if (fn !== undefined) {
    if (isReceiverMethod(fn)) return readAs(knownType(fn.returns, c.tables));
    c.report('TYP-STATIC', method.pos, names);
    return null;
  }
  const field = info.fields.get(method.name);
  if (field === undefined) c.report('TYP-NOMETHOD', method.pos, names);
  else if (field !== null && field.kind !== 'Function') {
    c.report('TYP-NOTFN-FIELD', method.pos, { shape: info.name, field: method.name });
  }
  return null;
}
