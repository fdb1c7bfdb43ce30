// Owns the grammar of expressions (spec language.md §5.2, §6). Knows statements only as "a block".
// Every rule leaves in `c.height` an upper bound of the height of what it made: `wrap` at each node with operands.
import type { ArithOp, CompareOp, Expr, FunctionNode, Ident, Pair } from './ast.ts';
import { aliasOfCall, atFileCall, isDataName, isNilLiteral, parseFileCall } from './parse-dialect-expression.ts';
import { parseSignature } from './parse-signature.ts';
import { isName, type Token, type TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const COMPARE: ReadonlySet<TokenKind> = new Set<TokenKind>(['==', '!=', '<', '<=', '>', '>=']);

/** expr; brackets and statements inside it lift the head restriction (§5.4). */
export function parseExpression(c: TokenCursor): Expr {
  const head = c.inHead;
  c.inHead = false;
  const e = bounded(c);
  c.inHead = head;
  return e;
}

/** head: an expression that a block follows. */
export function parseHead(c: TokenCursor): Expr {
  const head = c.inHead;
  c.inHead = true;
  const e = bounded(c);
  c.inHead = head;
  return e;
}

function bounded(c: TokenCursor): Expr {
  const outer = c.height;
  c.height = 0;
  const e = parseOr(c);
  if (c.height < outer) c.height = outer;
  return e;
}

function parseOr(c: TokenCursor): Expr {
  let left = parseAnd(c);
  while (c.at('Or')) {
    const operator = c.take();
    const right = parseAnd(c);
    c.wrap(operator);
    left = { kind: 'or', left, right, pos: c.pos(operator) };
  }
  return left;
}

function parseAnd(c: TokenCursor): Expr {
  let left = parseNot(c);
  while (c.at('And')) {
    const operator = c.take();
    const right = parseNot(c);
    c.wrap(operator);
    left = { kind: 'and', left, right, pos: c.pos(operator) };
  }
  return left;
}

/** At the start of a not-level expression the operator covers a whole comparison (§6.3). */
function parseNot(c: TokenCursor): Expr {
  return c.at('Not') ? prefix(c, 'not', parseNot) : parseComparison(c);
}

function prefix(c: TokenCursor, kind: 'not' | 'negate', operandOf: (c: TokenCursor) => Expr): Expr {
  c.enter();
  const operator = c.take();
  const operand = operandOf(c);
  c.leave();
  c.wrap(operator);
  return { kind, operand, pos: c.pos(operator) };
}

/** A chain means "and" and evaluates its middle operands twice, so these must be repeatable (§6.4). */
function parseComparison(c: TokenCursor): Expr {
  const first = parseAdditive(c);
  if (!COMPARE.has(c.token.kind)) return first;
  const pos = c.pos();
  const operands = [first];
  const ops: CompareOp[] = [];
  let last = first;
  while (COMPARE.has(c.token.kind)) {
    if (ops.length > 0 && !isRepeatable(last)) c.stopChain(c.token);
    const operator = c.take();
    ops.push(operator.kind as CompareOp);
    last = parseAdditive(c);
    operands.push(last);
    // One node, but each further pair is one more "and" for whoever expands the chain.
    c.wrap(operator);
  }
  return { kind: 'compare', operands, ops, pos };
}

function isRepeatable(e: Expr): boolean {
  switch (e.kind) {
    case 'name':
    case 'number':
    case 'string':
    case 'boolean':
    case 'nil':
      return true;
    case 'field':
      return isRepeatable(e.target);
    case 'index':
      return isRepeatable(e.target) && isRepeatable(e.index);
    default:
      return false;
  }
}

function parseAdditive(c: TokenCursor): Expr {
  let left = parseTerm(c);
  while (c.at('+') || c.at('-') || c.at('&')) left = arith(c, left, parseTerm);
  return left;
}

function parseTerm(c: TokenCursor): Expr {
  let left = parseFactor(c);
  while (c.at('*') || c.at('/')) left = arith(c, left, parseFactor);
  return left;
}

function arith(c: TokenCursor, left: Expr, operandOf: (c: TokenCursor) => Expr): Expr {
  const operator = c.take();
  const right = operandOf(c);
  c.wrap(operator);
  return { kind: 'arith', op: operator.kind as ArithOp, left, right, pos: c.pos(operator) };
}

function parseFactor(c: TokenCursor): Expr {
  if (c.at('-')) return prefix(c, 'negate', parseFactor);
  if (c.at('Not')) return prefix(c, 'not', parseFactor);
  return parsePostfixes(c, parsePrimary(c));
}

/** postfix*, also after the call that makes an effect statement. */
export function parsePostfixes(c: TokenCursor, start: Expr): Expr {
  let e = start;
  for (;;) {
    const token = c.token;
    if (token.kind === '[') {
      const index = inBrackets(c, ']', parseExpression);
      e = { kind: 'index', target: e, index, pos: c.pos(token) };
    } else if (token.kind === '.') {
      c.take();
      e = parseMember(c, e);
    } else if (token.kind === '?') {
      c.take();
      e = { kind: 'try', operand: e, pos: c.pos(token) };
    } else if (token.kind === '(') {
      e = { kind: 'call-value', callee: e, args: parseArguments(c), pos: c.pos(token) };
    } else {
      return e;
    }
    c.wrap(token);
  }
}

/** What follows the dot: a field, or a method call, which is one operation (§6.5). */
export function parseMember(c: TokenCursor, target: Expr): Expr {
  const field = parseFieldName(c);
  if (!c.at('(')) return { kind: 'field', target, field, pos: field.pos };
  return { kind: 'method', target, method: field, args: parseArguments(c), pos: field.pos };
}

/** FNAME: a name or a string literal (§4.3 row 1). */
export function parseFieldName(c: TokenCursor): Ident {
  if (c.at('string')) return c.ident();
  return c.name('a field name');
}

/** Takes the opening bracket, what `content` takes, and the closing one. */
function inBrackets<T>(c: TokenCursor, close: ')' | ']' | '}', content: (c: TokenCursor) => T): T {
  c.enter();
  c.take();
  const result = content(c);
  c.expect(close);
  c.leave();
  return result;
}

/** Items between brackets, separated by commas, none after the last (§5.3). */
function listOf<T>(c: TokenCursor, close: ')' | ']' | '}', item: (c: TokenCursor) => T): T[] {
  return inBrackets(c, close, () => {
    const items: T[] = [];
    if (c.at(close)) return items;
    do items.push(item(c));
    while (c.accept(','));
    return items;
  });
}

/** arguments; the current token is `(`. */
export function parseArguments(c: TokenCursor): Expr[] {
  return listOf(c, ')', parseExpression);
}

function parsePair(c: TokenCursor): Pair {
  const key = parseFieldName(c);
  c.expect(':');
  return { key, value: parseExpression(c) };
}

function parsePrimary(c: TokenCursor): Expr {
  const { token } = c;
  switch (token.kind) {
    case 'number':
      return { kind: 'number', text: c.take().text, pos: c.pos(token) };
    case 'string':
      return { kind: 'string', value: c.take().text, pos: c.pos(token) };
    case 'True':
    case 'False':
      c.take();
      return { kind: 'boolean', value: token.kind === 'True', pos: c.pos(token) };
    case 'Null':
      c.take();
      return { kind: 'nil', pos: c.pos(token) };
    case '(':
      return inBrackets(c, ')', parseExpression);
    case '[':
      return wrapped(c, { kind: 'array', items: listOf(c, ']', parseExpression), pos: c.pos(token) });
    case '{':
      return wrapped(c, parseRecord(c));
    case 'Function':
      return parseAnonymous(c);
    default:
      return isName(token) ? parseNamed(c) : parseReserved(c);
  }
}

function wrapped(c: TokenCursor, e: Expr): Expr {
  c.wrap();
  return e;
}

/** A record literal; the current token is `{`. */
export function parseRecord(c: TokenCursor): Expr {
  const pos = c.pos();
  return { kind: 'record', pairs: listOf(c, '}', parsePair), pos };
}

function parseAnonymous(c: TokenCursor): Expr {
  const pos = c.pos(c.take());
  const { params, returns } = parseSignature(c);
  const fn: FunctionNode = { id: null, params, returns, body: c.rules.block(c), pos };
  return wrapped(c, { kind: 'function', fn, pos });
}

/** A call by name, a shape literal, or a variable. */
function parseNamed(c: TokenCursor): Expr {
  const { token } = c;
  const next = c.peek(1).kind;
  if (next === '(') return parseCall(c);
  if (next === '{' && !c.inHead) return wrapped(c, parseShape(c));
  c.take();
  if (isNilLiteral(c, token)) return { kind: 'nil', pos: c.pos(token) };
  return { kind: 'name', name: token.text, pos: c.pos(token) };
}

/** `NAME(args)`; the current token is the name. */
export function parseCall(c: TokenCursor): Expr {
  const callee = aliasOfCall(c, c.ident());
  return wrapped(c, { kind: 'call', callee, args: parseArguments(c), pos: callee.pos });
}

function parseShape(c: TokenCursor): Expr {
  const shape = c.ident();
  const pairs: Pair[] = [];
  const spread = inBrackets(c, '}', () => {
    while (!c.at('}')) {
      if (c.at('.')) return parseSpread(c);
      pairs.push(parsePair(c));
      if (!c.accept(',')) break;
    }
    return null;
  });
  return { kind: 'shape', shape, pairs, spread, pos: shape.pos };
}

/** `..` is two tokens, even with space between (§3.7). */
function parseSpread(c: TokenCursor): Expr {
  c.take();
  c.expect('.');
  return parseExpression(c);
}

/** A hard word in operand position: a builtin of that name (§4.4), or one of the dialect's forms (§22.5, §22.6). */
function parseReserved(c: TokenCursor): Expr {
  if (isReservedCall(c.token, c.peek(1).kind)) return parseCall(c);
  if (atFileCall(c)) return parseFileExpression(c);
  if (isDataName(c)) {
    if (c.peek(1).kind === '(') return parseCall(c);
    const { name, pos } = c.ident();
    return { kind: 'name', name, pos };
  }
  return c.stopExpectingOperand('a value');
}

/** `கோப்பு_படி(f)` and its like; the current token is the keyword. */
export function parseFileExpression(c: TokenCursor): Expr {
  return wrapped(c, parseFileCall(c, parseExpression));
}

/** True for a hard word that is also a builtin, directly followed by `(` (§4.4); of the spellings of `Join` only `_join` is. */
export function isReservedCall({ kind, text }: Token, next: TokenKind): boolean {
  if (next !== '(') return false;
  return kind === 'Encrypt' || kind === 'Decrypt' || kind === 'EncryptionKey' || (kind === 'Join' && text === '_join');
}
