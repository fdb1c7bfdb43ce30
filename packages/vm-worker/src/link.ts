// The linker ("the VM"): turns each bytecode function into one JavaScript function (architecture §3). Long because it is one
// table of cases over the opcodes. Constants and names go in by index, never user text pasted into code.
// A stack of JavaScript expressions stands for the operand stack; whatever is still pending is spilled into temporaries
// before a statement has to stand in the middle of an expression. Guarded by bench/decimal-loop and bench/append.
import { builtinById } from '@etamil/shared/builtin-table';
import type { FunctionImage, ProgramImage } from '@etamil/shared/bytecode-format';
import { type Instruction, instructions } from '@etamil/shared/code-reader';

interface Pending {
  readonly js: string;
  /** Already a JavaScript boolean. */
  readonly bool: boolean;
  /** Nesting of the expression text; deep ones are spilled so that the JavaScript parser's stack is never the limit. */
  readonly depth: number;
}

interface LogicRegion {
  readonly op: 'AND' | 'OR';
  readonly left: Pending;
  /** Lines of the code around the region; inside it `lines` is the region's own. */
  readonly outer: string[];
  /** Stack height below the left side. */
  readonly base: number;
}

const MAX_TEXT_DEPTH = 40;

/** Emits the JavaScript of one function. */
class FunctionLinker {
  private readonly p: ProgramImage;
  private readonly f: FunctionImage;
  private readonly index: number;
  private lines: string[] = [];
  private readonly stack: Pending[] = [];
  private readonly regions: LogicRegion[] = [];
  private temps = 0;
  /** Globals that live in JavaScript locals of this top-level function. */
  private readonly cached = new Set<number>();

  constructor(p: ProgramImage, index: number) {
    this.p = p;
    this.index = index;
    this.f = p.functions[index] as FunctionImage;
  }

  private get top(): boolean {
    return this.f.kind === 'top' || this.f.kind === 'prelude';
  }

  text(): string {
    for (const i of instructions(this.f.code)) this.instruction(i);
    const { f } = this;
    const params = Array.from({ length: f.params }, (_, i) => `l${f.captures + i}`);
    const head = ['R', ...(f.kind === 'anonymous' ? ['C'] : []), ...params, 'd'].join(', ');
    const locals: string[] = [];
    for (let i = 0; i < f.captures; i++) locals.push(`l${i} = C[${i}]`);
    for (let i = f.captures + f.params; i < f.locals; i++) locals.push(`l${i}`);
    for (const g of this.cached) locals.push(`g${g} = R.g[${g}]`);
    for (let i = 0; i < this.temps; i++) locals.push(`t${i}`);
    const declared = locals.length === 0 ? '' : `let ${locals.join(', ')};\n`;
    return `function${f.suspends ? '*' : ''} f${this.index}(${head}) {\n${declared}${this.lines.join('\n')}\nreturn null;\n}`;
  }

  private push(js: string, depth = 1, bool = false): void {
    if (depth <= MAX_TEXT_DEPTH) {
      this.stack.push({ js, bool, depth });
      return;
    }
    this.stack.push({ js, bool, depth });
    this.spill(this.regions.at(-1)?.base ?? 0);
  }

  private pop(): Pending {
    const top = this.stack.pop();
    if (top === undefined) throw new Error('stack underflow in linked code');
    return top;
  }

  private popMany(n: number): Pending[] {
    return this.stack.splice(this.stack.length - n, n);
  }

  private temp(): string {
    return `t${this.temps++}`;
  }

  /** Evaluates everything pending above `from` now, in order. */
  private spill(from: number): void {
    for (let i = from; i < this.stack.length; i++) {
      const v = this.stack[i] as Pending;
      if (v.depth === 0) continue;
      const t = this.temp();
      this.lines.push(`${t} = ${v.js};`);
      this.stack[i] = { js: t, bool: v.bool, depth: 0 };
    }
  }

  /** A variable operand as JavaScript to read. */
  private read(slot: number): string {
    if (slot % 2 === 0) return `l${slot / 2}`;
    return this.global((slot - 1) / 2);
  }

  private global(g: number): string {
    if (!this.top || this.p.globals[g]?.volatile === true) return `R.g[${g}]`;
    this.cached.add(g);
    return `g${g}`;
  }

  private write(slot: number, js: string): string {
    if (slot % 2 === 0) return `l${slot / 2} = ${js};`;
    const g = (slot - 1) / 2;
    const image = this.p.globals[g];
    if (!this.top || image?.volatile === true) return `R.g[${g}] = ${js};`;
    this.cached.add(g);
    return this.f.kind === 'prelude' || image?.escapes === true ? `R.g[${g}] = g${g} = ${js};` : `g${g} = ${js};`;
  }

  private condition(v: Pending): string {
    return v.bool ? v.js : `truthy(${v.js})`;
  }

  private binary(name: string, pc: number | null, bool = false): void {
    const [a, b] = this.popMany(2) as [Pending, Pending];
    const depth = Math.max(a.depth, b.depth) + 1;
    this.push(`${name}(${a.js}, ${b.js}${pc === null ? '' : `, ${pc}`})`, depth, bool);
  }

  private depthOf(values: readonly Pending[]): number {
    let d = 0;
    for (const v of values) if (v.depth > d) d = v.depth;
    return d + 1;
  }

  private call(js: string, suspends: boolean, depth: number): void {
    this.push(suspends ? `(yield* ${js})` : js, depth);
  }

  /** The callee's depth, with fuel and depth looked at together. */
  private enter(pc: number): string {
    return `--R.fuel > 0 && d < 256 ? d + 1 : enter(R, d, ${pc})`;
  }

  private instruction(i: Instruction): void {
    const [a = 0, b = 0, c = 0, e = 0] = i.args;
    const S = (n: number): string => `S[${n}]`;
    switch (i.info.name) {
      case 'NUM': {
        const text = this.p.numbers[a] ?? '0';
        const small = /^\d{1,15}$/.test(text);
        return this.push(small ? String(Number(text)) : `k${a}`);
      }
      case 'STR':
        return this.push(S(a));
      case 'TRUE':
        return this.push('true', 1, true);
      case 'FALSE':
        return this.push('false', 1, true);
      case 'NIL':
        return this.push('null');
      case 'VAR':
        return this.push(this.read(a));
      case 'CAPTURE':
        return this.push(`(${this.read(a)} ?? null)`);
      case 'NAME':
        return this.name(a, b, c);
      case 'SHARE': {
        const v = this.pop();
        return this.push(`share(${v.js})`, v.depth + 1);
      }
      case 'SET':
        this.lines.push(this.write(a, this.pop().js));
        return;
      case 'ADD':
        return this.binary('add', a);
      case 'SUB':
        return this.binary('sub', a);
      case 'MUL':
        return this.binary('mul', a);
      case 'DIV':
        return this.binary('div', a);
      case 'CONCAT': {
        const [x, y] = this.popMany(2) as [Pending, Pending];
        return this.push(`concat(R, ${x.js}, ${y.js}, ${a})`, Math.max(x.depth, y.depth) + 1);
      }
      case 'NEG': {
        const v = this.pop();
        return this.push(`neg(${v.js})`, v.depth + 1);
      }
      case 'NOT': {
        const v = this.pop();
        return this.push(`!${this.condition(v)}`, v.depth + 1, true);
      }
      case 'EQ':
        return this.binary('eq', null, true);
      case 'NE':
        this.binary('eq', null, true);
        return this.not();
      case 'LT':
        return this.binary('lt', null, true);
      case 'LE':
        return this.binary('le', null, true);
      case 'GT':
        return this.swapped('lt');
      case 'GE':
        return this.swapped('le');
      case 'AND':
      case 'OR':
        return this.logic(i.info.name);
      case 'LOGIC_END':
        return this.logicEnd();
      case 'ARRAY': {
        const items = this.popMany(a);
        return this.push(`makeArray(R, [${items.map((v) => v.js).join(', ')}], ${b})`, this.depthOf(items));
      }
      case 'RECORD': {
        const values = this.popMany(a);
        const keys = i.keys.map(S).join(', ');
        return this.push(`makeRecord(R, [${keys}], [${values.map((v) => v.js).join(', ')}], ${b})`, this.depthOf(values));
      }
      case 'SHAPE_NEW': {
        const values = this.popMany(i.keys.length);
        const base = b === 1 ? this.pop() : null;
        const keys = i.keys.map(S).join(', ');
        const list = values.map((v) => v.js).join(', ');
        const depth = Math.max(this.depthOf(values), (base?.depth ?? 0) + 1);
        return this.push(`makeShape(R, T.shapes[${a}], ${base?.js ?? 'undefined'}, [${keys}], [${list}], ${e})`, depth);
      }
      case 'INDEX': {
        const [x, y] = this.popMany(2) as [Pending, Pending];
        return this.push(`index(R, ${x.js}, ${y.js}, ${a})`, Math.max(x.depth, y.depth) + 1);
      }
      case 'FIELD': {
        const v = this.pop();
        return this.push(`field(${v.js}, ${S(a)}, ${b})`, v.depth + 1);
      }
      case 'CALL_FN': {
        const args = this.popMany(b);
        const callee = this.p.functions[a];
        const list = ['R', ...args.map((v) => v.js), this.enter(c)].join(', ');
        return this.call(`f${a}(${list})`, callee?.suspends === true, this.depthOf(args));
      }
      case 'CALL_BUILTIN':
        return this.builtin(a, c, e);
      case 'CALL_NAME': {
        const args = this.popMany(c);
        const entry = this.p.names[b];
        const local = a === 0 ? 'undefined' : this.read(a - 1);
        // a global of this very function is written back, so the table is current for functions only; name it here
        const global = this.top && entry !== undefined && entry.global >= 0 ? this.global(entry.global) : local;
        const list = args.map((v) => v.js).join(', ');
        const js = `(R, T, ${global}, ${b}, [${list}], d, ${e})`;
        return this.dynamic('callName', js, this.nameSuspends(b), this.depthOf(args));
      }
      case 'CALL_VALUE': {
        const args = this.popMany(a);
        const f = this.pop();
        const js = `(R, T, ${f.js}, [${args.map((v) => v.js).join(', ')}], d, ${b})`;
        return this.dynamic('callValue', js, this.p.dynamicSuspends, Math.max(f.depth + 1, this.depthOf(args)));
      }
      case 'METHOD': {
        const args = this.popMany(b);
        const x = this.pop();
        const js = `(R, T, ${x.js}, ${S(a)}, [${args.map((v) => v.js).join(', ')}], d, ${c})`;
        return this.dynamic('callMethod', js, this.methodSuspends(a), Math.max(x.depth + 1, this.depthOf(args)));
      }
      case 'CONVERT': {
        const v = this.pop();
        return this.push(`convert(R, T.shapes[${a}], ${v.js}, ${b})`, v.depth + 1);
      }
      case 'TRY':
        return this.try(a, b);
      case 'CLOSURE': {
        const values = this.popMany(b);
        const list = values.map((v) => v.js).join(', ');
        return this.push(`closure(R, ${a}, [${list}], ${c})`, this.depthOf(values));
      }
      case 'POP':
        this.lines.push(`${this.pop().js};`);
        return;
      case 'PRINT':
        this.lines.push(`print(R, ${this.pop().js}, ${a});`);
        return;
      case 'INPUT':
        return this.push(`input(R, ${a})`);
      case 'RETURN': {
        const v = this.pop();
        this.lines.push(`return ${v.js};`);
        return;
      }
      case 'RETURN_TOP':
        this.lines.push(`returnTop(${this.pop().js}, ${a});`);
        return;
      case 'SET_INDEX': {
        const [x, v] = this.popMany(2) as [Pending, Pending];
        this.lines.push(this.write(a, `setIndex(R, ${x.js}, ${v.js}, ${this.current(a, b, c)}, T.names[${b}].name, ${c})`));
        return;
      }
      case 'SET_FIELD': {
        const v = this.pop();
        this.lines.push(this.write(a, `setField(R, ${v.js}, ${this.current(a, c, e)}, ${S(b)}, T.names[${c}].name, ${e})`));
        return;
      }
      case 'APPEND': {
        const v = this.pop();
        this.lines.push(this.write(a, `append(R, ${v.js}, ${this.current(a, b, e)}, ${e})`));
        return;
      }
      case 'IF':
        this.lines.push(`if (${this.condition(this.pop())}) {`);
        return;
      case 'ELSE':
        this.lines.push('} else {');
        return;
      case 'END':
        this.lines.push('}');
        return;
      case 'LOOP':
        this.lines.push('for (;;) {');
        return;
      case 'TEST':
        this.lines.push(`if (!(${this.condition(this.pop())})) break;`);
        return;
      case 'LOOP_END':
        this.lines.push(`if (--R.fuel <= 0) tick(R, ${a});\n}`);
        return;
      case 'FOREACH': {
        const list = this.temp();
        const at = this.temp();
        this.lines.push(`${list} = iterate(R, ${this.pop().js}, ${b});`);
        this.lines.push(`for (${at} = 0; ${at} < ${list}.len; ${at}++) {`);
        this.lines.push(this.write(a, `share(${list}.buf[${at}])`));
        return;
      }
      case 'FOREACH_END':
        this.lines.push(`if (--R.fuel <= 0) tick(R, ${a});\n}`);
        return;
      case 'ATTEMPT':
        this.attempts.push(a);
        this.lines.push('try {');
        return;
      case 'CATCH': {
        const slot = this.attempts.pop() ?? 0;
        this.lines.push('} catch (x) { x = caught(x);');
        if (slot > 0) this.lines.push(this.write(slot - 1, 'x'));
        return;
      }
      case 'RESPONSE': {
        const values = this.popMany(2 + a).map((v) => v.js);
        if (a === 0) values.push('null');
        this.lines.push(`respond(R, ${values.join(', ')}, ${b});`);
        return;
      }
      case 'JSON_RESPONSE': {
        const [status, body] = this.popMany(2) as [Pending, Pending];
        this.lines.push(`respondJson(R, ${status.js}, ${body.js}, ${a});`);
        return;
      }
      case 'UNSUPPORTED':
        this.lines.push(`unsupported(${S(a)}, ${b});`);
        return;
      case 'STOP_SERVER':
        this.lines.push('R.host.stopServer();');
        return;
    }
  }

  private readonly attempts: number[] = [];

  private not(): void {
    const v = this.pop();
    this.push(`!${v.js}`, v.depth + 1, true);
  }

  /** `a > b` as `b < a`; both sides still in order, so complex ones go through temporaries. */
  private swapped(name: 'lt' | 'le'): void {
    const [a, b] = this.popMany(2) as [Pending, Pending];
    const depth = Math.max(a.depth, b.depth) + 1;
    this.push(`${name === 'lt' ? 'gt' : 'ge'}(${a.js}, ${b.js})`, depth, true);
  }

  private name(opt: number, n: number, pc: number): void {
    const g = this.p.names[n]?.global ?? -1;
    const global = g < 0 ? 'undefined' : this.global(g);
    if (opt === 0) return this.push(`named(T, ${global}, ${n}, ${pc})`);
    const local = this.read(opt - 1);
    this.push(`(${local} !== undefined ? ${local} : named(T, ${global}, ${n}, ${pc}))`);
  }

  /** What a variable holds now, for a change of a part of it. */
  private current(slot: number, n: number, pc: number): string {
    const js = this.read(slot);
    if (slot % 2 === 1) return `named(T, ${js}, ${n}, ${pc})`;
    const g = this.p.names[n]?.global ?? -1;
    return `(${js} !== undefined ? ${js} : owned(T, undefined, R.g[${g}], ${n}, ${pc}))`;
  }

  private logic(op: 'AND' | 'OR'): void {
    const left = this.pop();
    this.regions.push({ op, left, outer: this.lines, base: this.stack.length });
    this.lines = [];
  }

  private logicEnd(): void {
    const region = this.regions.pop();
    if (region === undefined) throw new Error('logic region without a start');
    const inner = this.lines;
    const right = this.pop();
    this.lines = region.outer;
    if (inner.length === 0) {
      const js = `(${this.condition(region.left)} ${region.op === 'AND' ? '&&' : '||'} ${this.condition(right)})`;
      return this.push(js, Math.max(region.left.depth, right.depth) + 1, true);
    }
    this.spill(this.regions.at(-1)?.base ?? 0);
    const t = this.temp();
    this.lines.push(`${t} = ${this.condition(region.left)};`, `if (${region.op === 'AND' ? t : `!${t}`}) {`);
    this.lines.push(...inner, `${t} = ${this.condition(right)};`, '}');
    this.stack.push({ js: t, bool: true, depth: 0 });
  }

  private builtin(id: number, argc: number, pc: number): void {
    const args = this.popMany(argc);
    const depth = this.depthOf(args);
    const texts = args.map((v) => v.js);
    const info = builtinById(this.p.strings[id] ?? '');
    // the position is set after the arguments have run, by the last of them
    const last = texts.pop();
    const list = last === undefined ? `(R.pc = ${pc}, R)` : ['R', ...texts, `at(R, ${last}, ${pc})`].join(', ');
    const js = `B[${id}](${list})`;
    this.push(info?.suspends === true ? `(yield ${js})` : js, depth);
  }

  private dynamic(fn: string, args: string, suspends: boolean, depth: number): void {
    this.call(`${fn}${suspends ? 'G' : ''}${args}`, suspends, depth);
  }

  private nameSuspends(n: number): boolean {
    const entry = this.p.names[n];
    if (entry === undefined || this.p.dynamicSuspends) return this.f.suspends;
    if (entry.fn >= 0) return this.p.functions[entry.fn]?.suspends === true;
    return entry.builtin !== '' && builtinById(entry.builtin)?.suspends === true;
  }

  private methodSuspends(name: number): boolean {
    if (this.p.dynamicSuspends) return true;
    const text = this.p.strings[name];
    return this.p.shapes.some((s) => s.methods.some((m) => m.name === text && this.p.functions[m.fn]?.suspends === true));
  }

  private try(inFunction: number, pc: number): void {
    const v = this.pop();
    if (inFunction === 0) return this.push(`tryTop(${v.js}, ${pc})`, v.depth + 1);
    this.spill(this.regions.at(-1)?.base ?? 0);
    const t = this.temp();
    this.lines.push(`${t} = resultOf(${v.js}, ${pc});`, `if (!${t}.ok) return ${t};`);
    this.stack.push({ js: `${t}.value`, bool: false, depth: 1 });
  }
}

/** The JavaScript text of a program: a function body that takes `rt` and answers the linked functions in order. */
export function linkText(p: ProgramImage, prelude: string): string {
  const functions = p.functions.map((_, i) => new FunctionLinker(p, i).text());
  const list = p.functions.map((_, i) => `f${i}`).join(', ');
  const constants = p.numbers.map((_, i) => `const k${i} = K[${i}];`).join('');
  return `'use strict';\n${prelude}\n${constants}\n${functions.join('\n')}\nreturn [${list}];`;
}
