// Owns the statements of the server dialect (spec language.md §22) and how they are told from core ones without
// backtracking. Knows nothing of core statements; every form here is off under `strict`.
import type { Expr, Ident, Pos, Stmt } from './ast.ts';
import { isFileForm } from './parse-dialect-expression.ts';
import { isReservedCall, parseExpression, parseHead } from './parse-expression.ts';
import { parseResponse } from './parse-server.ts';
import { isTypeKeyword } from './parse-signature.ts';
import { isName, type Token, type TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const TRY_WORDS: ReadonlySet<string> = new Set(['முயல்', 'muyal', '_try']);
const CATCH_WORDS: ReadonlySet<string> = new Set(['பிழை', 'pizY', '_catch']);
/** The last two mix scripts: U+0BAF U+0926 U+093F and U+092F U+0926 U+093F (§22.2). */
const IF_WORDS: ReadonlySet<string> = new Set(['யதி', 'yaqi', '\u0baf\u0926\u093f', '\u092f\u0926\u093f']);
const RESPONSE_WORD = 'पत्तिका';

const LITERALS: ReadonlySet<TokenKind> = new Set<TokenKind>(['number', 'string', 'True', 'False', 'Null', 'DataType']);
const BINARY: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'Or',
  'And',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '&',
  '*',
  '/',
]);

function isWord(token: Token, words: ReadonlySet<string>): boolean {
  return token.kind === 'name' && words.has(token.text);
}

/** Parses the statement here if it is one of the dialect's; null if it is core. */
export function parseDialectStatement(c: TokenCursor): Stmt | null {
  if (c.strict || !c.at('name')) return null;
  const next = c.peek(1).kind;
  if (isWord(c.token, TRY_WORDS) && next === '{') return parseAttempt(c);
  if (isWord(c.token, IF_WORDS) && blockFollowsHead(c, c.place + 1)) return parsePrefixIf(c);
  if (c.token.text === RESPONSE_WORD && next !== '=') return parseResponse(c);
  return next === '.' ? parseServerCall(c) : null;
}

/** `முயல் { … } பிழை(name) { … }` (§22.1). */
function parseAttempt(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const body = c.rules.block(c);
  if (!isWord(c.token, CATCH_WORDS)) c.stopExpecting('பிழை (pizY)');
  c.take();
  let error: Ident | null = null;
  if (c.accept('(')) {
    error = c.name('a variable name');
    c.expect(')');
  }
  return { kind: 'attempt', body, error, handler: c.rules.block(c), pos };
}

/** `யதி cond { … }` (§22.2). */
function parsePrefixIf(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  return parseIfBlocks(c, pos, parseHead(c));
}

/** The blocks of an if of either form, from the `{` on; `இன்றேல் யதி …` is an else-if. Not recursive: chains may be long. */
export function parseIfBlocks(c: TokenCursor, pos: Pos, test: Expr): Stmt {
  const arms: Arm[] = [{ pos, test, block: c.rules.block(c) }];
  let otherwise: Stmt[] | null = null;
  while (otherwise === null && c.accept('Else')) {
    if (!c.strict && isWord(c.token, IF_WORDS)) {
      const word = c.take();
      arms.push({ pos: c.pos(word), test: parseHead(c), block: c.rules.block(c) });
      c.wrap(word);
    } else {
      otherwise = c.rules.block(c);
    }
  }
  const last = arms.pop() as Arm;
  return arms.reduceRight((rest, arm) => makeIf(arm, [rest]), makeIf(last, otherwise));
}

interface Arm {
  readonly pos: Pos;
  readonly test: Expr;
  readonly block: Stmt[];
}

function makeIf({ pos, test, block }: Arm, otherwise: Stmt[] | null): Stmt {
  return { kind: 'if', test, then: block, otherwise, pos };
}

/**
 * True if a complete head and then `{` stand at `start`: what a trial parse would find, decided over the tokens outside
 * brackets alone, so that nesting costs nothing (§22.2; a core program keeps its meaning).
 */
function blockFollowsHead(c: TokenCursor, start: number): boolean {
  const { brackets } = c;
  let i = start;
  for (;;) {
    while (brackets.kindAt(i) === '-' || brackets.kindAt(i) === 'Not') i++;
    i = afterOperand(c, i);
    if (i < 0) return false;
    for (let kind = brackets.kindAt(i); ; kind = brackets.kindAt(i)) {
      if (kind === '?') i++;
      else if (kind === '.') i += 2;
      else if (kind === '[' || kind === '(') i = brackets.closerOf(i) + 1;
      else break;
      if (i === 0) return false;
    }
    const kind = brackets.kindAt(i);
    if (!BINARY.has(kind)) return kind === '{';
    i++;
  }
}

/** The place after the primary that begins at `i`, -1 if none does. */
function afterOperand(c: TokenCursor, i: number): number {
  const { brackets } = c;
  const token = brackets.tokenAt(i);
  if (token === undefined) return -1;
  const { kind } = token;
  if (kind === '(' || kind === '[' || kind === '{') return past(brackets.closerOf(i));
  if (kind === 'Function') {
    const close = brackets.kindAt(i + 1) === '(' ? brackets.closerOf(i + 1) : -1;
    if (close < 0) return -1;
    const body = isTypeBefore(c, close + 1) ? close + 2 : close + 1;
    return brackets.kindAt(body) === '{' ? past(brackets.closerOf(body)) : -1;
  }
  if (LITERALS.has(kind) || isName(token)) return i + 1;
  const next = brackets.kindAt(i + 1);
  return isReservedCall(token, next) || (isFileForm(kind) && next === '(') ? i + 1 : -1;
}

function past(closer: number): number {
  return closer < 0 ? -1 : closer + 1;
}

function isTypeBefore(c: TokenCursor, i: number): boolean {
  const token = c.brackets.tokenAt(i);
  return token !== undefined && (isTypeKeyword(token.kind) || token.kind === 'Function' || isName(token));
}

/** `server.start(address [, options]);` and `server.stop();`, unless the file binds `server` (§22.8). */
function parseServerCall(c: TokenCursor): Stmt | null {
  const verb = c.peek(2).text;
  const isCall = c.token.text === 'server' && c.peek(2).kind === 'name' && c.peek(3).kind === '(';
  if (!isCall || (verb !== 'start' && verb !== 'stop') || c.brackets.binds('server')) return null;
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  c.take();
  c.take();
  c.enter();
  c.take();
  const address = verb === 'start' ? parseExpression(c) : null;
  const options = verb === 'start' && c.accept(',') ? parseExpression(c) : null;
  c.expect(')');
  c.leave();
  c.expect(';');
  if (address === null) return { kind: 'stop-server', pos };
  return { kind: 'start-server', host: null, port: null, address, options, nested, pos };
}
