// Owns the grammar of file, CSV and database statements (spec language.md §5.1, §10.10–10.12). Knows nothing of their effect.
import type { Expr, Ident, Stmt } from './ast.ts';
import { parseExpression } from './parse-expression.ts';
import type { TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const BACKENDS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'SQLite',
  'SQL',
  'PostgreSQL',
  'MySQL',
  'MongoDB',
  'Redis',
  'JSONdb',
  'NoSQL',
]);

/** <FileOpen> expr ( ',' STRING )? ';' – a mode that is not a literal is refused (§23, 7). */
export function parseFileOpen(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const file = parseExpression(c);
  const mode = c.accept(',') ? c.expect('string', 'a quoted mode').text.toLowerCase() : null;
  c.expect(';');
  return { kind: 'file-open', file, mode, pos };
}

export function parseFileClose(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const file = parseExpression(c);
  c.expect(';');
  return { kind: 'file-close', file, pos };
}

/** <FileWrite> or <WriteCSV> expr ',' expr ';' */
export function parseFileWrite(c: TokenCursor): Stmt {
  const kind = c.at('WriteCSV') ? 'csv-write' : 'file-write';
  const pos = c.pos(c.take());
  const file = parseExpression(c);
  c.expect(',');
  const data = parseExpression(c);
  c.expect(';');
  return { kind, file, data, pos };
}

/** <FileRead> or <ReadCSV> expr ',' NAME ';' */
export function parseFileRead(c: TokenCursor): Stmt {
  const kind = c.at('ReadCSV') ? 'csv-read' : 'file-read';
  const pos = c.pos(c.take());
  const file = parseExpression(c);
  c.expect(',');
  const id = c.name('a variable to read into');
  c.expect(';');
  return { kind, file, id, pos };
}

/** <DBConnect> backend ',' expr ( ',' handle )? ';' */
export function parseConnect(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  if (!BACKENDS.has(c.token.kind) && !c.at('name')) c.stopExpecting('a database type');
  const word = c.take();
  const backend = word.kind === 'name' ? word.text : word.kind;
  c.expect(',');
  const connection = parseExpression(c);
  const handle = c.accept(',') ? parseHandle(c, 'a name for this connection') : null;
  c.expect(';');
  return { kind: 'db-connect', backend, connection, handle, pos };
}

/** A connection's name: a keyword of any class by its token's name, so that all its spellings are one handle (§5.1). */
function parseHandle(c: TokenCursor, what: string): string {
  const { word, kind } = c.token;
  if (word === null && kind !== 'name' && kind !== 'string') c.stopExpecting(what);
  const { text } = c.take();
  return word === null ? text : word.token;
}

/** <DBDisconnect> handle ';' */
export function parseDisconnect(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const handle = parseHandle(c, 'a database type');
  c.expect(';');
  return { kind: 'db-disconnect', handle, pos };
}

/** <DBQuery> expr ',' expr ',' NAME ( ',' handle )? ';' */
export function parseQuery(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const sql = parseExpression(c);
  c.expect(',');
  const params = parseExpression(c);
  c.expect(',');
  const id = c.name('a variable to hold the rows');
  const handle = c.accept(',') ? parseHandle(c, 'the connection to query') : null;
  c.expect(';');
  return { kind: 'db-query', sql, params, id, handle, pos };
}

/** <DBExecute> expr ',' expr ( ',' handle )? ';' */
export function parseExecute(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const sql = parseExpression(c);
  c.expect(',');
  const params = parseExpression(c);
  const handle = c.accept(',') ? parseHandle(c, 'the connection to run this on') : null;
  c.expect(';');
  return { kind: 'db-execute', sql, params, handle, pos };
}

/** The forms of §10.14 that parse but are refused when reached: NAME ',' expr, and for update one more. */
function tableStatement(label: string, mostOperands: number): (c: TokenCursor) => Stmt {
  return (c) => {
    const pos = c.pos(c.take());
    tableName(c);
    c.expect(',');
    const exprs: Expr[] = [parseExpression(c)];
    if (exprs.length < mostOperands && c.accept(',')) exprs.push(parseExpression(c));
    c.expect(';');
    return { kind: 'unsupported', label, exprs, pos };
  };
}

function tableName(c: TokenCursor): Ident {
  return c.name('a table name');
}

export const parseDbInsert = tableStatement('தளம்_செருக (database insert)', 1);
export const parseDbUpdate = tableStatement('தளம்_புதுப்பி (database update)', 2);
export const parseDbDelete = tableStatement('தளம்_நீக்கு (database delete)', 1);
export const parseCreateTable = tableStatement('அட்டை_ஆக்கு (create table)', 1);

/** <Select> NAME ( ',' NAME )* <From> NAME ( <Where> expr )? ';' */
export function parseSelect(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  do c.name('a column name');
  while (c.accept(','));
  c.expect('From', 'இதனில் (iqaZil)');
  tableName(c);
  const exprs = c.accept('Where') ? [parseExpression(c)] : [];
  c.expect(';');
  return { kind: 'unsupported', label: 'தேர்வெடு (select)', exprs, pos };
}
