// Owns parameters, types and return types (spec language.md §5.1, §5.6). Knows nothing of bodies or statements.
import type { Param, TypeRef } from './ast.ts';
import { isName, type TokenKind } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';

type PlainType = Exclude<TypeRef['kind'], 'Shape'>;

/** §4.6. */
const TYPE_KEYWORDS: Partial<Record<TokenKind, PlainType>> = {
  IntegerType: 'Number',
  FloatType: 'Number',
  StringType: 'Text',
  TextType: 'Text',
  BoolType: 'Boolean',
  ArrayType: 'Array',
  ObjectType: 'Record',
  DataType: 'Record',
  DateType: 'Date',
};

export function isTypeKeyword(kind: TokenKind): boolean {
  return TYPE_KEYWORDS[kind] !== undefined;
}

/** Takes the type keyword that stands here. */
export function typeKeyword(c: TokenCursor): TypeRef {
  return { kind: TYPE_KEYWORDS[c.token.kind] ?? 'Record', pos: c.pos(c.take()) };
}

/** Takes the `Function` keyword as a type. */
export function functionType(c: TokenCursor): TypeRef {
  return { kind: 'Function', pos: c.pos(c.take()) };
}

/** Takes a name as the type of that shape. */
export function shapeType(c: TokenCursor): TypeRef {
  const { name, pos } = c.ident();
  return { kind: 'Shape', name, pos };
}

/** A type in front of a name: keyword, `Function`, or a name that another name follows. */
export function acceptTypePrefix(c: TokenCursor): TypeRef | null {
  if (c.at('Function')) return functionType(c);
  if (isName(c.token) && isName(c.peek(1))) return shapeType(c);
  return isTypeKeyword(c.token.kind) ? typeKeyword(c) : null;
}

/** True if the current token is `Const` and stands where it makes a binding fixed (§15.1). */
export function atFixed(c: TokenCursor): boolean {
  if (!c.at('Const')) return false;
  const next = c.peek(1);
  return isName(next) || next.kind === 'Function' || isTypeKeyword(next.kind);
}

/** signature = '(' ( param ( ',' param )* )? ')' type? */
export function parseSignature(c: TokenCursor): { readonly params: Param[]; readonly returns: TypeRef | null } {
  c.expect('(');
  const params: Param[] = [];
  if (!c.at(')')) {
    do params.push(parseParam(c));
    while (c.accept(','));
  }
  c.expect(')');
  return { params, returns: returnType(c) };
}

function parseParam(c: TokenCursor): Param {
  const fixed = atFixed(c);
  if (fixed) c.take();
  const type = acceptTypePrefix(c);
  return { id: c.name('a parameter name'), type, fixed };
}

/** A shape or `Function` is a return type only when the body follows (§5.6). */
function returnType(c: TokenCursor): TypeRef | null {
  if (c.peek(1).kind === '{') {
    if (c.at('Function')) return functionType(c);
    if (isName(c.token)) return shapeType(c);
  }
  return isTypeKeyword(c.token.kind) ? typeKeyword(c) : null;
}
