// Owns the code of statements (spec §10, §18, §22). The stack is empty between statements.
import { builtinByName } from '@etamil/shared/builtin-table';
import type { Expr, Ident, Stmt } from './ast.ts';
import { emitExpr, emitOwned } from './emit-expression.ts';
import type { FunctionEmitter } from './function-emitter.ts';

/** Emits the statements of one block. */
export function emitBody(em: FunctionEmitter, body: readonly Stmt[]): void {
  for (const s of body) emitStatement(em, s);
}

/** A block that may not run: what it binds is not certain afterwards. Answers those names. */
function emitBranch(em: FunctionEmitter, body: readonly Stmt[]): string[] {
  const mark = em.scope.enter();
  emitBody(em, body);
  return em.scope.leave(mark);
}

function set(em: FunctionEmitter, id: Ident): void {
  em.code.op('SET', em.variable(id.name));
  em.bound(id.name);
}

function emitStatement(em: FunctionEmitter, s: Stmt): void {
  const { code } = em;
  const b = em.ctx.builder;
  switch (s.kind) {
    case 'function':
    case 'shape':
      return;
    case 'import':
      return s.nested ? unsupported(em, 'இறக்கு (import)', s) : undefined;
    case 'fixed':
    case 'declare':
    case 'assign':
      return emitAssign(em, s);
    case 'index-set':
      emitExpr(em, s.index);
      emitOwned(em, s.value);
      code.op('SET_INDEX', em.variable(s.id.name), em.name(s.id.name), em.pc(s.id.pos));
      return em.scope.define(s.id.name);
    case 'field-set':
      emitOwned(em, s.value);
      code.op('SET_FIELD', em.variable(s.id.name), b.string(s.field.name), em.name(s.id.name), em.pc(s.id.pos));
      return em.scope.define(s.id.name);
    case 'effect':
      emitExpr(em, s.expr);
      return code.op('POP');
    case 'print':
      emitExpr(em, s.value);
      return code.op('PRINT', em.pc(s.pos));
    case 'input':
      code.op('INPUT', em.pc(s.pos));
      return set(em, s.id);
    case 'return':
      return emitReturn(em, s);
    case 'if':
      return emitIf(em, s);
    case 'while':
      code.op('LOOP');
      emitExpr(em, s.test);
      code.op('TEST');
      emitBranch(em, s.body);
      return code.op('LOOP_END', em.pc(s.pos));
    case 'foreach': {
      emitOwned(em, s.over);
      code.op('FOREACH', em.variable(s.id.name), em.pc(s.pos));
      const mark = em.scope.enter();
      em.bound(s.id.name);
      emitBody(em, s.body);
      em.scope.leave(mark);
      return code.op('FOREACH_END', em.pc(s.pos));
    }
    case 'attempt': {
      // the error's name is written by CATCH in the same scope
      code.op('ATTEMPT', s.error === null ? 0 : em.variable(s.error.name) + 1);
      emitBranch(em, s.body);
      code.op('CATCH');
      const mark = em.scope.enter();
      if (s.error !== null) em.bound(s.error.name);
      emitBody(em, s.handler);
      em.scope.leave(mark);
      return code.op('END');
    }
    case 'response':
      emitExpr(em, s.status);
      emitOwned(em, s.body);
      if (em.ctx.options.strict) {
        // without §22.9 the body is its display text
        code.op('STR', b.string(''));
        code.op('CONCAT', em.pc(s.pos));
      }
      if (s.headers !== null) emitOwned(em, s.headers);
      return code.op('RESPONSE', s.headers === null ? 0 : 1, em.pc(s.pos));
    case 'json-response':
      if (s.status === null) code.op('NUM', b.number('200'));
      else emitExpr(em, s.status);
      emitExpr(em, s.body);
      return code.op('JSON_RESPONSE', em.pc(s.pos));
    case 'route':
      return unsupported(em, 'வழி (route)', s);
    case 'every':
      return unsupported(em, 'இடைவெளி (schedule)', s);
    case 'start-server':
      return;
    case 'stop-server':
      return code.op('STOP_SERVER');
    case 'unsupported':
      return unsupported(em, s.label, s);
    default:
      return emitHostStatement(em, s);
  }
}

function unsupported(em: FunctionEmitter, label: string, s: Stmt): void {
  em.code.op('UNSUPPORTED', em.ctx.builder.string(label), em.pc(s.pos));
}

function emitAssign(em: FunctionEmitter, s: Extract<Stmt, { kind: 'assign' | 'declare' | 'fixed' }>): void {
  if (s.value === null) {
    em.code.op('NUM', em.ctx.builder.number('0'));
    return set(em, s.id);
  }
  const item = appended(em, s.id.name, s.value);
  if (item === null) {
    emitOwned(em, s.value);
    return set(em, s.id);
  }
  const name = em.name(s.id.name);
  const pc = em.pc(s.value.pos);
  if (!em.scope.isDefined(s.id.name)) {
    // an undefined x is reported before the item is evaluated
    em.code.op('NAME', em.maybeLocal(s.id.name), name, em.pc(s.id.pos));
    em.code.op('POP');
  }
  emitOwned(em, item);
  const spelling = s.value.kind === 'call' ? s.value.callee.name : '';
  em.code.op('APPEND', em.variable(s.id.name), name, em.ctx.builder.string(spelling), pc);
  em.bound(s.id.name);
}

/** The item of `x = append(x, item)` when the shortcut of §9.4 holds for it. */
function appended(em: FunctionEmitter, target: string, value: Expr): Expr | null {
  if (value.kind !== 'call' || value.args.length !== 2) return null;
  const [list, item] = value.args;
  if (list?.kind !== 'name' || list.name !== target || item === undefined) return null;
  const name = value.callee.name;
  const d = em.ctx.declarations;
  const shadowed = d.functions.has(name) || d.globals.has(name) || em.maybeLocal(name) !== 0 || em.ctx.options.mode === 'session';
  return builtinByName(name)?.id === 'append' && !shadowed ? item : null;
}

function emitReturn(em: FunctionEmitter, s: Extract<Stmt, { kind: 'return' }>): void {
  const { scope, code } = em;
  if (s.value === null) code.op('NIL');
  // a local dies with its function, so its value gets no second holder
  else if (s.value.kind === 'name' && !scope.top && scope.isDefined(s.value.name)) emitExpr(em, s.value);
  else emitOwned(em, s.value);
  if (!scope.top) return code.op('RETURN');
  if (!em.handler) return code.op('RETURN_TOP', em.pc(s.pos));
  code.op('RETURN');
}

function emitIf(em: FunctionEmitter, s: Extract<Stmt, { kind: 'if' }>): void {
  emitExpr(em, s.test);
  em.code.op('IF');
  const first = emitBranch(em, s.then);
  if (s.otherwise !== null) {
    em.code.op('ELSE');
    const second = new Set(emitBranch(em, s.otherwise));
    for (const n of first) if (second.has(n)) em.scope.define(n);
  }
  em.code.op('END');
}

type HostStatement = Extract<
  Stmt,
  { kind: 'file-open' | 'file-close' | 'file-write' | 'csv-write' | 'file-read' | 'csv-read' | 'db-connect' | 'db-disconnect' | 'db-execute' | 'db-query' }
>;

/** Files and databases: calls of the internal builtins named `$…`. */
function emitHostStatement(em: FunctionEmitter, s: HostStatement): void {
  const b = em.ctx.builder;
  const text = (value: string | null): void => (value === null ? em.code.op('NIL') : em.code.op('STR', b.string(value)));
  const call = (id: string, argc: number): void => em.code.op('CALL_BUILTIN', b.string(id), b.string(''), argc, em.pc(s.pos));
  switch (s.kind) {
    case 'file-open':
      emitExpr(em, s.file);
      text(s.mode ?? 'read');
      call('$file-open', 2);
      break;
    case 'file-close':
      emitExpr(em, s.file);
      call('$file-close', 1);
      break;
    case 'file-write':
    case 'csv-write':
      emitExpr(em, s.file);
      emitExpr(em, s.data);
      call('$file-write', 2);
      break;
    case 'file-read':
    case 'csv-read':
      emitExpr(em, s.file);
      call(`$${s.kind}`, 1);
      return set(em, s.id);
    case 'db-connect':
      text(s.backend);
      emitExpr(em, s.connection);
      text(s.handle);
      call('$db-connect', 3);
      break;
    case 'db-disconnect':
      text(s.handle);
      call('$db-disconnect', 1);
      break;
    case 'db-execute':
      emitExpr(em, s.sql);
      emitExpr(em, s.params);
      text(s.handle);
      call('$db-execute', 3);
      break;
    case 'db-query':
      emitExpr(em, s.sql);
      emitExpr(em, s.params);
      text(s.handle);
      call('$db-query', 3);
      return set(em, s.id);
  }
  em.code.op('POP');
}
