// Owns the grammar of the server statements (spec language.md §5.1, §18, README 9 and 16). Knows nothing of serving.
import type { HttpMethod, Stmt } from './ast.ts';
import { parseExpression, parseHead, parseRecord } from './parse-expression.ts';
import type { TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

const VERBS: Partial<Record<TokenKind, HttpMethod>> = {
  HttpGet: 'GET',
  HttpPost: 'POST',
  HttpPut: 'PUT',
  HttpDelete: 'DELETE',
  HttpPatch: 'PATCH',
  HttpOptions: 'OPTIONS',
  HttpHead: 'HEAD',
};
const METHODS: readonly string[] = Object.values(VERBS);

function isMethod(word: string): word is HttpMethod {
  return METHODS.includes(word);
}

/** route = <Route> verb ',' head ( ',' record )? block */
export function parseRoute(c: TokenCursor): Stmt {
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  const known = VERBS[c.token.kind];
  if (known === undefined && !c.at('name')) c.stopExpecting('an HTTP method');
  const verb = c.ident();
  // A verb written as a plain word counts in any case; another word is the checker's to refuse (spec README 17).
  const upper = verb.name.toUpperCase();
  const method = known ?? (isMethod(upper) ? upper : null);
  c.expect(',');
  const path = parseHead(c);
  const options = !c.strict && c.accept(',') ? parseOptions(c) : null;
  return { kind: 'route', method, verb, path, options, body: c.rules.block(c), nested, pos };
}

function parseOptions(c: TokenCursor) {
  if (!c.at('{')) c.stopExpecting("'{'");
  const options = parseRecord(c);
  c.wrap();
  return options;
}

/** every = <Every> head block */
export function parseEvery(c: TokenCursor): Stmt {
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  const seconds = parseHead(c);
  return { kind: 'every', seconds, body: c.rules.block(c), nested, pos };
}

/** response = <Response> expr ',' expr ( ',' expr )? ';' */
export function parseResponse(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const status = parseExpression(c);
  c.expect(',');
  const body = parseExpression(c);
  const headers = c.accept(',') ? parseExpression(c) : null;
  c.expect(';');
  return { kind: 'response', status, body, headers, pos };
}

/** json_resp = <JSONBody> expr ( ',' expr )? ';' */
export function parseJsonResponse(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  const body = parseExpression(c);
  const status = c.accept(',') ? parseExpression(c) : null;
  c.expect(';');
  return { kind: 'json-response', body, status, pos };
}

/** <StartServer> expr ',' expr ';' */
export function parseStartServer(c: TokenCursor): Stmt {
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  const host = parseExpression(c);
  c.expect(',');
  const port = parseExpression(c);
  c.expect(';');
  return { kind: 'start-server', host, port, address: null, options: null, nested, pos };
}

/** <StopServer> ';' */
export function parseStopServer(c: TokenCursor): Stmt {
  const pos = c.pos(c.take());
  c.expect(';');
  return { kind: 'stop-server', pos };
}
