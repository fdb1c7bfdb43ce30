// Owns the parser's place in the tokens, its limits, and the one way to stop. Knows nothing of any grammar rule.
import { bilingual, type CodeEntry, fill } from '@etamil/shared/catalogue';
import { PAR_CHAIN, PAR_DEPTH, PAR_END, PAR_EXPECT, PAR_RESERVED } from '@etamil/shared/codes/syntax';
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Ident, Pos, Stmt } from './ast.ts';
import { BracketTable } from './bracket-table.ts';
import { shownText } from './shown-text.ts';
import { isName, posOf, type Token, type TokenKind } from './token.ts';

/** Brackets, blocks and prefix operators inside one another: bounds the parser's own recursion. */
export const MAX_NESTING = 200;
/** Height of the tree, long operator chains included: whoever walks it may recurse, and so may V8 over generated code. */
export const MAX_TREE_HEIGHT = 1000;

/** Carries the one parse error out of the rules; never leaves parser.ts. */
export class SyntaxStop {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    this.diagnostic = diagnostic;
  }
}

/** The rules that expressions need from statements; given by parser.ts, as the two are mutually recursive. */
export interface StatementRules {
  block(c: TokenCursor): Stmt[];
}

export class TokenCursor {
  readonly source: string;
  readonly file: number;
  /** Turns off §22 and route options (spec README 22). */
  readonly strict: boolean;
  readonly rules: StatementRules;
  readonly brackets: BracketTable;
  private readonly tokens: readonly Token[];
  private index = 0;
  /** While a head is parsed, `NAME {` is no shape literal (§5.4). */
  inHead = false;
  /** Blocks around the current statement. */
  blocks = 0;
  /** Height of what was parsed since it was last set to 0; an upper bound, see `wrap`. */
  height = 0;
  private nesting = 0;

  constructor(source: string, file: number, strict: boolean, tokens: readonly Token[], rules: StatementRules) {
    this.source = source;
    this.file = file;
    this.strict = strict;
    this.tokens = tokens;
    this.rules = rules;
    this.brackets = new BracketTable(tokens);
  }

  get token(): Token {
    return this.tokens[this.index] as Token;
  }

  get place(): number {
    return this.index;
  }

  /** The token `n` places further on; the `end` token beyond it. */
  peek(n: number): Token {
    return this.tokens[Math.min(this.index + n, this.tokens.length - 1)] as Token;
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** The current token, which is then left behind. */
  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  accept(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.index++;
    return true;
  }

  /** Takes a token of `kind`; `what` is its name in messages, by default the quoted kind. */
  expect(kind: TokenKind, what = `'${kind}'`): Token {
    if (this.token.kind !== kind) this.stopExpecting(what);
    return this.take();
  }

  /** Takes an unquoted name (§4.3 row 2). */
  name(what: string): Ident {
    if (!isName(this.token)) this.stopExpectingName(what);
    return this.ident();
  }

  /** Takes the current token as a name, whatever it is. */
  ident(): Ident {
    const token = this.take();
    return { name: token.text, pos: this.pos(token) };
  }

  pos(token: Token = this.token): Pos {
    return posOf(token, this.file);
  }

  /** Goes one level down; bounded, so that no input overflows the stack. */
  enter(): void {
    if (this.nesting >= MAX_NESTING) this.stopNesting(this.token, MAX_NESTING);
    this.nesting++;
  }

  leave(): void {
    this.nesting--;
  }

  /** A node was put around all that `height` counts. `token` is where to report a tree grown too high. */
  wrap(token: Token = this.token): void {
    if (this.height >= MAX_TREE_HEIGHT) this.stopNesting(token, MAX_TREE_HEIGHT);
    this.height++;
  }

  stopExpecting(what: string): never {
    this.stopUnexpected(what, false);
  }

  /** As stopExpecting, with the line that explains a reserved word (§4.3). */
  stopExpectingName(what: string): never {
    this.stopUnexpected(what, this.token.word?.reserved === 'hard');
  }

  /** A value or statement was wanted: a hard word no rule uses can only have been meant as a name. */
  stopExpectingOperand(what: string): never {
    const { word } = this.token;
    this.stopUnexpected(what, word?.reserved === 'hard' && !word.syntax);
  }

  stopChain(operator: Token): never {
    this.stop(PAR_CHAIN, operator, { token: operator.text });
  }

  private stopNesting(token: Token, limit: number): never {
    this.stop(PAR_DEPTH, token.kind === 'end' ? this.lastRead() : token, { limit });
  }

  private lastRead(): Token {
    return this.tokens[Math.max(0, this.index - 1)] as Token;
  }

  private stopUnexpected(what: string, reserved: boolean): never {
    const { token } = this;
    if (token.kind === 'end') this.stop(PAR_END, this.lastRead(), { what }, 1);
    const shown = shownText(this.source, token.start, token.end);
    const notes = reserved ? [bilingual(PAR_RESERVED, { word: shown })] : undefined;
    this.stop(PAR_EXPECT, token, { what, token: shown }, token.length, notes);
  }

  private stop(
    entry: CodeEntry,
    token: Token,
    values: Readonly<Record<string, string | number>>,
    length = token.length,
    notes?: readonly string[],
  ): never {
    throw new SyntaxStop({
      id: entry.id,
      code: entry.code,
      severity: 'error',
      stage: 'parse',
      file: this.file,
      line: token.line,
      column: token.column,
      length: Math.max(1, length),
      tamil: fill(entry.tamil, values),
      english: fill(entry.english, values),
      ...(notes === undefined ? {} : { notes }),
    });
  }
}
