// Owns random programs that are mostly valid eTamil (spec language.md §5.1): statements, functions, shapes, routes.
// `subset` keeps to what reference.ts evaluates. Expressions are generate-expression.ts'.
import { ExpressionMaker, type FunctionShape, type Kind, type ShapeShape, type Surroundings } from './generate-expression.ts';
import type { KeywordName } from '../../packages/shared/src/keywords.ts';
import type { Random } from './random.ts';
import { FIELDS, FUNCTIONS, METHODS, PLAIN_VARIABLES, SHAPES, VARIABLES, word } from './vocabulary.ts';

type Scope = Surroundings & { functions: readonly FunctionShape[] };

class ProgramMaker {
  private readonly r: Random;
  private readonly subset: boolean;
  private readonly e: ExpressionMaker;
  /** Loop counters have names of their own, so that loops end. */
  private counters = 0;
  private budget: number;

  constructor(r: Random, subset: boolean) {
    this.r = r;
    this.subset = subset;
    this.budget = r.between(4, 40);
    this.e = new ExpressionMaker(r, subset, { functionBody: (p, around, depth) => this.body(p, around, depth) });
  }

  program(): string {
    const { r } = this;
    const lines: string[] = [];
    const shapes: ShapeShape[] = [];
    const functions: FunctionShape[] = [];
    if (!this.subset) while (r.chance(35) && shapes.length < 3) lines.push(this.shape(shapes, functions));
    while (r.chance(55) && functions.length < 4) {
      const name = r.pick(FUNCTIONS);
      const params = [...new Set(Array.from({ length: r.below(4) }, () => r.pick(PLAIN_VARIABLES)))];
      lines.push(this.namedFunction(name, params, { functions: r.chance(85) ? functions.slice() : functions, shapes }));
      functions.push({ name, params: params.length });
    }
    const top: Scope = { variables: new Map(), functions, shapes, inFunction: false };
    if (r.chance(90)) lines.push(...this.firstVariables(top));
    if (!this.subset && r.chance(4)) lines.push(`${word(r, 'StartServer')} "127.0.0.1", 0;`);
    while (this.budget > 0) lines.push(this.statement(top, 3));
    if (!this.subset) while (r.chance(25)) lines.push(this.server(top));
    if (r.chance(4)) lines.unshift(lines.pop() as string);
    for (const name of top.variables.keys()) if (r.chance(60)) lines.push(`${word(r, 'Print')} ${name};`);
    return lines.join(r.chance(90) ? '\n' : r.pick([' ', '\n\n// குறிப்பு "\n', '\r\n', '\t']));
  }

  /** Something of every kind to work with, so that most programs get beyond their first lines. */
  private firstVariables(s: Scope): string[] {
    const kinds: readonly Kind[] = ['number', 'text', 'array', 'record', 'number', 'text', 'function', 'array', 'result', 'shape'];
    return PLAIN_VARIABLES.map((name, i) => {
      const kind = this.subset && kinds[i] === 'shape' ? 'boolean' : (kinds[i] as Kind);
      const value = this.e.of(kind, { ...s, variables: new Map() }, this.r.chance(50) ? 0 : 1);
      s.variables.set(name, kind);
      return `${name} = ${value};`;
    });
  }

  /** `{ … }` of a function, closing with a return mostly. */
  private body(params: readonly string[], around: Omit<Surroundings, 'variables' | 'inFunction'> & Partial<Surroundings>, depth: number): string {
    const { r } = this;
    // What an enclosing function knows may be captured; globals are read.
    const inner: Scope = { ...around, variables: new Map(around.variables), inFunction: true, head: false };
    for (const p of params) inner.variables.set(p, this.e.kind());
    const lines = Array.from({ length: r.below(3) }, () => this.statement(inner, Math.min(depth, 2)));
    if (r.chance(88)) lines.push(`${word(r, 'Return')} ${r.chance(94) ? this.e.any(inner, 2) : ''};`);
    return `{ ${lines.join(' ')} }`;
  }

  private namedFunction(name: string, params: readonly string[], around: Pick<Surroundings, 'functions' | 'shapes'>): string {
    const { r } = this;
    const typed = params.map((p) => (this.subset || r.chance(94) ? p : `${r.chance(20) ? 'நிலை ' : ''}${this.type(r.pick(['number', 'text', 'array', 'shape']), around.shapes)} ${p}`));
    const returns = this.subset || r.chance(96) ? '' : ` ${this.type('number', around.shapes)}`;
    return `${word(r, 'Function')} ${name}(${typed.join(', ')})${returns} ${this.body(params, { ...around }, 2)}`;
  }

  /** A type that a value of that kind satisfies, mostly. */
  private type(kind: Kind, shapes: readonly ShapeShape[]): string {
    const { r } = this;
    if (kind === 'shape' && shapes.length > 0) return r.pick(shapes).name;
    const fitting = { number: ['IntegerType', 'FloatType'], text: ['StringType', 'TextType', 'DateType'], boolean: ['BoolType'], array: ['ArrayType'], record: ['ObjectType'] } as const;
    const types = kind in fitting && r.chance(96) ? fitting[kind as keyof typeof fitting] : (['IntegerType', 'StringType', 'BoolType', 'DateType'] as const);
    return word(r, r.pick<KeywordName>(types));
  }

  private shape(shapes: ShapeShape[], functions: readonly FunctionShape[]): string {
    const { r } = this;
    const free = SHAPES.filter((s) => !shapes.some((x) => x.name === s));
    const name = free.length > 0 && r.chance(97) ? r.pick(free) : 'P';
    const fields = [...new Set(Array.from({ length: r.between(1, 3) }, () => r.pick(FIELDS)))].map((f) => {
      const [kind, type] = r.pick<readonly [Kind, string]>([['number', word(r, 'IntegerType')], ['text', word(r, 'StringType')], ['number', ''], ['array', word(r, 'ArrayType')], ['boolean', word(r, 'BoolType')], ['record', word(r, 'ObjectType')]]);
      return { name: f, kind, text: `${type} ${f}`.trim() };
    });
    const taken = new Set(fields.map((f) => f.name));
    const methods = [...new Set(Array.from({ length: r.below(3) }, () => r.pick(METHODS)))]
      .filter((m) => !taken.has(m))
      .map((m) => ({ name: m, receiver: r.chance(75), params: r.below(2) }));
    const declared: ShapeShape = { name, fields, methods };
    const texts = methods.map((m) => {
      const params = [...(m.receiver ? ['இது'] : []), ...PLAIN_VARIABLES.slice(0, m.params)];
      return `${word(r, 'Function')} ${m.name}(${params.join(', ')}) ${this.body(params, { functions, shapes: shapes.slice() }, 1)}`;
    });
    shapes.push(declared);
    return `${word(r, 'Shape')} ${name} { ${fields.map((f) => f.text).join(', ')}${texts.length > 0 ? ', ' : ''}${texts.join(' ')} }`;
  }

  private block(s: Scope, depth: number, extra = ''): string {
    const lines = Array.from({ length: this.r.between(0, 3) }, () => this.statement(s, depth - 1));
    return `{ ${[...lines, extra].join(' ')} }`;
  }

  private target(): string {
    return this.r.pick(this.subset || this.r.chance(80) ? PLAIN_VARIABLES : VARIABLES);
  }

  private known(s: Scope, kind: Kind): string {
    const names = [...s.variables].filter(([n, k]) => k === kind && !n.startsWith('ச_')).map(([n]) => n);
    return names.length > 0 && this.r.chance(92) ? this.r.pick(names) : this.target();
  }

  private statement(s: Scope, depth: number): string {
    const { r, e } = this;
    this.budget--;
    const nesting = depth > 0 && this.budget > 0;
    const rules: (readonly [number, () => string])[] = [
      [30, () => this.assignment(s, depth)],
      [16, () => `${word(r, 'Print')} ${e.any(s, depth)};`],
      [6, () => `${this.known(s, 'array')}[${this.e.index(s, 1)}] = ${e.any(s, 2)};`],
      [4, () => `${this.known(s, 'record')}[${e.of('text', s, 1)}] = ${e.any(s, 2)};`],
      [5, () => `${this.known(s, r.chance(70) ? 'record' : 'shape')}.${e.field()} = ${e.any(s, 2)};`],
      [5, () => this.append(s)],
      [4, () => `${this.statementCall(s)};`],
      [nesting ? 8 : 0, () => `(${e.of('boolean', s, depth)}) ${word(r, 'If')} ${this.block(s, depth)}${r.chance(50) ? ` ${word(r, 'Else')} ${this.block(s, depth)}` : ''}`],
      [nesting ? 5 : 0, () => this.loop(s, depth)],
      [nesting ? 5 : 0, () => this.forEach(s, depth)],
      [0.3, () => this.doubling(s)],
      [s.inFunction ? 3 : 0.3, () => `${word(r, 'Return')} ${e.any(s, 2)};`],
      [1, () => `${this.target()};`],
    ];
    if (!this.subset) rules.push(...this.wildRules(s, depth, nesting));
    // An error ends a program; a try around a statement lets the rest of it be seen.
    if (this.r.chance(s.inFunction ? 15 : 50)) return `முயல் { ${r.weighted(rules)()} } பிழை { ${word(r, 'Print')} "பிழை"; }`;
    return r.weighted(rules)();
  }

  private wildRules(s: Scope, depth: number, nesting: boolean): (readonly [number, () => string])[] {
    const { r, e } = this;
    return [
      [nesting ? 6 : 0, () => this.attempt(s, depth)],
      [nesting ? 3 : 0, () => `யதி ${e.of('boolean', { ...s, head: true }, 1)} ${this.block(s, depth)} ${r.chance(40) ? `இன்றேல் யதி (${e.of('boolean', s, 1)}) ${this.block(s, depth)}` : ''}`],
      [2, () => `${word(r, 'Const')} ${r.chance(90) ? `மாறிலி_${this.counters++}` : this.target()} = ${e.any(s, 2)};`],
      [3, () => this.declaration(s)],
      [1, () => `${word(r, 'Function')} செ_${this.counters++} = ${e.of('function', s, 1)};`],
      [1, () => `${word(r, 'Input')} ${this.target()};`],
      [3, () => `${word(r, 'Response')} ${e.of('number', s, 1)}, ${e.any(s, 2)}${r.chance(30) ? `, ${e.of('record', s, 1)}` : ''};`],
      [1, () => `${word(r, 'JSONBody')} ${e.any(s, 1)}${r.chance(30) ? ', 201' : ''};`],
      [1, () => ';'],
      [1, () => `வெளியேறு(${e.of('number', s, 0)});`],
      [1, () => `காத்திரு(${r.below(3)});`],
      [1, () => `ஒருசேர([${e.of('function', s, 1)}, ${e.of('function', s, 1)}]);`],
      [1, () => `cache_set(${e.of('text', s, 0)}, ${e.any(s, 1)}, 5); ${word(r, 'Print')} cache_get("a");`],
      [0.5, () => `${word(r, 'Select')} a, b ${word(r, 'From')} c;`],
      [0.5, () => `${word(r, 'StopServer')};`],
      [0.5, () => this.namedFunction(r.pick(FUNCTIONS), ['அ'], s)],
      [0.1, () => `${word(r, 'Import')} "இல்லை.qmz";`],
      [0.5, () => `${word(r, 'Every')} 5 ${this.block(s, depth)}`],
    ];
  }

  private declaration(s: Scope): string {
    const { r, e } = this;
    const kind = r.pick<Kind>(['number', 'text', 'array', 'record', 'shape', 'boolean']);
    const name = r.chance(85) ? `வகை_${this.counters++}` : this.target();
    const value = r.chance(90) ? ` = ${e.of(kind, s, 2)}` : '';
    s.variables.set(name, kind);
    return `${this.type(kind, s.shapes)} ${name}${value};`;
  }

  private assignment(s: Scope, depth: number): string {
    const name = this.target();
    const kind = this.r.chance(75) ? (s.variables.get(name) ?? this.e.kind()) : this.e.kind();
    const text = `${name} = ${this.e.of(kind, s, depth)};`;
    s.variables.set(name, kind);
    return text;
  }

  private append(s: Scope): string {
    const { r, e } = this;
    if (r.chance(50)) {
      const a = this.known(s, 'array');
      return `${a} = ${r.pick(['இணை', 'iNY', '_append'])}(${r.chance(85) ? a : e.of('array', s, 1)}, ${r.chance(80) ? e.any(s, 1) : a});`;
    }
    const t = this.known(s, 'text');
    return `${t} = ${t} & ${e.any(s, 1)};`;
  }

  private statementCall(s: Scope): string {
    const text = this.e.call(s, 1);
    // Only `NAME(` and `NAME.field(` may begin a statement (§5.5).
    return /^[A-Za-z_\u0B80-\u0BFF][\w\u0B80-\u0BFF]*(\.[\w\u0B80-\u0BFF]+)?\(/.test(text) ? text : `நீளம்(${text})`;
  }

  private loop(s: Scope, depth: number): string {
    const counter = `ச_${this.counters++}`;
    const block = this.block(s, depth, `${counter} = ${counter} + 1;`);
    return `${counter} = 0; (${counter} < ${this.r.below(6)}) ${word(this.r, 'Loop')} ${block}`;
  }

  /** A value that shares its parts: small in memory, endless as text. */
  private doubling(s: Scope): string {
    const { r } = this;
    const counter = `ச_${this.counters++}`;
    const name = this.known(s, 'array');
    const twice = r.pick([`[${name}, ${name}]`, `{அ: ${name}, ஆ: ${name}}`, `${name} & ${name}`, `[சரி(${name}), ${name}]`, `[${name}]`]);
    const times = r.pick([10, 45, 2000]);
    const use = this.e.of(r.pick(['text', 'boolean', 'array']), { ...s, variables: new Map([[name, 'array']]) }, 2);
    return `${counter} = 0; (${counter} < ${twice === `[${name}]` ? times : Math.min(times, 45)}) ${word(r, 'Loop')} { ${name} = ${twice}; ${counter} = ${counter} + 1; } ${this.target()} = ${use};`;
  }

  private forEach(s: Scope, depth: number): string {
    const { r, e } = this;
    const over = r.pick<Kind>(['array', 'array', 'record', 'text', 'number']);
    const name = this.target();
    const head = e.of(over, { ...s, head: true }, 2);
    s.variables.set(name, this.e.kind());
    return `${word(r, 'ForEach')} ${name} ${word(r, 'In')} ${r.chance(50) ? `(${head})` : head} ${this.block(s, depth)}`;
  }

  private attempt(s: Scope, depth: number): string {
    const { r } = this;
    const name = this.target();
    s.variables.set(name, 'text');
    const [attempt, recover] = r.pick([['முயல்', 'பிழை'], ['muyal', 'pizY'], ['_try', '_catch']] as const);
    return `${attempt} ${this.block(s, depth)} ${recover}${r.chance(80) ? `(${name})` : ''} ${this.block(s, depth)}`;
  }

  private server(s: Scope): string {
    const { r, e } = this;
    if (r.chance(15)) return `${word(r, 'Every')} ${r.between(1, 9)} ${this.block(s, 2)}`;
    const verb = word(r, r.pick(['HttpGet', 'HttpPost', 'HttpPut', 'HttpDelete', 'HttpPatch'] as const));
    const path = r.pick(['"/"', '"/பயனர்/:id"', '"/a/:b/c"', '"/x"', '"/:அ"']);
    const options = r.chance(15) ? `, {${r.pick(['timeout: 500', 'auth: பொய்', 'பதுக்கு: 5', 'rate: "5/1"', 'roles: ["a"]', 'bogus: 1'])}}` : '';
    const inner: Scope = { ...s, variables: new Map([...s.variables, ['request_path', 'text'], ['query_params', 'record'], ['path_params', 'record'], ['request_body', 'text']]) };
    const lines = Array.from({ length: r.below(4) }, () => this.statement(inner, 2));
    return `${word(r, 'Route')} ${verb}, ${path}${options} { ${lines.join(' ')} ${word(r, 'Response')} 200, ${e.any(inner, 2)}; }`;
  }
}

/** A random program; the same state of `r` makes the same text. */
export function generateProgram(r: Random): string {
  return new ProgramMaker(r, false).program();
}

/** A random program of the part of the language that reference.ts evaluates. */
export function generateSubsetProgram(r: Random): string {
  return new ProgramMaker(r, true).program();
}
