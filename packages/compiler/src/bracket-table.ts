// Owns which bracket closes which, and which words a file binds as names: the two facts that let the dialect (spec §22)
// decide without backtracking. Computed once, on first need. Knows nothing of the grammar between the brackets.
import type { Token, TokenKind } from './token.ts';

const CLOSES: Partial<Record<TokenKind, TokenKind>> = { ')': '(', ']': '[', '}': '{' };
/** A name directly after one of these is bound there. */
const BINDS_NEXT: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'Function',
  'Shape',
  'Const',
  'ForEach',
  'Input',
  'IntegerType',
  'FloatType',
  'StringType',
  'TextType',
  'BoolType',
  'ArrayType',
  'DataType',
  'ObjectType',
  'DateType',
]);

export class BracketTable {
  private readonly tokens: readonly Token[];
  private closers: Int32Array | null = null;
  private readonly bound = new Map<string, boolean>();

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  kindAt(index: number): TokenKind {
    return this.tokens[index]?.kind ?? 'end';
  }

  tokenAt(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** The index of the bracket that closes the one at `index`, -1 if none does. */
  closerOf(index: number): number {
    this.closers ??= this.match();
    return this.closers[index] ?? -1;
  }

  private match(): Int32Array {
    const { tokens } = this;
    const closers = new Int32Array(tokens.length).fill(-1);
    const open: number[] = [];
    tokens.forEach(({ kind }, i) => {
      if (kind === '(' || kind === '[' || kind === '{') open.push(i);
      const wanted = CLOSES[kind];
      if (wanted === undefined) return;
      const from = open.pop();
      if (from !== undefined && tokens[from]?.kind === wanted) closers[from] = i;
    });
    return closers;
  }

  /**
   * True if the file binds `name` itself (assignment, declaration, parameter, function, shape, loop variable): then a
   * contextual word of the dialect keeps its core meaning there.
   */
  binds(name: string): boolean {
    let known = this.bound.get(name);
    if (known === undefined) {
      known = this.searchBinding(name);
      this.bound.set(name, known);
    }
    return known;
  }

  private searchBinding(name: string): boolean {
    const { tokens } = this;
    let parametersEnd = -1;
    for (let i = 0; i < tokens.length; i++) {
      const kind = this.kindAt(i);
      if (kind === 'Function') {
        const open = this.kindAt(i + 1) === '(' ? i + 1 : i + 2;
        if (this.kindAt(open) === '(') parametersEnd = Math.max(parametersEnd, this.closerOf(open));
      }
      if (kind !== 'name' || tokens[i]?.text !== name) continue;
      const before = i === 0 ? 'end' : this.kindAt(i - 1);
      if (before === '.') continue;
      if (i < parametersEnd || this.kindAt(i + 1) === '=' || BINDS_NEXT.has(before)) return true;
    }
    return false;
  }
}
