// Owns a second, direct implementation of a part of the language: it walks the tree and prints, written from language.md
// §8 to §13, independent of emitter, linker and runtime. test/fuzz compares the two. Statements outside the part: Skip.
import type { Expr, FunctionNode, Stmt } from '../../packages/compiler/src/ast.ts';
import { captures } from './reference-captures.ts';
import * as V from './reference-value.ts';

type Val = V.Val;
type FunctionValue = Extract<Val, { t: 'function' }>;

class Return {
  readonly value: Val;
  constructor(value: Val) {
    this.value = value;
  }
}

export interface ReferenceOutcome {
  readonly printed: readonly string[];
  /** Id of the runtime error, or null. */
  readonly fault: string | null;
}

type Builtin = (args: readonly Val[]) => Val;
const wrong = (): never => {
  throw new V.RefFault('RUN-BUILTIN-ARG');
};
const result = (ok: boolean, v: Val): Val => ({ t: 'result', ok, v });

const length: Builtin = ([v]) => {
  if (v?.t === 'array') return V.num(v.items.length);
  if (v?.t === 'record') return V.num(v.map.size);
  return v?.t === 'text' ? V.num(V.letters(v.v).length) : wrong();
};
const append: Builtin = ([a, v]) => (a?.t === 'array' ? { t: 'array', items: [...a.items, v as Val] } : wrong());
const toNumber: Builtin = ([v]) => {
  const shown = V.display(v as Val);
  const n = V.numberOf(shown);
  return n === null ? result(false, V.text(`'${shown}' ஒரு எண் அல்ல  ('${shown}' is not a number)`)) : result(true, n);
};
const unwrap: Builtin = ([v]) => {
  if (v?.t !== 'result') return wrong();
  if (!v.ok) throw new V.RefFault('RUN-UNWRAP');
  return v.v;
};

/** Arity and implementation by spelling; spellings of one builtin share the object. */
const BUILTINS: ReadonlyMap<string, readonly [number, Builtin]> = new Map<string, readonly [number, Builtin]>(
  (
    [
      [['நீளம்', '_length'], 1, length],
      [['இணை', 'iNY', '_append'], 2, append],
      [['வகை'], 1, ([v]) => V.text(V.kindText(v as Val))],
      [['சொல்லாக்கு'], 1, ([v]) => V.text(V.display(v as Val))],
      [['எண்ணாக்கு'], 1, toNumber],
      [['சரி', '_ok'], 1, ([v]) => result(true, v as Val)],
      [['தவறு', '_err'], 1, ([v]) => result(false, v as Val)],
      [['சரியா'], 1, ([v]) => V.bool(v?.t === 'result' && v.ok)],
      [['தவறா'], 1, ([v]) => V.bool(v?.t === 'result' && !v.ok)],
      [['மதிப்பு'], 1, unwrap],
      [['இயல்பு'], 2, ([v, d]) => (v?.t === 'result' ? (v.ok ? v.v : (d as Val)) : wrong())],
      [['புலம்_உள்ளதா'], 2, ([r, k]) => (r?.t === 'record' ? V.bool(r.map.has(V.display(k as Val))) : wrong())],
      [['புலம்_அல்லது'], 3, ([r, k, d]) => (r?.t === 'record' ? (r.map.get(V.display(k as Val)) ?? (d as Val)) : wrong())],
      [['தரை'], 1, ([v]) => V.whole(V.toNumber(v as Val), false)],
      [['மேல்'], 1, ([v]) => V.whole(V.toNumber(v as Val), true)],
    ] as readonly (readonly [readonly string[], number, Builtin])[]
  ).flatMap(([names, arity, f]) => names.map((n) => [n, [arity, f] as const] as const)),
);

class Evaluator {
  readonly printed: string[] = [];
  private readonly globals = new Map<string, Val>();
  private readonly functions = new Map<string, FunctionNode>();
  private readonly captured: ReadonlyMap<FunctionNode, readonly string[]>;
  private locals: Map<string, Val> | null = null;
  private depth = 0;
  private steps = 0;

  constructor(program: readonly Stmt[]) {
    this.captured = captures(program);
    this.define(program);
  }

  /** A function is global wherever it stands (§11.1). */
  private define(statements: readonly Stmt[]): void {
    for (const s of statements) if (s.kind === 'function' && s.fn.id !== null) this.functions.set(s.fn.id.name, s.fn);
  }

  private tick(): void {
    if (this.steps++ > 100_000) throw new V.Skip();
  }

  block(statements: readonly Stmt[]): void {
    for (const s of statements) this.statement(s);
  }

  private statement(s: Stmt): void {
    this.tick();
    switch (s.kind) {
      case 'function':
        return;
      case 'assign':
        return this.bind(s.id.name, s.value === null ? V.num(0) : this.eval(s.value));
      case 'index-set': {
        const i = this.eval(s.index);
        const v = this.eval(s.value);
        return this.bind(s.id.name, this.withElement(this.read(s.id.name), i, v));
      }
      case 'field-set': {
        const v = this.eval(s.value);
        const x = this.read(s.id.name);
        if (x.t !== 'record') throw new V.RefFault('RUN-FLD-SET');
        return this.bind(s.id.name, { t: 'record', map: new Map(x.map).set(s.field.name, v) });
      }
      case 'print':
        this.printed.push(V.display(this.eval(s.value)));
        return;
      case 'effect':
        this.eval(s.expr);
        return;
      case 'return': {
        const v = s.value === null ? V.NIL : this.eval(s.value);
        if (this.locals === null) throw new V.RefFault('RUN-RETURN');
        throw new Return(v);
      }
      case 'if':
        if (V.truthy(this.eval(s.test))) this.block(s.then);
        else if (s.otherwise !== null) this.block(s.otherwise);
        return;
      case 'while':
        while (V.truthy(this.eval(s.test))) {
          this.tick();
          this.block(s.body);
        }
        return;
      case 'foreach':
        for (const item of this.itemsOf(this.eval(s.over))) {
          this.bind(s.id.name, item);
          this.block(s.body);
        }
        return;
      case 'attempt':
        return this.attempt(s);
      default:
        throw new V.Skip();
    }
  }

  /** The text of the error is not compared, so only a try that does not name it is of the part. */
  private attempt(s: Extract<Stmt, { kind: 'attempt' }>): void {
    if (s.error !== null) throw new V.Skip();
    try {
      this.block(s.body);
    } catch (e) {
      if (!(e instanceof V.RefFault)) throw e;
      this.block(s.handler);
    }
  }

  private itemsOf(v: Val): readonly Val[] {
    if (v.t === 'array') return v.items;
    if (v.t === 'record') return V.sortedKeys(v.map).map(V.text);
    if (v.t === 'text') return V.letters(v.v).map(V.text);
    throw new V.RefFault('RUN-ITER');
  }

  private withElement(x: Val, i: Val, v: Val): Val {
    if (x.t === 'record') return { t: 'record', map: new Map(x.map).set(V.display(i), v) };
    if (x.t !== 'array') throw new V.RefFault('RUN-IDX-SET');
    const at = this.position(i, x.items.length);
    return { t: 'array', items: x.items.map((item, k) => (k === at ? v : item)) };
  }

  private position(i: Val, count: number): number {
    const n = V.toNumber(i);
    if (V.compareNumbers(n, V.whole(n, true)) !== 0) throw new V.RefFault('RUN-IDX-WHOLE');
    const at = V.whole(n, true).c;
    if (at < 0n || at >= BigInt(count)) throw new V.RefFault('RUN-IDX-RANGE');
    return Number(at);
  }

  private bind(name: string, v: Val): void {
    (this.locals ?? this.globals).set(name, v);
  }

  private variable(name: string): Val | undefined {
    return this.locals?.get(name) ?? this.globals.get(name);
  }

  private read(name: string): Val {
    const v = this.variable(name);
    if (v !== undefined) return v;
    const fn = this.functions.get(name);
    const target = fn ?? BUILTINS.get(name)?.[1];
    if (target === undefined) throw new V.RefFault('RUN-UNDEF');
    return { t: 'function', name, target, captures: null, anonymous: false };
  }

  private eval(e: Expr): Val {
    this.tick();
    switch (e.kind) {
      case 'number':
        return V.numberOf(e.text) as V.Num;
      case 'string':
        return V.text(e.value);
      case 'boolean':
        return V.bool(e.value);
      case 'nil':
        return V.NIL;
      case 'name':
        return this.read(e.name);
      case 'array':
        return { t: 'array', items: e.items.map((x) => this.eval(x)) };
      case 'record': {
        const map = new Map<string, Val>();
        for (const p of e.pairs) {
          const v = this.eval(p.value);
          if (!map.has(p.key.name)) map.set(p.key.name, v);
        }
        return { t: 'record', map };
      }
      case 'negate':
        return V.arithmetic('-', V.num(0), V.toNumber(this.eval(e.operand)));
      case 'not':
        return V.bool(!V.truthy(this.eval(e.operand)));
      case 'arith': {
        const left = this.eval(e.left);
        const right = this.eval(e.right);
        return e.op === '&' ? V.concat(left, right) : V.arithmetic(e.op, V.toNumber(left), V.toNumber(right));
      }
      case 'compare':
        return V.bool(e.ops.every((op, i) => this.pair(op, e.operands[i] as Expr, e.operands[i + 1] as Expr)));
      case 'and':
        return V.bool(V.truthy(this.eval(e.left)) && V.truthy(this.eval(e.right)));
      case 'or':
        return V.bool(V.truthy(this.eval(e.left)) || V.truthy(this.eval(e.right)));
      case 'index': {
        const x = this.eval(e.target);
        return this.element(x, this.eval(e.index));
      }
      case 'field': {
        const x = this.eval(e.target);
        if (x.t !== 'record') throw new V.RefFault('RUN-NOTREC');
        return this.present(x.map.get(e.field.name));
      }
      case 'call':
        return this.callByName(e.callee.name, e.args.map((a) => this.eval(a)));
      case 'call-value': {
        const f = this.eval(e.callee);
        const args = e.args.map((a) => this.eval(a));
        if (f.t !== 'function') throw new V.RefFault('RUN-NOTFN');
        return this.call(f, args);
      }
      case 'try': {
        const v = this.eval(e.operand);
        if (v.t !== 'result') throw new V.RefFault('RUN-TRY-KIND');
        if (v.ok) return v.v;
        if (this.locals === null) throw new V.RefFault('RUN-TRY-TOP');
        throw new Return(v);
      }
      case 'function': {
        const names = this.captured.get(e.fn) ?? [];
        const kept = new Map(names.map((n) => [n, this.locals?.get(n) ?? V.NIL]));
        return { t: 'function', name: '', target: e.fn, captures: kept, anonymous: true };
      }
      default:
        throw new V.Skip();
    }
  }

  /** Middle operands of a chain are evaluated twice (§6.4). */
  private pair(op: string, a: Expr, b: Expr): boolean {
    const left = this.eval(a);
    return V.comparison(op, left, this.eval(b));
  }

  private present(v: Val | undefined): Val {
    if (v === undefined) throw new V.RefFault('RUN-NOFIELD');
    return v;
  }

  private element(x: Val, i: Val): Val {
    if (x.t === 'array') return x.items[this.position(i, x.items.length)] as Val;
    if (x.t === 'record') return this.present(x.map.get(V.display(i)));
    if (x.t !== 'text') throw new V.RefFault('RUN-IDX-KIND');
    const all = V.letters(x.v);
    return V.text(all[this.position(i, all.length)] as string);
  }

  private callByName(name: string, args: readonly Val[]): Val {
    const held = this.variable(name);
    if (held?.t === 'function') return this.call(held, args);
    const target = this.functions.get(name) ?? BUILTINS.get(name)?.[1];
    if (target === undefined) throw new V.RefFault('RUN-UNKNOWN-FN');
    return this.call({ t: 'function', name, target, captures: null, anonymous: false }, args);
  }

  private call(f: FunctionValue, args: readonly Val[]): Val {
    if (typeof f.target === 'function') {
      const builtin = BUILTINS.get(f.name) as readonly [number, Builtin];
      if (args.length !== builtin[0]) throw new V.RefFault('RUN-ARITY');
      return builtin[1](args);
    }
    const fn = f.target as FunctionNode;
    if (args.length !== fn.params.length) throw new V.RefFault('RUN-ARITY');
    if (this.depth >= 256) throw new V.RefFault('RUN-DEPTH');
    const outer = this.locals;
    const locals = new Map(f.captures ?? []);
    fn.params.forEach((p, i) => void locals.set(p.id.name, args[i] as Val));
    this.locals = locals;
    this.depth++;
    try {
      this.block(fn.body);
      return V.NIL;
    } catch (e) {
      if (e instanceof Return) return e.value;
      throw e;
    } finally {
      this.depth--;
      this.locals = outer;
    }
  }
}

/** Runs a parsed program; null when it is outside of what the reference can do. */
export function evaluate(program: readonly Stmt[]): ReferenceOutcome | null {
  const evaluator = new Evaluator(program);
  try {
    evaluator.block(program);
    return { printed: evaluator.printed, fault: null };
  } catch (e) {
    if (e instanceof V.RefFault) return { printed: evaluator.printed, fault: e.id };
    if (e instanceof V.Skip || e instanceof RangeError) return null;
    throw e;
  }
}
