// Owns the grammar of core statements and how they are told apart (spec language.md §5.1, §5.5), and the entry to parsing.
// Knows nothing of what statements mean.
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Expr, Ident, Stmt } from './ast.ts';
import { lex } from './lexer.ts';
import { parseDialectStatement, parseIfBlocks } from './parse-dialect.ts';
import { atFileCallStatement } from './parse-dialect-expression.ts';
import {
  isReservedCall,
  parseCall,
  parseExpression,
  parseFileExpression,
  parseHead,
  parseMember,
  parsePostfixes,
} from './parse-expression.ts';
import {
  parseConnect,
  parseCreateTable,
  parseDbDelete,
  parseDbInsert,
  parseDbUpdate,
  parseDisconnect,
  parseExecute,
  parseFileClose,
  parseFileOpen,
  parseFileRead,
  parseFileWrite,
  parseQuery,
  parseSelect,
} from './parse-io.ts';
import {
  parseEvery,
  parseJsonResponse,
  parseResponse,
  parseRoute,
  parseStartServer,
  parseStopServer,
} from './parse-server.ts';
import { atShape, parseShapeDeclaration } from './parse-shape.ts';
import { acceptTypePrefix, atFixed, isTypeKeyword, parseSignature, shapeType, typeKeyword } from './parse-signature.ts';
import { isName, type TokenKind } from './token.ts';
import { SyntaxStop, TokenCursor } from './token-cursor.ts';

export interface ParseOptions {
  /** Turns off §22 and route options (spec README 22). */
  readonly strict: boolean;
}

export interface ParseResult {
  /** Empty if there are diagnostics. */
  readonly statements: readonly Stmt[];
  /** All lexical errors, else the first parse error (§21). */
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses prepared source (source-text.ts). Never throws; linear in the source; the tree is of bounded height. */
export function parse(source: string, file: number, options: ParseOptions): ParseResult {
  const { tokens, diagnostics } = lex(source, file, options.strict);
  if (diagnostics.length > 0) return { statements: [], diagnostics };
  const c = new TokenCursor(source, file, options.strict, tokens, { block: parseBlock });
  const statements: Stmt[] = [];
  try {
    while (!c.at('end')) parseStatement(c, statements);
  } catch (stop) {
    if (!(stop instanceof SyntaxStop)) throw stop;
    return { statements: [], diagnostics: [stop.diagnostic] };
  }
  return { statements, diagnostics: [] };
}

/** block = '{' statement* '}' */
function parseBlock(c: TokenCursor): Stmt[] {
  if (!c.at('{')) c.stopExpecting("'{'");
  c.enter();
  c.take();
  const head = c.inHead;
  c.inHead = false;
  c.blocks++;
  const statements: Stmt[] = [];
  while (!c.at('}')) {
    if (c.at('end')) c.stopExpecting("'}'");
    parseStatement(c, statements);
  }
  c.take();
  c.blocks--;
  c.inHead = head;
  c.leave();
  c.wrap();
  return statements;
}

/** Adds the statement that begins here to `out`; an empty one (§22.4) adds nothing. */
function parseStatement(c: TokenCursor, out: Stmt[]): void {
  if (!c.strict && c.accept(';')) return;
  const outer = c.height;
  c.height = 0;
  const first = c.token;
  out.push(parseDialectStatement(c) ?? parseCoreStatement(c));
  c.wrap(first);
  if (c.height < outer) c.height = outer;
}

/** The order of the tests is §5.5. */
function parseCoreStatement(c: TokenCursor): Stmt {
  const { token } = c;
  if (atShape(c)) return parseShapeDeclaration(c);
  if (atFixed(c) || atReservedFixed(c)) return parseFixed(c);
  const next = c.peek(1).kind;
  const isData = token.kind === 'DataType' && !c.strict && (next === '=' || next === '[' || next === '.');
  if (isTypeKeyword(token.kind) && !isData) return parseDeclaration(c);
  if (isName(token) || isData) return isName(c.peek(1)) ? parseShapeTyped(c) : parseNameStatement(c);
  if (isReservedCall(token, next)) return parseEffect(c, parseCalls);
  if (token.kind === '(') return parseCondition(c);
  if (next === '=') c.stopExpectingName('a variable name');
  if (atFileCallStatement(c)) return parseEffect(c, parseFileExpression);
  const rule = RULES[token.kind];
  return rule === undefined ? c.stopExpectingOperand('a statement') : rule(c);
}

/** `நிலை குழு = 1;`: not a fixed binding by the letter of §5.5, but parseFixed names the mistake. */
function atReservedFixed(c: TokenCursor): boolean {
  return c.at('Const') && c.peek(1).word?.reserved === 'hard' && c.peek(2).kind === '=';
}

/** fixed = <Const> type? NAME '=' expr ';' */
function parseFixed(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const type = acceptTypePrefix(c);
  const id = c.name('a name after நிலை (nilY)');
  c.expect('=');
  return { kind: 'fixed', id, type, value: endedExpression(c), pos };
}

/** declare = type NAME ( '=' expr )? ';' with a type keyword; nothing else may follow the type (§5.7). */
function parseDeclaration(c: TokenCursor): Stmt {
  const pos = c.pos();
  const type = typeKeyword(c);
  const id = c.name('a name after the type');
  return { kind: 'declare', id, type, value: optionalValue(c), pos };
}

/** NAME directly followed by NAME: a variable of that shape. */
function parseShapeTyped(c: TokenCursor): Stmt {
  const pos = c.pos();
  const type = shapeType(c);
  const id = c.name('a name after the shape');
  return { kind: 'declare', id, type, value: optionalValue(c), pos };
}

/** ( '=' expr )? ';' – null means the number 0 (§10.1). */
function optionalValue(c: TokenCursor): Expr | null {
  if (c.accept(';')) return null;
  c.expect('=');
  return endedExpression(c);
}

function endedExpression(c: TokenCursor): Expr {
  const e = parseExpression(c);
  c.expect(';');
  return e;
}

/** Statements that begin with a name: effect, element set, field set, assignment. */
function parseNameStatement(c: TokenCursor): Stmt {
  const pos = c.pos();
  switch (c.peek(1).kind) {
    case '(':
      return parseEffect(c, parseCalls);
    case '[':
      return parseIndexSet(c);
    case '.':
      return parseFieldStatement(c);
    default: {
      const id = c.ident();
      return { kind: 'assign', id, value: optionalValue(c), pos };
    }
  }
}

/** effect = call postfix* ';' – the call by name, by a reserved word (§4.4), or of a file form (§22.5). */
function parseEffect(c: TokenCursor, call: (c: TokenCursor) => Expr): Stmt {
  const pos = c.pos();
  const expr = call(c);
  c.expect(';');
  return { kind: 'effect', expr, pos };
}

function parseCalls(c: TokenCursor): Expr {
  return parsePostfixes(c, parseCall(c));
}

/** index_set = NAME '[' expr ']' '=' expr ';' – one step only (§10.2). */
function parseIndexSet(c: TokenCursor): Stmt {
  const id = c.ident();
  c.enter();
  c.expect('[');
  const index = parseExpression(c);
  c.expect(']');
  c.leave();
  c.expect('=');
  return { kind: 'index-set', id, index, value: endedExpression(c), pos: id.pos };
}

/** field_set, or the effect of a method call when `(` follows the field. */
function parseFieldStatement(c: TokenCursor): Stmt {
  const id = c.ident();
  c.expect('.');
  const member = parseMember(c, { kind: 'name', name: id.name, pos: id.pos });
  if (member.kind === 'field') {
    c.expect('=');
    return { kind: 'field-set', id, field: member.field, value: endedExpression(c), pos: id.pos };
  }
  c.wrap();
  const expr = parsePostfixes(c, member);
  c.expect(';');
  return { kind: 'effect', expr, pos: id.pos };
}

/** '(' expr ')' and then <If> or <Loop>. */
function parseCondition(c: TokenCursor): Stmt {
  const pos = c.pos();
  c.enter();
  c.take();
  const test = parseExpression(c);
  c.expect(')');
  c.leave();
  if (c.accept('If')) return parseIfBlocks(c, pos, test);
  if (c.accept('Loop')) return { kind: 'while', test, body: parseBlock(c), pos };
  return c.stopExpecting('எனில் (eZil) or சுற்று (cuRRu) after a condition');
}

/** import = <Import> STRING ';' */
function parseImport(c: TokenCursor): Stmt {
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  const path = c.expect('string', 'a quoted file path after இறக்கு (iRakku)').text;
  c.expect(';');
  return { kind: 'import', path, pos, nested };
}

/** <Function> NAME signature block, or <Function> NAME '=' expr ';' */
function parseFunction(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const id = c.name('a function name');
  if (c.accept('=')) return { kind: 'declare', id, type: { kind: 'Function', pos }, value: endedExpression(c), pos };
  const { params, returns } = parseSignature(c);
  return { kind: 'function', fn: { id, params, returns, body: parseBlock(c), pos: id.pos }, pos };
}

function parsePrint(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  return { kind: 'print', value: endedExpression(c), pos };
}

/** <Input> NAME ';' – the name may be in parentheses; any other target is refused (§10.5). */
function parseInput(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  let open = 0;
  while (c.accept('(')) open++;
  const id: Ident = c.name('a variable to read into');
  for (; open > 0; open--) c.expect(')');
  c.expect(';');
  return { kind: 'input', id, pos };
}

function parseReturn(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  return { kind: 'return', value: c.accept(';') ? null : endedExpression(c), pos };
}

/** foreach = <ForEach> NAME <In> head block */
function parseForEach(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const id = c.name('a loop variable');
  c.expect('In', 'இல் (il)');
  const over = parseHead(c);
  return { kind: 'foreach', id, over, body: parseBlock(c), pos };
}

const RULES: Partial<Record<TokenKind, (c: TokenCursor) => Stmt>> = {
  Import: parseImport,
  Function: parseFunction,
  Print: parsePrint,
  Input: parseInput,
  Return: parseReturn,
  ForEach: parseForEach,
  Route: parseRoute,
  Every: parseEvery,
  Response: parseResponse,
  JSONBody: parseJsonResponse,
  StartServer: parseStartServer,
  StopServer: parseStopServer,
  FileOpen: parseFileOpen,
  FileClose: parseFileClose,
  FileWrite: parseFileWrite,
  WriteCSV: parseFileWrite,
  FileRead: parseFileRead,
  ReadCSV: parseFileRead,
  DBConnect: parseConnect,
  DBDisconnect: parseDisconnect,
  DBQuery: parseQuery,
  DBExecute: parseExecute,
  DBInsert: parseDbInsert,
  DBUpdate: parseDbUpdate,
  DBDelete: parseDbDelete,
  CreateTable: parseCreateTable,
  Select: parseSelect,
};
