// Owns random expressions (spec language.md §5.2). Types are hints: an operand is sometimes of another kind on purpose.
// `subset` keeps to what reference.ts evaluates.
import type { Random } from './random.ts';
import { FIELDS, FUNCTIONS, METHODS, NUMBERS, PLAIN_VARIABLES, PURE_BUILTINS, TEXTS, VARIABLES, word } from './vocabulary.ts';

export type Kind = 'number' | 'text' | 'boolean' | 'array' | 'record' | 'shape' | 'function' | 'result' | 'nil';
const KINDS: readonly Kind[] = ['number', 'number', 'number', 'text', 'text', 'boolean', 'array', 'record', 'shape', 'function', 'result', 'nil'];

/** Builtins the reference evaluator knows: spelling, kinds of arguments, kind of the answer. */
const SUBSET_BUILTINS: readonly (readonly [string, readonly Kind[], Kind])[] = [
  ['நீளம்', ['array'], 'number'],
  ['_length', ['text'], 'number'],
  ['இணை', ['array', 'number'], 'array'],
  ['_append', ['array', 'text'], 'array'],
  ['வகை', ['number'], 'text'],
  ['சொல்லாக்கு', ['number'], 'text'],
  ['எண்ணாக்கு', ['text'], 'result'],
  ['சரி', ['number'], 'result'],
  ['தவறு', ['text'], 'result'],
  ['சரியா', ['result'], 'boolean'],
  ['தவறா', ['result'], 'boolean'],
  ['மதிப்பு', ['result'], 'number'],
  ['இயல்பு', ['result', 'number'], 'number'],
  ['புலம்_உள்ளதா', ['record', 'text'], 'boolean'],
  ['புலம்_அல்லது', ['record', 'text', 'number'], 'number'],
  ['தரை', ['number'], 'number'],
  ['மேல்', ['number'], 'number'],
];

export interface FunctionShape {
  readonly name: string;
  readonly params: number;
}

export interface ShapeShape {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly kind: Kind }[];
  readonly methods: readonly { readonly name: string; readonly params: number; readonly receiver: boolean }[];
}

/** What is in reach where an expression is made. */
export interface Surroundings {
  readonly variables: Map<string, Kind>;
  readonly functions: readonly FunctionShape[];
  readonly shapes: readonly ShapeShape[];
  readonly inFunction: boolean;
  /** No shape literal here (§5.4). */
  readonly head?: boolean;
}

export interface BlockMaker {
  /** The text of `{ … }` of an anonymous function with these parameters. */
  functionBody(params: readonly string[], around: Surroundings, depth: number): string;
}

export class ExpressionMaker {
  private readonly r: Random;
  private readonly subset: boolean;
  private readonly blocks: BlockMaker;

  constructor(r: Random, subset: boolean, blocks: BlockMaker) {
    this.r = r;
    this.subset = subset;
    this.blocks = blocks;
  }

  kind(): Kind {
    const k = this.r.pick(KINDS);
    return this.subset && k === 'shape' ? 'record' : k;
  }

  name(): string {
    return this.r.pick(this.r.chance(70) ? PLAIN_VARIABLES : VARIABLES);
  }

  /** An expression that is probably of that kind. */
  of(kind: Kind, around: Surroundings, depth: number): string {
    const { r } = this;
    const wanted = r.chance(93) ? kind : this.kind();
    if (depth <= 0) return this.leaf(wanted, around);
    if (r.chance(22)) return this.variable(wanted, around);
    if (r.chance(5)) return `(${this.of(wanted, around, depth - 1)})`;
    if (r.chance(4)) return this.step(around, depth - 1);
    if (r.chance(6)) return this.call(around, depth - 1, wanted);
    const d = depth - 1;
    const e = (k: Kind): string => this.of(k, around, d);
    switch (wanted) {
      case 'number':
        return r.weighted<() => string>([
          [8, () => this.leaf('number', around)],
          [20, () => `${e('number')} ${r.pick(['+', '-', '*', '/', '+', '-', '*'])} ${e('number')}`],
          [6, () => `(${e('number')} ${r.pick(['+', '-', '*', '/'])} ${e('number')})`],
          [4, () => `-${this.of('number', around, 0)}`],
          [3, () => `-(${e('number')})`],
          [4, () => `நீளம்(${e(r.pick(['array', 'text', 'record']))})`],
          [3, () => `${this.variable('array', around)}[${this.index(around, d)}]`],
          [3, () => `${this.variable('record', around)}.${this.field()}`],
        ])();
      case 'text':
        return r.weighted<() => string>([
          [8, () => this.leaf('text', around)],
          [14, () => `${e('text')} & ${e(this.kind())}`],
          [4, () => `(${e('text')} & (${e('number')}))`],
          [3, () => `${this.variable('text', around)}[${this.index(around, d)}]`],
          [3, () => `வகை(${e(this.kind())})`],
          [2, () => `சொல்லாக்கு(${e(this.kind())})`],
        ])();
      case 'boolean':
        return r.weighted<() => string>([
          [3, () => this.leaf('boolean', around)],
          [12, () => `${e('number')} ${this.comparison()} ${e('number')}`],
          [4, () => `${e('text')} ${this.comparison()} ${e('text')}`],
          [4, () => `${e(this.kind())} ${this.comparison()} ${e(this.kind())}`],
          [4, () => `${e('number')} ${this.comparison()} ${this.repeatable(around)} ${this.comparison()} ${e('number')}`],
          [5, () => `${e('boolean')} ${word(r, r.chance(50) ? 'And' : 'Or')} ${e(this.kind())}`],
          [3, () => `(${e('boolean')} ${word(r, r.chance(50) ? 'And' : 'Or')} ${e('boolean')})`],
          [4, () => `${word(r, 'Not')} ${e('boolean')}`],
          [1, () => `(1 + ${word(r, 'Not')} ${this.of('boolean', around, 0)})`],
        ])();
      case 'array':
        return `[${this.list(() => e(this.kind()), 4)}]`;
      case 'record':
        return this.record(around, d);
      case 'shape':
        return this.shape(around, d);
      case 'result':
        return r.chance(70) ? `${r.pick(['சரி', 'தவறு', '_ok', '_err'])}(${e(this.kind())})` : `எண்ணாக்கு(${e('text')})`;
      case 'function':
        return this.closure(around, d);
      case 'nil':
        return this.leaf('nil', around);
    }
  }

  any(around: Surroundings, depth: number): string {
    return this.of(this.kind(), around, depth);
  }

  index(around: Surroundings, depth: number): string {
    const { r } = this;
    return r.weighted<() => string>([
      [6, () => '0'],
      [2, () => '1'],
      [1, () => '"x"'],
      [1, () => 'நீளம்([])'],
      [2, () => this.any(around, depth)],
    ])();
  }

  field(): string {
    const { r } = this;
    const name = r.chance(70) ? r.pick(['அ', 'x', 'y']) : r.pick(FIELDS);
    return r.chance(12) ? `"${r.pick([...FIELDS, 'உடல்', 'a b', '5'])}"` : name;
  }

  list(item: () => string, most: number): string {
    return Array.from({ length: this.r.below(most + 1) }, item).join(', ');
  }

  /** `f(…)`, a builtin, a method or the call of a value. */
  call(around: Surroundings, depth: number, wanted: Kind = 'number'): string {
    const { r } = this;
    const anyArgs = (n: number): string => Array.from({ length: n }, () => this.any(around, depth)).join(', ');
    const arity = (n: number): number => (r.chance(96) ? n : r.below(4));
    if (around.functions.length > 0 && r.chance(45)) {
      const f = r.pick(around.functions);
      return `${f.name}(${anyArgs(arity(f.params))})`;
    }
    if (this.subset && r.chance(25)) return this.valueCall(around, depth);
    if (this.subset || r.chance(30)) {
      const fitting = SUBSET_BUILTINS.filter((b) => b[2] === wanted);
      const [name, kinds] = r.pick(fitting.length > 0 ? fitting : SUBSET_BUILTINS);
      if (r.chance(3)) return `${name}(${anyArgs(r.below(3))})`;
      return `${name}(${kinds.map((k) => this.of(k, around, depth)).join(', ')})`;
    }
    return r.weighted<() => string>([
      [12, () => this.builtin(around, depth)],
      [6, () => this.valueCall(around, depth)],
      [3, () => `${this.variable('shape', around)}.${r.pick(METHODS)}(${anyArgs(r.below(3))})`],
      [2, () => `${this.shapeName(around)}.${r.pick(METHODS)}(${anyArgs(r.below(3))})`],
      [3, () => `${this.shapeName(around)}(${this.of('record', around, depth)})`],
      [1, () => `${r.pick(FUNCTIONS)}(${anyArgs(r.below(4))})`],
    ])();
  }

  /** A variable, an element or an anonymous function, called. */
  private valueCall(around: Surroundings, depth: number): string {
    const { r } = this;
    const args = Array.from({ length: r.below(3) }, () => this.any(around, depth)).join(', ');
    return `${r.pick([() => this.variable('function', around), () => `${this.variable('array', around)}[0]`, () => `(${this.closure(around, depth)})`])()}(${args})`;
  }

  private builtin(around: Surroundings, depth: number): string {
    const { r } = this;
    const b = r.pick(PURE_BUILTINS);
    const n = r.chance(97) ? r.between(b.arity, b.arityMax) : r.below(4);
    const hint: Kind = /^(sort|join|fromBytes|append)/.test(b.id) ? 'array' : /Field/.test(b.id) ? 'record' : 'text';
    const args = Array.from({ length: n }, (_, i) => this.of(i === 0 && r.chance(70) ? hint : this.kind(), around, depth));
    return `${r.pick(b.names)}(${args.join(', ')})`;
  }

  /** Postfixes on something: index, field, `?`. */
  private step(around: Surroundings, depth: number): string {
    const { r } = this;
    const on = this.variable(r.pick(['array', 'record', 'text', 'shape', 'result']), around);
    return r.weighted<() => string>([
      [6, () => `${on}[${this.index(around, depth)}]`],
      [4, () => `${on}.${this.field()}`],
      [2, () => `${this.of('array', around, depth).replace(/^[^[({"].*$/s, '[1, 2]')}[${this.of('number', around, 0)}]`],
      [around.inFunction ? 5 : 1, () => `${this.of('result', around, 0)}?`],
      [1, () => `${on}[0][${this.of('number', around, 0)}]`],
    ])();
  }

  private comparison(): string {
    return this.r.pick(['==', '!=', '<', '<=', '>', '>=']);
  }

  private repeatable(around: Surroundings): string {
    const { r } = this;
    return r.chance(60) ? this.variable('number', around) : r.pick([r.pick(NUMBERS), `"${r.pick(['a', '5', 'அ'])}"`, word(r, 'True'), `${this.variable('array', around)}[0]`]);
  }

  private variable(kind: Kind, around: Surroundings): string {
    const { r } = this;
    const known = [...around.variables].filter(([, k]) => k === kind).map(([n]) => n);
    if (known.length > 0 && r.chance(92)) return r.pick(known);
    const others = [...around.variables.keys()];
    if (others.length > 0 && r.chance(92)) return r.pick(others);
    return r.chance(96) ? this.leaf(kind, around) : this.name();
  }

  private leaf(kind: Kind, around: Surroundings): string {
    const { r } = this;
    switch (kind) {
      case 'number':
        return r.chance(60) ? String(r.below(12)) : r.pick(NUMBERS);
      case 'text':
        return this.text();
      case 'boolean':
        return word(r, r.chance(50) ? 'True' : 'False');
      case 'array':
        return r.pick(['[]', '[1, 2, 3]', '["அ", 1.5]', '[[1], [2, 3]]', `[${this.text()}]`]);
      case 'record':
        return r.pick(['{}', '{அ: 1}', '{"உடல்": 2, x: "y", அ: 1.5, y: 0}', '{y: 1, x: 2, அ: {x: 1}}', '{y: 1, x: 2, y: 3}']);
      case 'shape':
        return around.shapes.length > 0 && around.head !== true ? this.shape(around, 0) : '{x: 1}';
      case 'result':
        return r.pick(['சரி(1)', 'தவறு("பிழை")']);
      case 'function':
        return around.functions.length > 0 ? r.pick(around.functions).name : 'நீளம்';
      case 'nil':
        return this.subset || r.chance(70) ? word(r, 'Null') : 'nil';
    }
  }

  text(): string {
    const { r } = this;
    if (!this.subset && r.chance(8)) return r.pick(['"\\n\\t\\r"', '"\\q\\u0B95"', '"வரி\nஇரண்டு"', '"\\"\\\\"', '"//"']);
    return `"${r.pick(TEXTS).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  }

  private record(around: Surroundings, depth: number): string {
    return `{${this.list(() => `${this.field()}: ${this.any({ ...around, head: false }, depth)}`, 3)}}`;
  }

  private shapeName(around: Surroundings): string {
    return around.shapes.length > 0 && this.r.chance(95) ? this.r.pick(around.shapes).name : 'P';
  }

  private shape(around: Surroundings, depth: number): string {
    const { r } = this;
    if (around.shapes.length === 0 || around.head === true) return this.record(around, depth);
    const s = r.pick(around.shapes);
    const fields = s.fields.filter(() => r.chance(98)).map((f) => `${f.name}: ${this.of(f.kind, around, depth)}`);
    if (r.chance(15)) return `${s.name}{${fields.slice(0, r.below(2)).concat(`..${this.variable('shape', around)}`).join(', ')}}`;
    return `${s.name}{${fields.join(', ')}${fields.length > 0 && r.chance(10) ? ',' : ''}}`;
  }

  private closure(around: Surroundings, depth: number): string {
    const { r } = this;
    const params = [...new Set(Array.from({ length: r.below(3) }, () => this.name()))];
    const typed = params.map((p) => (!this.subset && r.chance(15) ? `${word(r, 'IntegerType')} ${p}` : p));
    return `${word(r, 'Function')}(${typed.join(', ')}) ${this.blocks.functionBody(params, around, depth)}`;
  }
}
