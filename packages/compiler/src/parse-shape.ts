// Owns the grammar of shape declarations (spec language.md §5.1, §5.3, §5.6, §14.1). Knows nothing of what shapes mean.
import type { FieldDecl, FunctionNode, Stmt } from './ast.ts';
import { acceptTypePrefix, parseSignature } from './parse-signature.ts';
import { isName } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

/** True at `Shape` where it begins a declaration (§5.5 rule 1); `வடிவம் = 1;` is an ordinary assignment. */
export function atShape(c: TokenCursor): boolean {
  if (!c.at('Shape') || c.peek(2).kind !== '{') return false;
  const name = c.peek(1);
  // Not a name, but plainly meant as one: said in parseShapeDeclaration.
  return isName(name) || name.word !== null || name.kind === 'string';
}

/** shape = <Shape> NAME '{' ( field ','? | method )* '}' */
export function parseShapeDeclaration(c: TokenCursor): Stmt {
  const nested = c.blocks > 0;
  const pos = c.pos(c.take());
  const id = c.name('a shape name');
  const fields: FieldDecl[] = [];
  const methods: FunctionNode[] = [];
  c.enter();
  c.expect('{');
  while (!c.at('}')) {
    if (c.at('end')) c.stopExpecting("'}'");
    if (atMethod(c)) {
      methods.push(parseMethod(c));
      continue;
    }
    const type = acceptTypePrefix(c);
    fields.push({ id: c.name('a field name'), type });
    if (!c.accept(',') && !c.at('}') && !atMethod(c)) c.stopExpecting("',' or '}' after a field");
  }
  c.take();
  c.leave();
  return { kind: 'shape', shape: { id, fields, methods }, nested, pos };
}

/** `செயல் k,` and `செயல் k }` declare a field that holds a function. */
function atMethod(c: TokenCursor): boolean {
  if (!c.at('Function')) return false;
  const after = c.peek(2).kind;
  return !(isName(c.peek(1)) && (after === ',' || after === '}'));
}

function parseMethod(c: TokenCursor): FunctionNode {
  c.take();
  const id = c.name('a method name');
  const { params, returns } = parseSignature(c);
  return { id, params, returns, body: c.rules.block(c), pos: id.pos };
}
