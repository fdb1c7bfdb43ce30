// Owns which names an anonymous function captures (spec language.md §13.3), found on the tree, for the reference evaluator.
import type { Expr, FunctionNode, Stmt } from '../../packages/compiler/src/ast.ts';

/** Every expression directly inside an expression. */
function parts(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'array':
      return e.items;
    case 'record':
      return e.pairs.map((p) => p.value);
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
      return e.args;
    case 'call-value':
      return [e.callee, ...e.args];
    case 'method':
      return [e.target, ...e.args];
    default:
      return [];
  }
}

/** Expressions of a statement, blocks within it, and names: read as a target, bound before the blocks. */
function anatomy(s: Stmt): { exprs: readonly Expr[]; blocks: readonly (readonly Stmt[])[]; reads?: string; binds?: string } {
  switch (s.kind) {
    case 'assign':
      return { exprs: s.value === null ? [] : [s.value], blocks: [], binds: s.id.name };
    case 'index-set':
      return { exprs: [s.index, s.value], blocks: [], reads: s.id.name };
    case 'field-set':
      return { exprs: [s.value], blocks: [], reads: s.id.name };
    case 'print':
      return { exprs: [s.value], blocks: [] };
    case 'effect':
      return { exprs: [s.expr], blocks: [] };
    case 'return':
      return { exprs: s.value === null ? [] : [s.value], blocks: [] };
    case 'if':
      return { exprs: [s.test], blocks: s.otherwise === null ? [s.then] : [s.then, s.otherwise] };
    case 'while':
      return { exprs: [s.test], blocks: [s.body] };
    case 'attempt':
      return { exprs: [], blocks: [s.body, s.handler] };
    case 'foreach':
      return { exprs: [s.over], blocks: [s.body], binds: s.id.name };
    default:
      return { exprs: [], blocks: [] };
  }
}

/** Names the body reads, through functions nested in it, minus the parameters of the function that reads them. */
function readsOf(fn: FunctionNode): Set<string> {
  const found = new Set<string>();
  const expr = (e: Expr): void => {
    if (e.kind === 'name') found.add(e.name);
    if (e.kind === 'call') found.add(e.callee.name);
    if (e.kind === 'function') for (const n of readsOf(e.fn)) found.add(n);
    parts(e).forEach(expr);
  };
  const statement = (s: Stmt): void => {
    const { exprs, blocks, reads } = anatomy(s);
    if (reads !== undefined) found.add(reads);
    exprs.forEach(expr);
    for (const b of blocks) b.forEach(statement);
  };
  fn.body.forEach(statement);
  for (const p of fn.params) found.delete(p.id.name);
  return found;
}

/** The captured names of every anonymous function of the program. */
export function captures(program: readonly Stmt[]): ReadonlyMap<FunctionNode, readonly string[]> {
  const out = new Map<FunctionNode, readonly string[]>();
  const inside = (fn: FunctionNode, own: readonly string[]): void => {
    walk(fn.body, new Set([...fn.params.map((p) => p.id.name), ...own]));
  };
  /** `known` null: the top level, where nothing is captured. */
  const walk = (statements: readonly Stmt[], known: Set<string> | null): void => {
    const expr = (e: Expr): void => {
      if (e.kind === 'function') {
        const names = known === null ? [] : [...readsOf(e.fn)].filter((n) => known.has(n));
        out.set(e.fn, names);
        inside(e.fn, names);
      }
      parts(e).forEach(expr);
    };
    for (const s of statements) {
      if (s.kind === 'function') {
        inside(s.fn, []);
        continue;
      }
      const { exprs, blocks, binds } = anatomy(s);
      exprs.forEach(expr);
      if (binds !== undefined) known?.add(binds);
      for (const b of blocks) walk(b, known);
    }
  };
  walk(program, null);
  return out;
}
