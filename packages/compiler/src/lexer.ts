// Owns turning source text into tokens (spec language.md §2.3–§3.8, §22.7). Knows nothing of the grammar.
// Linear in the source: every character is looked at a bounded number of times.
import { bilingual, fill } from '@etamil/shared/catalogue';
import { LEX_INPUT, LEX_MORE } from '@etamil/shared/codes/syntax';
import type { Diagnostic } from '@etamil/shared/diagnostic';
import { keywordOf } from '@etamil/shared/keywords';
import { decimalLiteral } from './number-literal.ts';
import { invisibleNote, shownText } from './shown-text.ts';
import type { Punctuation, Token, TokenKind } from './token.ts';

/** All lexical errors are reported (§3.8), but binary data must not become a million of them. */
const MAX_ERRORS = 10_000;

const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;

const ASCII = new Uint8Array(128);
for (const c of ' \t\n\f') ASCII[c.charCodeAt(0)] = SPACE;
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') ASCII[c.charCodeAt(0)] = LETTER;
for (const c of '0123456789') ASCII[c.charCodeAt(0)] = DIGIT;
for (const c of '=><+-*/&?[](){}.:,;"') ASCII[c.charCodeAt(0)] = MARK;

const LINE_FEED = 10;
const QUOTE = 34;
const PERCENT = 37;
const DOT = 46;
const SLASH = 47;
const EQUALS = 61;
const EXCLAMATION = 33;
const BACKSLASH = 92;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

export interface LexResult {
  /** Ends with one token of kind `end`, placed after the last character. */
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Splits prepared source (source-text.ts) into tokens; `strict` refuses the letters of §22.7. Never throws. */
export function lex(source: string, file: number, strict = false): LexResult {
  return new Lexer(source, file, strict).run();
}

class Lexer {
  private readonly source: string;
  private readonly file: number;
  private readonly strict: boolean;
  private readonly tokens: Token[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private at = 0;
  private line = 1;
  /** Offset at which column 1 would stand if the line had no surrogate pairs before `at`. */
  private lineStart = 0;

  constructor(source: string, file: number, strict: boolean) {
    this.source = source;
    this.file = file;
    this.strict = strict;
  }

  run(): LexResult {
    const { source } = this;
    while (this.at < source.length) {
      const c = source.charCodeAt(this.at);
      const kind = c < 128 ? ASCII[c] : 0;
      if (c === LINE_FEED) this.newLine(this.at++);
      else if (kind === SPACE) this.at++;
      else if (kind === LETTER || this.isLetter(c)) this.name();
      else if (kind === DIGIT) this.number();
      else if (c === QUOTE) this.text();
      else if (c === SLASH && source.charCodeAt(this.at + 1) === SLASH) this.comment();
      else if (kind === MARK || this.isNotEqual(this.at)) this.punctuation(c);
      else this.badPiece();
    }
    this.push('end', '', this.at, this.line, this.at - this.lineStart + 1, 0);
    return { tokens: this.tokens, diagnostics: this.diagnostics };
  }

  /** Letters beyond ASCII: the Tamil block, and Devanagari in the server dialect. */
  private isLetter(c: number): boolean {
    return (c >= 0x0b80 && c <= 0x0bff) || (c >= 0x0900 && c <= 0x097f && !this.strict);
  }

  private isNotEqual(i: number): boolean {
    return this.source.charCodeAt(i) === EXCLAMATION && this.source.charCodeAt(i + 1) === EQUALS;
  }

  private newLine(i: number): void {
    this.line++;
    this.lineStart = i + 1;
  }

  private push(kind: TokenKind, text: string, start: number, line: number, column: number, length: number): void {
    this.tokens.push({ kind, text, word: null, start, end: this.at, line, column, length });
  }

  private comment(): void {
    const end = this.source.indexOf('\n', this.at);
    if (end >= 0) {
      this.at = end;
      return;
    }
    // Only the position of the end of input still depends on this line.
    while (this.at < this.source.length) this.step();
  }

  /** Advances over one code point. */
  private step(): void {
    const c = this.source.charCodeAt(this.at);
    if (c === LINE_FEED) {
      this.newLine(this.at);
    } else if (c >= 0xd800 && c <= 0xdbff) {
      const low = this.source.charCodeAt(this.at + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        this.at++;
        this.lineStart++;
      }
    }
    this.at++;
  }

  private name(): void {
    const { source } = this;
    const start = this.at;
    let i = start;
    let normal = true;
    for (; i < source.length; i++) {
      const c = source.charCodeAt(i);
      if (c < 128) {
        const kind = ASCII[c];
        if (kind !== LETTER && kind !== DIGIT) break;
      } else if (!this.isLetter(c)) {
        break;
      } else if (c < 0x0980 || c === 0x0bbe || c === 0x0bd7) {
        // Only these can stand in a form that NFC changes (§2.3).
        normal = false;
      }
    }
    this.at = i;
    const raw = source.slice(start, i);
    const text = normal ? raw : raw.normalize('NFC');
    const word = keywordOf(text) ?? null;
    const kind = word === null || word.reserved === 'none' ? 'name' : word.token;
    const column = start - this.lineStart + 1;
    this.tokens.push({ kind, text, word, start, end: i, line: this.line, column, length: i - start });
  }

  private digitsFrom(i: number): number {
    let end = i;
    while (ASCII[this.source.charCodeAt(end)] === DIGIT) end++;
    return end;
  }

  private number(): void {
    const { source } = this;
    const start = this.at;
    const wholeEnd = this.digitsFrom(start);
    let end = wholeEnd;
    if (source.charCodeAt(end) === DOT) {
      const fractionEnd = this.digitsFrom(end + 1);
      if (fractionEnd > end + 1) end = fractionEnd;
    }
    const fraction = source.slice(wholeEnd + 1, end);
    const percent = source.charCodeAt(end) === PERCENT;
    if (percent) end++;
    this.at = end;
    const column = start - this.lineStart + 1;
    const text = decimalLiteral(source.slice(start, wholeEnd), fraction, percent);
    if (text === null) this.refuse(start, this.line, column, end - start);
    else this.push('number', text, start, this.line, column, end - start);
  }

  private text(): void {
    const { source } = this;
    const start = this.at;
    const line = this.line;
    const column = start - this.lineStart + 1;
    let length = 1;
    let value = '';
    let from = start + 1;
    this.at++;
    while (this.at < source.length) {
      const c = source.charCodeAt(this.at);
      if (c === QUOTE) {
        value += source.slice(from, this.at++);
        this.push('string', value, start, line, column, length + 1);
        return;
      }
      if (c === BACKSLASH) {
        const next = source.charAt(this.at + 1);
        if (next === '\n') {
          // Not a string (§3.6): the piece ends at the backslash and the rest is read on (§27.1).
          this.at++;
          this.refuse(start, line, column, length + 1);
          return;
        }
        const meant = ESCAPES[next];
        if (meant !== undefined) {
          value += source.slice(from, this.at) + meant;
          from = this.at + 2;
          this.at += 2;
          length += 2;
          continue;
        }
      }
      this.step();
      length++;
    }
    this.refuse(start, line, column, length);
  }

  private punctuation(c: number): void {
    const start = this.at;
    const double = pairsWithEquals(c) && this.source.charCodeAt(start + 1) === EQUALS;
    this.at += double ? 2 : 1;
    const text = this.source.slice(start, this.at);
    this.push(text as Punctuation, text, start, this.line, start - this.lineStart + 1, text.length);
  }

  /** Everything up to the next character that can begin a token is one piece (§3.8). */
  private badPiece(): void {
    const start = this.at;
    const column = start - this.lineStart + 1;
    let length = 0;
    do {
      this.step();
      length++;
    } while (this.at < this.source.length && !this.beginsToken());
    this.refuse(start, this.line, column, length);
  }

  private beginsToken(): boolean {
    const c = this.source.charCodeAt(this.at);
    return c < 128 ? ASCII[c] !== 0 || this.isNotEqual(this.at) : this.isLetter(c);
  }

  /** Reports the piece from `start` to the current place. */
  private refuse(start: number, line: number, column: number, length: number): void {
    if (this.diagnostics.length >= MAX_ERRORS) return;
    const values = { text: shownText(this.source, start, this.at) };
    const note = invisibleNote(this.source, start);
    const notes = note === null ? [] : [note];
    if (this.diagnostics.length === MAX_ERRORS - 1) notes.push(bilingual(LEX_MORE));
    this.diagnostics.push({
      id: LEX_INPUT.id,
      code: LEX_INPUT.code,
      severity: 'error',
      stage: 'lex',
      file: this.file,
      line,
      column,
      length,
      tamil: fill(LEX_INPUT.tamil, values),
      english: fill(LEX_INPUT.english, values),
      ...(notes.length > 0 ? { notes } : {}),
    });
  }
}

/** The first characters of `==` `!=` `>=` `<=`. */
function pairsWithEquals(c: number): boolean {
  return c === EQUALS || c === EXCLAMATION || c === 60 || c === 62;
}
