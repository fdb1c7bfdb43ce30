// Owns what must be known of a whole program before code can be emitted (spec §24.6): functions, shapes, assigned names.
import type { Expr, FunctionNode, ShapeNode, Stmt } from './ast.ts';

/** Declarations of a program; a later definition of a function replaces an earlier one (§11.1). */
export interface Declarations {
  readonly functions: ReadonlyMap<string, FunctionNode>;
  readonly shapes: ReadonlyMap<string, ShapeNode>;
  /** Names bound at top level, in handlers or in jobs. */
  readonly globals: ReadonlySet<string>;
}

/** Gathers the declarations of `statements`. */
export function declarationsOf(statements: readonly Stmt[]): Declarations {
  const functions = new Map<string, FunctionNode>();
  const shapes = new Map<string, ShapeNode>();
  const define = (fn: FunctionNode): void => {
    inBody(fn.body);
    if (fn.id !== null) functions.set(fn.id.name, fn);
  };
  const inBody = (body: readonly Stmt[]): void => {
    for (const s of body) {
      if (s.kind === 'function') define(s.fn);
      else if (s.kind === 'shape') {
        if (!s.nested && !shapes.has(s.shape.id.name)) shapes.set(s.shape.id.name, s.shape);
        for (const m of s.shape.methods) inBody(m.body);
      }
      for (const e of expressionsOf(s)) forEachFunction(e, (fn) => inBody(fn.body));
      for (const b of blocksOf(s)) inBody(b);
    }
  };
  inBody(statements);
  return { functions, shapes, globals: boundNames(statements) };
}

/** The blocks directly inside a statement. */
export function blocksOf(s: Stmt): readonly (readonly Stmt[])[] {
  switch (s.kind) {
    case 'if':
      return s.otherwise === null ? [s.then] : [s.then, s.otherwise];
    case 'while':
    case 'foreach':
    case 'route':
    case 'every':
      return [s.body];
    case 'attempt':
      return [s.body, s.handler];
    default:
      return [];
  }
}

/** The expressions directly inside a statement, in order of evaluation. */
export function expressionsOf(s: Stmt): readonly Expr[] {
  switch (s.kind) {
    case 'fixed':
    case 'print':
      return [s.value];
    case 'declare':
    case 'assign':
    case 'return':
      return s.value === null ? [] : [s.value];
    case 'index-set':
      return [s.index, s.value];
    case 'field-set':
      return [s.value];
    case 'effect':
      return [s.expr];
    case 'if':
    case 'while':
      return [s.test];
    case 'foreach':
      return [s.over];
    case 'response':
      return s.headers === null ? [s.status, s.body] : [s.status, s.body, s.headers];
    case 'json-response':
      return s.status === null ? [s.body] : [s.status, s.body];
    case 'file-open':
    case 'file-close':
    case 'file-read':
    case 'csv-read':
      return [s.file];
    case 'file-write':
    case 'csv-write':
      return [s.file, s.data];
    case 'db-connect':
      return [s.connection];
    case 'db-execute':
    case 'db-query':
      return [s.sql, s.params];
    case 'unsupported':
      return s.exprs;
    default:
      return [];
  }
}

/** The sub-expressions directly inside an expression. */
export function childrenOf(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'array':
      return e.items;
    case 'record':
      return e.pairs.map((p) => p.value);
    case 'shape': {
      const values = e.pairs.map((p) => p.value);
      return e.spread === null ? values : [e.spread, ...values];
    }
    case 'negate':
    case 'not':
    case 'try':
      return [e.operand];
    case 'arith':
    case 'and':
    case 'or':
      return [e.left, e.right];
    case 'compare':
      return e.operands;
    case 'index':
      return [e.target, e.index];
    case 'field':
      return [e.target];
    case 'call':
    case 'file-call':
      return e.args;
    case 'call-value':
      return [e.callee, ...e.args];
    case 'method':
      return [e.target, ...e.args];
    default:
      return [];
  }
}

/** Visits the anonymous functions written in `e`, not those inside them. */
export function forEachFunction(e: Expr, visit: (fn: FunctionNode) => void): void {
  if (e.kind === 'function') visit(e.fn);
  for (const c of childrenOf(e)) forEachFunction(c, visit);
}

/** The name a statement binds as a plain variable (§13.3 "binding statements"), if any. */
export function boundName(s: Stmt): string | null {
  switch (s.kind) {
    case 'assign':
    case 'declare':
    case 'fixed':
    case 'foreach':
    case 'input':
    case 'file-read':
    case 'csv-read':
    case 'db-query':
      return s.id.name;
    default:
      return null;
  }
}

/** Every name that `body` may bind or change, in any nested block, not inside functions (§9.2). */
export function boundNames(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const walk = (list: readonly Stmt[]): void => {
    for (const s of list) {
      const name = boundName(s);
      if (name !== null) names.add(name);
      if (s.kind === 'index-set' || s.kind === 'field-set') names.add(s.id.name);
      if (s.kind === 'attempt' && s.error !== null) names.add(s.error.name);
      for (const b of blocksOf(s)) walk(b);
    }
  };
  walk(body);
  return names;
}

/** The names a function reads, with those of functions nested in it, minus each one's own parameters (§13.3). */
export function readNames(fn: FunctionNode): Set<string> {
  const out = new Set<string>();
  const inExpr = (e: Expr): void => {
    if (e.kind === 'name') out.add(e.name);
    else if (e.kind === 'call') out.add(e.callee.name);
    else if (e.kind === 'function') for (const n of readNames(e.fn)) out.add(n);
    for (const c of childrenOf(e)) inExpr(c);
  };
  const inBody = (body: readonly Stmt[]): void => {
    for (const s of body) {
      if (s.kind === 'index-set' || s.kind === 'field-set') out.add(s.id.name);
      for (const e of expressionsOf(s)) inExpr(e);
      for (const b of blocksOf(s)) inBody(b);
    }
  };
  inBody(fn.body);
  for (const p of fn.params) out.delete(p.id.name);
  return out;
}
