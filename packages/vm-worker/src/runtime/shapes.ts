// Owns shapes at run time (§14): building, conversion, checked writes. Knows nothing of methods' calls.
import { bilingual } from '@etamil/shared/catalogue';
import { byId } from '@etamil/shared/codes';
import type { FieldType, ShapeImage } from '@etamil/shared/bytecode-format';
import { Decimal } from '@etamil/shared/decimal';
import { EArray, EFunc, type EResult, ERecord, err, ok, share, type Value } from '@etamil/shared/value';
import { kindOf } from '../builtins/failure.ts';
import { Fault } from '../fault.ts';
import type { Run } from '../run.ts';

/** A shape ready for checks. */
export class Shape {
  readonly name: string;
  readonly fields: ShapeImage['fields'];
  readonly byField: ReadonlyMap<string, ShapeImage['fields'][number]>;
  readonly methods: ReadonlyMap<string, ShapeImage['methods'][number]>;
  constructor(image: ShapeImage) {
    this.name = image.name;
    this.fields = image.fields;
    this.byField = new Map(image.fields.map((f) => [f.name, f]));
    this.methods = new Map(image.methods.map((m) => [m.name, m]));
  }
  get list(): string {
    return this.fields.map((f) => f.name).join(', ');
  }
}

/** §14.2: does `v` fit a field of that type? nil always does. */
export function fits(v: Value, type: FieldType, shape: string): boolean {
  if (v === null) return true;
  switch (type) {
    case 'Any':
      return true;
    case 'Number':
      return typeof v === 'number' || v instanceof Decimal;
    case 'Text':
    case 'Date':
      return typeof v === 'string' || typeof v === 'number' || v instanceof Decimal;
    case 'Boolean':
      return typeof v === 'boolean';
    case 'Array':
      return v instanceof EArray;
    case 'Function':
      return v instanceof EFunc;
    case 'Record':
      return v instanceof ERecord;
    case 'Shape':
      return v instanceof ERecord && v.shape === shape;
  }
}

/** `«D»` of the messages (§21.4). */
export function declaredText(type: FieldType, shape: string): string {
  switch (type) {
    case 'Number':
      return 'எண் (eN, a number)';
    case 'Text':
      return 'சொல் (col, a string)';
    case 'Boolean':
      return 'ஈர்ம (Irma, a boolean)';
    case 'Array':
      return 'அணி (aNi, an array)';
    case 'Record':
      return 'பொருள் (poruL, a record)';
    case 'Date':
      return 'தேதி (qEqi, a date)';
    case 'Function':
      return 'செயல் (ceyal, a function)';
    default:
      return `${shape} (a வடிவம், shape)`;
  }
}

/** The first complaint about a record as that shape: missing fields, then unknown ones, then the first misfit. */
export function complaint(shape: Shape, map: ReadonlyMap<string, Value>): Fault | null {
  const missing = shape.fields.filter((f) => !map.has(f.name)).map((f) => f.name);
  if (missing.length > 0) return new Fault('RUN-SHAPE-MISSING', { shape: shape.name, list: missing.join(', ') });
  if (map.size > shape.fields.length) {
    const extra = [...map.keys()].filter((k) => !shape.byField.has(k));
    return new Fault('RUN-SHAPE-EXTRA', { shape: shape.name, list: extra.join(', '), all: shape.list });
  }
  for (const f of shape.fields) {
    const v = map.get(f.name) as Value;
    if (!fits(v, f.type, f.shape)) {
      const declared = declaredText(f.type, f.shape);
      return new Fault('RUN-SHAPE-VALUE', { shape: shape.name, field: f.name, declared, kind: kindOf(v) });
    }
  }
  return null;
}

/** A shape literal; `base` is the spread's value or undefined. */
export function makeShape(R: Run, shape: Shape, base: Value | undefined, keys: readonly string[], values: readonly Value[], pc: number): ERecord {
  const map = new Map<string, Value>();
  for (let i = 0; i < keys.length; i++) map.set(keys[i] as string, values[i] as Value);
  if (base !== undefined) {
    if (!(base instanceof ERecord) || base.shape !== shape.name) {
      throw new Fault('RUN-SHAPE-BASE', { shape: shape.name, kind: kindOf(base) }, pc);
    }
    for (const [k, v] of base.map) if (!map.has(k)) map.set(k, share(v));
  }
  const fault = complaint(shape, map);
  if (fault !== null) {
    fault.pc = pc;
    throw fault;
  }
  R.pc = pc;
  R.charge(96 + map.size * 48);
  return new ERecord(map, shape.name);
}

function text(id: string, values: Readonly<Record<string, string | number>>): string {
  const entry = byId(id);
  return entry === undefined ? id : bilingual(entry, values);
}

/** `P(r)` (§14.5): a result. */
export function convert(R: Run, shape: Shape, v: Value, pc: number): EResult {
  if (!(v instanceof ERecord)) return err(text('RUN-SHAPE-NOTREC', { shape: shape.name, kind: kindOf(v) }));
  if (v.shape === shape.name) return ok(share(v));
  if (v.shape !== null) return err(text('RUN-SHAPE-OTHER', { other: v.shape, shape: shape.name }));
  const fault = complaint(shape, v.map);
  if (fault !== null) return err(text(fault.id, fault.values));
  R.pc = pc;
  R.charge(96 + v.map.size * 48);
  const map = new Map(v.map);
  return ok(new ERecord(map, shape.name));
}

/** §14.3: a write to a shaped record. */
export function checkField(R: Run, shapeName: string, field: string, v: Value, pc: number): void {
  const shape = R.program.shape(shapeName);
  if (shape === undefined) return;
  const f = shape.byField.get(field);
  if (f === undefined) throw new Fault('RUN-SHAPE-FIELD', { shape: shapeName, field, all: shape.list }, pc);
  if (!fits(v, f.type, f.shape)) {
    const declared = declaredText(f.type, f.shape);
    throw new Fault('RUN-SHAPE-VALUE', { shape: shapeName, field, declared, kind: kindOf(v) }, pc);
  }
}
