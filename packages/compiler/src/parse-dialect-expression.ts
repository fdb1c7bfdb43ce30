// Owns what the server dialect adds to expressions (spec language.md §22.3, §22.5–22.7). Knows nothing of core rules.
import type { Expr, FileCall, Ident } from './ast.ts';
import type { Token, TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

interface FileForm {
  readonly op: FileCall;
  readonly least: number;
  readonly most: number;
}

const FILE_FORMS: Partial<Record<TokenKind, FileForm>> = {
  FileRead: { op: 'file-read', least: 1, most: 1 },
  ReadCSV: { op: 'csv-read', least: 1, most: 1 },
  FileOpen: { op: 'file-open', least: 1, most: 2 },
  FileClose: { op: 'file-close', least: 1, most: 1 },
  FileWrite: { op: 'file-write', least: 2, most: 2 },
  WriteCSV: { op: 'csv-write', least: 2, most: 2 },
};

/** Older text of the dialect → the builtin it means (§22.7). */
const CALL_ALIASES: ReadonlyMap<string, string> = new Map([['पत्तिका_त्रुटि', 'பிழை_பதிவு']]);

/** The name a call by name really means. */
export function aliasOfCall(c: TokenCursor, callee: Ident): Ident {
  const name = c.strict ? undefined : CALL_ALIASES.get(callee.name);
  return name === undefined ? callee : { name, pos: callee.pos };
}

/** `nil` as an operand, unless the file binds that name (§22.3: a valid core program keeps its meaning). */
export function isNilLiteral(c: TokenCursor, token: Token): boolean {
  return token.text === 'nil' && !c.strict && !c.brackets.binds('nil');
}

/** True at `தரவு` used as a variable (§22.6). */
export function isDataName(c: TokenCursor): boolean {
  return c.at('DataType') && !c.strict;
}

/** True for a keyword that has a call form (§22.5). */
export function isFileForm(kind: TokenKind): boolean {
  return FILE_FORMS[kind] !== undefined;
}

/** True at a file keyword followed by `(` in an expression. */
export function atFileCall(c: TokenCursor): boolean {
  return !c.strict && c.peek(1).kind === '(' && isFileForm(c.token.kind);
}

/** As a statement it is the call form only if the matching `)` is followed by `;`. */
export function atFileCallStatement(c: TokenCursor): boolean {
  if (!atFileCall(c)) return false;
  const close = c.brackets.closerOf(c.place + 1);
  return close >= 0 && c.brackets.kindAt(close + 1) === ';';
}

/** The current token is the file keyword; `argument` parses one operand. */
export function parseFileCall(c: TokenCursor, argument: (c: TokenCursor) => Expr): Expr {
  const word = c.take();
  const form = FILE_FORMS[word.kind] as FileForm;
  c.enter();
  c.expect('(');
  const args: Expr[] = [];
  while (args.length < form.most) {
    args.push(argument(c));
    if (args.length < form.least) c.expect(',');
    else if (args.length === form.most || !c.accept(',')) break;
  }
  c.expect(')');
  c.leave();
  return { kind: 'file-call', op: form.op, args, pos: c.pos(word) };
}
