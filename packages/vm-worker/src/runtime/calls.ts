// Owns calls that are decided at run time: function values, names that may be variables, methods (§11.2, §13.1, §14.7).
// Each exists as plain function and as generator; which one linked code uses follows from the compiler's colours.
import type { NameImage } from '@etamil/shared/bytecode-format';
import { builtinById, type BuiltinInfo } from '@etamil/shared/builtin-table';
import { EFunc, ERecord, share, type Value } from '@etamil/shared/value';
import type { AsyncBuiltin, SyncBuiltin } from '../builtin.ts';
import { kindOf } from '../builtins/failure.ts';
import { Fault } from '../fault.ts';
import type { Run, RunProgram } from '../run.ts';
import { convert, type Shape } from './shapes.ts';

export type Steps = Generator<unknown, Value, Value>;
/** A linked function: R, captures (anonymous only), arguments, depth. */
export type Linked = (...args: unknown[]) => Value | Steps;

/** What calls need to know of the linked program. */
export interface CallTable extends RunProgram {
  readonly fns: readonly Linked[];
  readonly functions: readonly { readonly name: string; readonly params: number; readonly suspends: boolean; readonly kind: string }[];
  readonly names: readonly NameImage[];
  readonly shapes: readonly Shape[];
  readonly builtins: ReadonlyMap<string, SyncBuiltin | AsyncBuiltin>;
}

export const MAX_DEPTH = 256;

/** Refuels, looks at the limits and the call depth; answers the callee's depth. */
export function enter(R: Run, depth: number, pc: number): number {
  if (R.fuel <= 0) {
    R.pc = pc;
    R.look();
  }
  if (depth >= MAX_DEPTH) throw new Fault('RUN-DEPTH', {}, pc);
  return depth + 1;
}

export function tick(R: Run, pc: number): void {
  R.pc = pc;
  R.look();
}

/** A name that is no variable: a function as a value, or RUN-UNDEF (§9.1). */
export function resolve(T: CallTable, n: number): EFunc | undefined {
  const entry = T.names[n] as NameImage;
  if (entry.fn >= 0) return new EFunc(entry.name, entry.fn, null, null, false);
  if (entry.builtin !== '') return new EFunc(entry.name, -1, entry.builtin, null, false);
  return undefined;
}

export function named(T: CallTable, v: Value | undefined, n: number, pc: number): Value {
  if (v !== undefined) return v;
  const f = resolve(T, n);
  if (f === undefined) throw new Fault('RUN-UNDEF', { name: (T.names[n] as NameImage).name }, pc);
  return f;
}

/** The value of a local about to be changed in part: an unbound one takes its own copy of the global (§9.2). */
export function owned(T: CallTable, local: Value | undefined, global: Value | undefined, n: number, pc: number): Value {
  if (local !== undefined) return local;
  return share(named(T, global, n, pc));
}

/** An anonymous function's value: its captures are counted like an array's items. */
export function closure(R: Run, index: number, captures: readonly Value[], pc: number): EFunc {
  R.pc = pc;
  R.charge(64 + captures.length * 16);
  return new EFunc('', index, null, captures, true);
}

function arity(name: string, expected: number, given: number, pc: number, anonymous = false): never {
  throw new Fault(anonymous ? 'RUN-ARITY-ANONYMOUS' : 'RUN-ARITY', { name, expected, given }, pc);
}

/** A call ready to be made. */
type Target = { readonly fn: Linked; readonly args: readonly unknown[]; readonly suspends: boolean };

function programTarget(R: Run, T: CallTable, index: number, captures: readonly Value[] | null, args: readonly Value[], d: number, pc: number): Target {
  const f = T.functions[index];
  const fn = T.fns[index];
  if (f === undefined || fn === undefined) throw new Fault('RUN-UNKNOWN-FN', { name: '' }, pc);
  const anonymous = f.kind === 'anonymous';
  if (args.length !== f.params) arity(f.name, f.params, args.length, pc, anonymous);
  R.fuel--;
  const depth = enter(R, d, pc);
  return { fn, args: anonymous ? [R, captures, ...args, depth] : [R, ...args, depth], suspends: f.suspends };
}

function builtinTarget(R: Run, T: CallTable, id: string, name: string, args: readonly Value[], pc: number): Target {
  const info = builtinById(id) as BuiltinInfo;
  if (args.length < info.arity || args.length > info.arityMax) arity(name, info.arity, args.length, pc);
  const fn = T.builtins.get(id);
  if (fn === undefined) throw new Fault('RUN-UNKNOWN-FN', { name }, pc);
  R.pc = pc;
  if (!info.suspends) return { fn: fn as Linked, args: [R, ...args], suspends: false };
  const wait = function* (...a: unknown[]): Steps {
    return yield (fn as Linked)(...a);
  };
  return { fn: wait, args: [R, ...args], suspends: true };
}

function valueTarget(R: Run, T: CallTable, f: Value, args: readonly Value[], d: number, pc: number): Target {
  if (!(f instanceof EFunc)) throw new Fault('RUN-NOTFN', { kind: kindOf(f) }, pc);
  if (f.builtin !== null) return builtinTarget(R, T, f.builtin, f.name, args, pc);
  return programTarget(R, T, f.index, f.captures, args, d, pc);
}

/** §11.2: the first meaning of `f(…)` that applies. */
function nameTarget(R: Run, T: CallTable, local: Value | undefined, n: number, args: readonly Value[], d: number, pc: number): Target {
  const entry = T.names[n] as NameImage;
  if (local instanceof EFunc) return valueTarget(R, T, local, args, d, pc);
  const global = local === undefined && entry.global >= 0 ? R.g[entry.global] : undefined;
  if (global instanceof EFunc) return valueTarget(R, T, global, args, d, pc);
  if (entry.fn < 0 && entry.shape >= 0 && args.length === 1) {
    const shape = T.shapes[entry.shape] as Shape;
    return { fn: () => convert(R, shape, args[0] as Value, pc), args: [], suspends: false };
  }
  if (entry.fn >= 0) return programTarget(R, T, entry.fn, null, args, d, pc);
  if (entry.builtin !== '') return builtinTarget(R, T, entry.builtin, entry.name, args, pc);
  throw new Fault('RUN-UNKNOWN-FN', { name: entry.name }, pc);
}

/** §14.7 `e.m(args)`. */
function methodTarget(R: Run, T: CallTable, e: Value, method: string, args: readonly Value[], d: number, pc: number): Target {
  if (!(e instanceof ERecord)) throw new Fault('RUN-METHOD-KIND', { method, kind: kindOf(e) }, pc);
  const shape = e.shape === null ? undefined : T.shape(e.shape);
  const m = shape?.methods.get(method);
  if (shape !== undefined && m !== undefined) {
    if (!m.receiver) throw new Fault('RUN-METHOD-STATIC', { method, shape: shape.name }, pc);
    return programTarget(R, T, m.fn, null, [e, ...args], d, pc);
  }
  const field = e.map.get(method);
  if (field instanceof EFunc) return valueTarget(R, T, field, args, d, pc);
  if (field !== undefined) throw new Fault('RUN-METHOD-FIELD', { method, kind: kindOf(field) }, pc);
  if (shape !== undefined) throw new Fault('RUN-METHOD-NONE', { method, shape: shape.name }, pc);
  throw new Fault('RUN-METHOD-NONE-PLAIN', { method }, pc);
}

/** Runs a target where nothing may suspend. */
const plain = (t: Target): Value => t.fn(...t.args) as Value;

function* stepped(t: Target): Steps {
  const out = t.fn(...t.args);
  return t.suspends ? yield* out as Steps : (out as Value);
}

export const callValue = (R: Run, T: CallTable, f: Value, args: readonly Value[], d: number, pc: number): Value => plain(valueTarget(R, T, f, args, d, pc));
export const callValueG = (R: Run, T: CallTable, f: Value, args: readonly Value[], d: number, pc: number): Steps => stepped(valueTarget(R, T, f, args, d, pc));
export const callName = (R: Run, T: CallTable, local: Value | undefined, n: number, args: readonly Value[], d: number, pc: number): Value =>
  plain(nameTarget(R, T, local, n, args, d, pc));
export const callNameG = (R: Run, T: CallTable, local: Value | undefined, n: number, args: readonly Value[], d: number, pc: number): Steps =>
  stepped(nameTarget(R, T, local, n, args, d, pc));
export const callMethod = (R: Run, T: CallTable, e: Value, m: string, args: readonly Value[], d: number, pc: number): Value =>
  plain(methodTarget(R, T, e, m, args, d, pc));
export const callMethodG = (R: Run, T: CallTable, e: Value, m: string, args: readonly Value[], d: number, pc: number): Steps =>
  stepped(methodTarget(R, T, e, m, args, d, pc));

/** Calls a function value from a builtin or the driver: a generator when it may suspend. */
export function callFromHost(R: Run, T: CallTable, f: EFunc, args: readonly Value[], d: number, pc: number): Value | Steps {
  const t = valueTarget(R, T, f, args, d, pc);
  return t.fn(...t.args);
}
