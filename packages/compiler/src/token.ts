// Owns the form of a token (spec language.md §3). Knows nothing of how tokens are found or combined.
import type { Keyword, KeywordName } from '@etamil/shared/keywords';
import type { Pos } from './ast.ts';

/** Operators and punctuation (§3.7). */
export type Punctuation =
  | '=='
  | '!='
  | '>='
  | '<='
  | '>'
  | '<'
  | '='
  | '+'
  | '-'
  | '*'
  | '/'
  | '&'
  | '?'
  | '['
  | ']'
  | '('
  | ')'
  | '{'
  | '}'
  | '.'
  | ':'
  | ','
  | ';';

/**
 * A keyword of class hard or soft is a kind of its own; one of class none is a `name`, as it is an ordinary name
 * everywhere (§4.3). `end` stands once, after the last token.
 */
export type TokenKind = Punctuation | KeywordName | 'name' | 'number' | 'string' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Name or keyword: the spelling in NFC. String: its value. Number: canonical decimal text. Otherwise as written. */
  readonly text: string;
  /** The keyword whose spelling `text` is, of any class. */
  readonly word: Keyword | null;
  /** Offsets into the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** 1-based, in code points of the original text (§2.4); `length` likewise, 0 only for `end`. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** True if the token may be an unquoted name (§4.3). */
export function isName(token: Token): boolean {
  return token.kind === 'name' || token.kind === 'Const' || token.kind === 'Shape';
}

/** The position of a token as the tree keeps it. */
export function posOf(token: Token, file: number): Pos {
  return { file, line: token.line, column: token.column, length: Math.max(1, token.length) };
}
