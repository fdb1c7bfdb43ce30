// Owns the code of expressions. Evaluation order is left to right (spec §8.1); "owned" means the value gets a second holder.
import { builtinByName } from '@etamil/shared/builtin-table';
import type { OpName } from '@etamil/shared/opcodes';
import type { CompareOp, Expr, FileCall, FunctionNode } from './ast.ts';
import { boundNames, readNames } from './declarations.ts';
import { emitBody } from './emit-statement.ts';
import { FunctionEmitter } from './function-emitter.ts';

const COMPARE: Readonly<Record<CompareOp, OpName>> = { '==': 'EQ', '!=': 'NE', '<': 'LT', '<=': 'LE', '>': 'GT', '>=': 'GE' };
const ARITH = { '+': 'ADD', '-': 'SUB', '*': 'MUL', '/': 'DIV', '&': 'CONCAT' } as const;
/** Builtins behind the call forms of file statements (§22.5) and how many arguments they take. */
const FILE_CALLS: Readonly<Record<FileCall, string>> = {
  'file-read': '$file-read',
  'csv-read': '$csv-read',
  'file-open': '$file-open',
  'file-close': '$file-close',
  'file-write': '$file-write',
  'csv-write': '$file-write',
};

/** Emits `e`, whose value will be held by someone else too if it came out of a variable or a container (§9.3). */
export function emitOwned(em: FunctionEmitter, e: Expr): void {
  emitExpr(em, e);
  if (e.kind === 'name' || e.kind === 'field' || e.kind === 'index' || e.kind === 'try') em.code.op('SHARE');
}

/** Emits `e`; its value lies on the stack. */
export function emitExpr(em: FunctionEmitter, e: Expr): void {
  const b = em.ctx.builder;
  const code = em.code;
  switch (e.kind) {
    case 'number':
      return code.op('NUM', b.number(e.text));
    case 'string':
      return code.op('STR', b.string(e.value));
    case 'boolean':
      return code.op(e.value ? 'TRUE' : 'FALSE');
    case 'nil':
      return code.op('NIL');
    case 'name':
      return emitName(em, e.name, em.pc(e.pos));
    case 'array':
      for (const item of e.items) emitOwned(em, item);
      return code.op('ARRAY', e.items.length, em.pc(e.pos));
    case 'record':
      for (const p of e.pairs) emitOwned(em, p.value);
      return code.op('RECORD', e.pairs.length, ...e.pairs.map((p) => b.string(p.key.name)), em.pc(e.pos));
    case 'shape':
      return emitShape(em, e);
    case 'negate':
      emitExpr(em, e.operand);
      return code.op('NEG', em.pc(e.pos));
    case 'not':
      emitExpr(em, e.operand);
      return code.op('NOT');
    case 'arith':
      emitExpr(em, e.left);
      emitExpr(em, e.right);
      return code.op(ARITH[e.op], em.pc(e.pos));
    case 'compare':
      return emitCompare(em, e);
    case 'and':
    case 'or':
      emitExpr(em, e.left);
      code.op(e.kind === 'and' ? 'AND' : 'OR');
      emitExpr(em, e.right);
      return code.op('LOGIC_END');
    case 'index':
      emitExpr(em, e.target);
      emitExpr(em, e.index);
      return code.op('INDEX', em.pc(e.pos));
    case 'field':
      emitExpr(em, e.target);
      return code.op('FIELD', b.string(e.field.name), em.pc(e.field.pos));
    case 'call':
      return emitCall(em, e);
    case 'call-value':
      emitExpr(em, e.callee);
      for (const a of e.args) emitOwned(em, a);
      em.calls.dynamic = true;
      return code.op('CALL_VALUE', e.args.length, em.pc(e.pos));
    case 'method':
      return emitMethod(em, e);
    case 'try':
      emitExpr(em, e.operand);
      return code.op('TRY', em.scope.top ? 0 : 1, em.pc(e.pos));
    case 'function':
      return emitClosure(em, e.fn);
    case 'file-call':
      return emitFileCall(em, e);
  }
}

function emitName(em: FunctionEmitter, name: string, pc: number): void {
  if (em.scope.isDefined(name)) return em.code.op('VAR', em.variable(name));
  const d = em.ctx.declarations;
  const fn = em.ctx.builder.functionIndex.get(name);
  if (fn !== undefined && d.functions.has(name)) em.ctx.taken.add(fn);
  else if (builtinByName(name)?.suspends === true) em.ctx.taken.add(-1);
  em.code.op('NAME', em.maybeLocal(name), em.name(name), pc);
}

function emitCompare(em: FunctionEmitter, e: Extract<Expr, { kind: 'compare' }>): void {
  // `a < b < c` is `(a < b) and (b < c)`, and so on: right-nested regions that close together
  const { operands, ops } = e;
  for (let i = 0; i < ops.length; i++) {
    if (i > 0) em.code.op('AND');
    emitExpr(em, operands[i] as Expr);
    emitExpr(em, operands[i + 1] as Expr);
    em.code.op(COMPARE[ops[i] as CompareOp]);
    if (i > 0) em.code.op('LOGIC_END');
  }
}

function emitShape(em: FunctionEmitter, e: Extract<Expr, { kind: 'shape' }>): void {
  const b = em.ctx.builder;
  const shape = b.shapeIndex.get(e.shape.name);
  const pc = em.pc(e.pos);
  if (shape === undefined) {
    // only reachable when the checker was skipped (REPL): RUN-SHAPE-UNKNOWN when executed
    em.code.op('STR', b.string(e.shape.name));
    em.code.op('CALL_BUILTIN', b.string('$no-shape'), b.string(e.shape.name), 1, pc);
    return;
  }
  if (e.spread !== null) emitOwned(em, e.spread);
  for (const p of e.pairs) emitOwned(em, p.value);
  em.code.op('SHAPE_NEW', shape, e.spread === null ? 0 : 1, e.pairs.length, ...e.pairs.map((p) => b.string(p.key.name)), pc);
}

/** §11.2: variable, shape conversion, program function, builtin, unknown – decided here when it can be. */
function emitCall(em: FunctionEmitter, e: Extract<Expr, { kind: 'call' }>): void {
  const { builder: b, declarations: d, options } = em.ctx;
  const name = e.callee.name;
  const pc = em.pc(e.callee.pos);
  const mayBeVariable = d.globals.has(name) || options.mode === 'session' || em.maybeLocal(name) !== 0;
  const fn = d.functions.has(name) ? b.functionIndex.get(name) : undefined;
  const shape = b.shapeIndex.get(name);
  const builtin = builtinByName(name);
  const argc = e.args.length;
  if (!mayBeVariable) {
    if (fn !== undefined && d.functions.get(name)?.params.length === argc) {
      for (const a of e.args) emitOwned(em, a);
      em.calls.functions.add(fn);
      return em.code.op('CALL_FN', fn, argc, pc);
    }
    if (fn === undefined && shape !== undefined && argc === 1) {
      emitOwned(em, e.args[0] as Expr);
      return em.code.op('CONVERT', shape, pc);
    }
    if (fn === undefined && builtin?.available === true && argc >= builtin.arity && argc <= builtin.arityMax) {
      for (const a of e.args) emitExpr(em, a);
      if (builtin.suspends) em.calls.suspends = true;
      return em.code.op('CALL_BUILTIN', b.string(builtin.id), b.string(name), argc, pc);
    }
  }
  if (!mayBeVariable && fn === undefined && builtin?.available !== true && isQuery(em, name, argc)) return emitQuery(em, e, pc);
  for (const a of e.args) emitOwned(em, a);
  if (fn !== undefined) em.calls.functions.add(fn);
  else if (builtin?.suspends === true) em.calls.suspends = true;
  if (mayBeVariable) em.calls.dynamic = true;
  em.code.op('CALL_NAME', em.maybeLocal(name), em.name(name), argc, pc);
}

/** §22.11: a name that ends in `_query_async` and means nothing else is a query. */
function isQuery(em: FunctionEmitter, name: string, argc: number): boolean {
  const named = name === 'query_async' || name.endsWith('_query_async');
  return named && !em.ctx.options.strict && (argc === 2 || argc === 3);
}

function emitQuery(em: FunctionEmitter, e: Extract<Expr, { kind: 'call' }>, pc: number): void {
  const b = em.ctx.builder;
  const [pool, sql, params] = e.args as readonly [Expr, Expr, Expr?];
  // the bare name `pool`, never assigned, means the only open connection
  const onlyOne = pool.kind === 'name' && pool.name === 'pool' && !em.ctx.declarations.globals.has('pool') && em.maybeLocal('pool') === 0;
  if (onlyOne) em.code.op('NIL');
  else emitExpr(em, pool);
  emitExpr(em, sql);
  if (params === undefined) em.code.op('ARRAY', 0, pc);
  else emitExpr(em, params);
  em.code.op('CALL_BUILTIN', b.string('$query-async'), b.string(e.callee.name), 3, pc);
}

function emitMethod(em: FunctionEmitter, e: Extract<Expr, { kind: 'method' }>): void {
  const b = em.ctx.builder;
  const pc = em.pc(e.method.pos);
  const argc = e.args.length;
  if (e.target.kind === 'name' && b.shapeIndex.has(e.target.name)) {
    const full = `${e.target.name}.${e.method.name}`;
    const fn = b.functionIndex.get(full);
    for (const a of e.args) emitOwned(em, a);
    if (fn !== undefined && b.functions[fn]?.params === argc && em.ctx.options.mode !== 'session') {
      em.calls.functions.add(fn);
      return em.code.op('CALL_FN', fn, argc, pc);
    }
    if (fn !== undefined) em.calls.functions.add(fn);
    return em.code.op('CALL_NAME', 0, em.name(full), argc, pc);
  }
  emitOwned(em, e.target);
  for (const a of e.args) emitOwned(em, a);
  em.calls.methods.add(e.method.name);
  em.code.op('METHOD', b.string(e.method.name), argc, pc);
}

/** An anonymous function: captured are the names it reads that are known locals here (§13.3). */
function emitClosure(em: FunctionEmitter, fn: FunctionNode): void {
  const { ctx } = em;
  const captures = em.scope.top ? [] : [...readNames(fn)].filter((n) => em.scope.known.has(n)).sort();
  const index = ctx.builder.functions.length;
  const head = { name: '', kind: 'anonymous' as const, params: fn.params.length, captures: captures.length };
  ctx.builder.functions.push({ ...head, locals: 0, suspends: false, code: new Uint8Array(0) });
  ctx.taken.add(index);
  const inner = new FunctionEmitter(ctx, false, index);
  inner.enterParams(fn.params.map((p) => p.id.name), captures);
  for (const n of boundNames(fn.body)) inner.scope.slot(n);
  emitBody(inner, fn.body);
  inner.finish(head);
  for (const n of captures) {
    // a slot that was never bound is captured as nil
    em.code.op('CAPTURE', em.variable(n));
    em.code.op('SHARE');
  }
  em.code.op('CLOSURE', index, captures.length, em.pc(fn.pos));
}

function emitFileCall(em: FunctionEmitter, e: Extract<Expr, { kind: 'file-call' }>): void {
  const b = em.ctx.builder;
  for (const a of e.args) emitExpr(em, a);
  let argc = e.args.length;
  if (e.op === 'file-open' && argc === 1) {
    em.code.op('STR', b.string('read'));
    argc = 2;
  }
  em.code.op('CALL_BUILTIN', b.string(FILE_CALLS[e.op]), b.string(''), argc, em.pc(e.pos));
}
