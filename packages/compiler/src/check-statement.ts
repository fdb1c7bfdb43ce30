// Owns the walk over statements and function bodies in text order (spec §16). The rules themselves are in check-*.ts.
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Expr, FunctionNode, Stmt } from './ast.ts';
import { checkExpression } from './check-expression.ts';
import { bindVariable, changePart, fixName, refuseShapeName } from './check-fixed.ts';
import type { ServerRules } from './check-server.ts';
import { checkShapeDeclaration, setField } from './check-shapes.ts';
import { expectType, writtenType } from './check-types.ts';
import type { Checking, Place, Returns } from './checking.ts';
import { isReceiverMethod, shapeOf } from './program-tables.ts';
import { Scope } from './scope.ts';
import { type KnownType, NUMBER } from './value-type.ts';

/** Walks statements; `later` keeps what must wait until the top level has been seen: handlers and jobs. */
export class StatementChecker {
  readonly #c: Checking;
  readonly #server: ServerRules;
  readonly #later: (into: Diagnostic[], work: () => void) => void;

  constructor(c: Checking, server: ServerRules, later: (into: Diagnostic[], work: () => void) => void) {
    this.#c = c;
    this.#server = server;
    this.#later = later;
  }

  body(statements: readonly Stmt[], place: Place): void {
    for (const s of statements) this.statement(s, place);
  }

  statement(s: Stmt, place: Place): void {
    const c = this.#c;
    const { scope } = place;
    switch (s.kind) {
      case 'import':
      case 'stop-server':
      case 'db-disconnect':
        return;
      case 'function':
        this.#namedFunction(s.fn);
        return;
      case 'shape':
        checkShapeDeclaration(c, s.shape, s.nested, this.#functionBody);
        return;
      case 'fixed':
        this.#fixed(s, scope);
        return;
      case 'declare':
        this.#declare(s, scope);
        return;
      case 'assign':
        this.#assign(s, scope);
        return;
      case 'index-set':
        this.#indexSet(s, scope);
        return;
      case 'field-set':
        this.#fieldSet(s, scope);
        return;
      case 'return':
        this.#return(s, place);
        return;
      case 'if':
        this.#expression(scope, s.test);
        this.body(s.then, inside(place));
        this.body(s.otherwise ?? [], inside(place));
        return;
      case 'while':
        this.#expression(scope, s.test);
        this.body(s.body, inside(place));
        return;
      case 'foreach':
        this.#expression(scope, s.over);
        this.#target(scope, s.id);
        this.body(s.body, inside(place));
        return;
      case 'attempt':
        this.body(s.body, inside(place));
        // The name of the error is ours (§22.1) and has a position of its own.
        if (s.error !== null && bindVariable(c, scope, s.error, 'assign')) scope.declare(s.error.name, null);
        this.body(s.handler, inside(place));
        return;
      case 'route':
        this.#server.route(c, s, place.topLevel && !s.nested);
        this.#expression(scope, s.path);
        if (s.options !== null) this.#expression(scope, s.options);
        this.#handler(s.body, place);
        return;
      case 'every':
        this.#server.job(c, s, place.topLevel && !s.nested);
        this.#expression(scope, s.seconds);
        this.#handler(s.body, place);
        return;
      case 'start-server':
        this.#server.start(c, s, place.topLevel && !s.nested);
        for (const e of [s.host, s.port, s.address, s.options]) if (e !== null) this.#expression(scope, e);
        return;
      case 'input':
        // §16.2: an input does not drop the declaration of its target.
        bindVariable(c, scope, s.id, 'target');
        return;
      case 'file-read':
      case 'csv-read':
        this.#expression(scope, s.file);
        this.#target(scope, s.id);
        return;
      case 'db-query':
        this.#expressions(scope, [s.sql, s.params]);
        this.#target(scope, s.id);
        return;
      default:
        this.#expressions(scope, operandsOf(s));
    }
  }

  #expression(scope: Scope, e: Expr): KnownType {
    return checkExpression(this.#c, scope, e, this.#functionBody);
  }

  #expressions(scope: Scope, list: readonly Expr[]): void {
    for (const e of list) this.#expression(scope, e);
  }

  #fixed(s: Extract<Stmt, { kind: 'fixed' }>, scope: Scope): void {
    const declared = writtenType(this.#c, s.type);
    const given = this.#expression(scope, s.value);
    expectType(this.#c, s.id.name, s.id.pos, declared, given);
    fixName(this.#c, scope, s.id);
    scope.holds(s.id.name, declared ?? given);
    // §16.2: of a value, only a shape is remembered without being written.
    scope.declare(s.id.name, declared ?? (given?.kind === 'Shape' ? given : null));
  }

  #declare(s: Extract<Stmt, { kind: 'declare' }>, scope: Scope): void {
    const declared = writtenType(this.#c, s.type);
    const given = s.value === null ? NUMBER : this.#expression(scope, s.value);
    if (!bindVariable(this.#c, scope, s.id, 'declare')) return;
    expectType(this.#c, s.id.name, s.id.pos, declared, given);
    scope.holds(s.id.name, declared ?? given);
    scope.declare(s.id.name, declared);
  }

  #assign(s: Extract<Stmt, { kind: 'assign' }>, scope: Scope): void {
    const { name, pos } = s.id;
    if (s.value === null) this.#c.report('LINT-ZERO', pos, { name });
    const given = s.value === null ? NUMBER : this.#expression(scope, s.value);
    if (!bindVariable(this.#c, scope, s.id, 'assign')) return;
    expectType(this.#c, name, pos, scope.typeOf(name), given);
    scope.holds(name, given);
  }

  #indexSet(s: Extract<Stmt, { kind: 'index-set' }>, scope: Scope): void {
    this.#expression(scope, s.index);
    const given = this.#expression(scope, s.value);
    if (!changePart(this.#c, scope, s.id, `${s.id.name}[…]`, s.id.pos)) return;
    const shape = shapeOf(scope.typeOf(s.id.name), this.#c.tables);
    if (shape !== null && s.index.kind === 'string') setField(this.#c, shape, s.index.value, s.index.pos, given);
  }

  #fieldSet(s: Extract<Stmt, { kind: 'field-set' }>, scope: Scope): void {
    const given = this.#expression(scope, s.value);
    if (!changePart(this.#c, scope, s.id, `${s.id.name}.${s.field.name}`, s.id.pos)) return;
    const shape = shapeOf(scope.typeOf(s.id.name), this.#c.tables);
    if (shape !== null) setField(this.#c, shape, s.field.name, s.field.pos, given);
  }

  #return(s: Extract<Stmt, { kind: 'return' }>, place: Place): void {
    if (s.value === null) return;
    const given = this.#expression(place.scope, s.value);
    const wanted = place.returns;
    if (wanted !== null) expectType(this.#c, wanted.name, wanted.at, wanted.type, given);
  }

  /** For-each variables, file, CSV and query targets drop the declaration of their name (§16.2). */
  #target(scope: Scope, id: Extract<Stmt, { kind: 'foreach' }>['id']): void {
    if (!bindVariable(this.#c, scope, id, 'target')) return;
    scope.declare(id.name, null);
    scope.holds(id.name, null);
  }

  /** §15.3: the whole prelude runs before the block, so a handler of the top level is checked after all of it. */
  #handler(body: readonly Stmt[], place: Place): void {
    const within: Place = {
      scope: new Scope({ scope: place.scope, as: 'prelude' }),
      returns: place.returns,
      topLevel: false,
    };
    if (!place.topLevel) {
      this.body(body, within);
      return;
    }
    const found: Diagnostic[] = [];
    this.#c.reserve(found);
    this.#later(found, () => this.body(body, within));
  }

  #namedFunction(fn: FunctionNode): void {
    if (fn.id !== null && this.#c.tables.ownShapes.has(fn.id.name)) {
      this.#c.report('TYP-SHAPE-FN', fn.id.pos, { shape: fn.id.name });
    }
    this.#functionBody(this.#c, fn, null);
  }

  /** §16.3: a body sees its parameters and nothing of the scopes around it. */
  readonly #functionBody = (c: Checking, fn: FunctionNode, shape: string | null): void => {
    const scope = new Scope();
    const names = new Set<string>();
    for (const [i, param] of fn.params.entries()) {
      const { name, pos } = param.id;
      const receiver = i === 0 && shape !== null && isReceiverMethod(fn);
      const declared = writtenType(c, param.type);
      if (names.has(name)) c.report('TYP-PARAM-TWICE', pos, { name });
      names.add(name);
      refuseShapeName(c, scope, param.id);
      scope.assign(name);
      scope.declare(name, receiver ? { kind: 'Shape', name: shape } : declared);
      if (param.fixed || receiver) scope.fix(name, pos);
      if (!receiver) scope.holds(name, declared);
    }
    this.body(fn.body, { scope, returns: this.#returns(c, fn), topLevel: false });
  };

  #returns(c: Checking, fn: FunctionNode): Returns | null {
    const type = writtenType(c, fn.returns);
    if (type === null) return null;
    return { type, name: fn.id?.name ?? FUNCTION_KEYWORD, at: fn.id?.pos ?? fn.pos };
  }
}

/** What an anonymous function is called in messages (§16.3). */
const FUNCTION_KEYWORD = 'செயல்';

function inside(place: Place): Place {
  return place.topLevel ? { ...place, topLevel: false } : place;
}

/** The operands of statements that bind nothing and have no rules of their own. */
function operandsOf(s: Stmt): readonly Expr[] {
  switch (s.kind) {
    case 'effect':
      return [s.expr];
    case 'print':
      return [s.value];
    case 'response':
      return s.headers === null ? [s.status, s.body] : [s.status, s.body, s.headers];
    case 'json-response':
      return s.status === null ? [s.body] : [s.body, s.status];
    case 'file-open':
    case 'file-close':
      return [s.file];
    case 'file-write':
    case 'csv-write':
      return [s.file, s.data];
    case 'db-connect':
      return [s.connection];
    case 'db-execute':
      return [s.sql, s.params];
    case 'unsupported':
      return s.exprs;
    default:
      return [];
  }
}
