// Owns a short text form of the syntax tree, so that a test can state a whole tree in one line.
import type { Expr, FunctionNode, Pair, Stmt, TypeRef } from '@etamil/compiler/ast';
import { parse } from '@etamil/compiler/parser';
import { renderDiagnostic } from '@etamil/shared/diagnostic';

/** Statements of `source`, one text each; throws the rendered diagnostics if there are any. */
export function treeOf(source: string, strict = false): string[] {
  const { statements, diagnostics } = parse(source, 0, { strict });
  if (diagnostics.length > 0) throw new Error(diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
  return statements.map(statement);
}

/** The English half of the first diagnostic as `line:column message`, or `no error`. */
export function errorOf(source: string, strict = false): string {
  const [first] = parse(source, 0, { strict }).diagnostics;
  return first === undefined ? 'no error' : `${first.line}:${first.column} ${first.english}`;
}

const type = (t: TypeRef | null): string => (t === null ? '' : `${t.kind === 'Shape' ? t.name : t.kind}:`);
const pairs = (list: readonly Pair[]): string => list.map((p) => `${p.key.name}=${expression(p.value)}`).join(' ');
const list = (items: readonly Expr[]): string => items.map((e) => ` ${expression(e)}`).join('');
const block = (body: readonly Stmt[]): string => `{${body.map(statement).join(' ')}}`;
const optional = (e: Expr | null): string => (e === null ? '' : ` ${expression(e)}`);

function signature(fn: FunctionNode): string {
  const params = fn.params.map((p) => `${p.fixed ? 'fixed ' : ''}${type(p.type)}${p.id.name}`).join(', ');
  return `(${params})${fn.returns === null ? '' : ` -> ${type(fn.returns).slice(0, -1)}`} ${block(fn.body)}`;
}

export function expression(e: Expr): string {
  switch (e.kind) {
    case 'number':
      return e.text;
    case 'string':
      return JSON.stringify(e.value);
    case 'boolean':
      return String(e.value);
    case 'nil':
      return 'nil';
    case 'name':
      return e.name;
    case 'array':
      return `[${list(e.items).trim()}]`;
    case 'record':
      return `{${pairs(e.pairs)}}`;
    case 'shape':
      return `${e.shape.name}{${pairs(e.pairs)}${e.spread === null ? '' : ` ..${expression(e.spread)}`}}`;
    case 'negate':
    case 'not':
    case 'try':
      return `(${e.kind} ${expression(e.operand)})`;
    case 'arith':
      return `(${e.op} ${expression(e.left)} ${expression(e.right)})`;
    case 'and':
    case 'or':
      return `(${e.kind} ${expression(e.left)} ${expression(e.right)})`;
    case 'compare':
      return `(${e.operands.map((o, i) => `${i === 0 ? '' : `${e.ops[i - 1]} `}${expression(o)}`).join(' ')})`;
    case 'index':
      return `(index ${expression(e.target)} ${expression(e.index)})`;
    case 'field':
      return `(field ${expression(e.target)} ${e.field.name})`;
    case 'call':
      return `(call ${e.callee.name}${list(e.args)})`;
    case 'call-value':
      return `(call-value ${expression(e.callee)}${list(e.args)})`;
    case 'method':
      return `(method ${expression(e.target)} ${e.method.name}${list(e.args)})`;
    case 'function':
      return `(fn ${signature(e.fn)})`;
    case 'file-call':
      return `(${e.op}${list(e.args)})`;
  }
}

export function statement(s: Stmt): string {
  switch (s.kind) {
    case 'import':
      return `import ${s.path}${s.nested ? ' nested' : ''}`;
    case 'function':
      return `function ${s.fn.id?.name}${signature(s.fn)}`;
    case 'shape': {
      const fields = s.shape.fields.map((f) => `${type(f.type)}${f.id.name}`).join(', ');
      const methods = s.shape.methods.map((m) => ` ${m.id?.name}${signature(m)}`).join('');
      return `shape ${s.shape.id.name}(${fields})${methods}${s.nested ? ' nested' : ''}`;
    }
    case 'fixed':
      return `fixed ${type(s.type)}${s.id.name} ${expression(s.value)}`;
    case 'declare':
      return `declare ${type(s.type)}${s.id.name}${optional(s.value)}`;
    case 'assign':
      return `assign ${s.id.name}${optional(s.value)}`;
    case 'index-set':
      return `index-set ${s.id.name} ${expression(s.index)} ${expression(s.value)}`;
    case 'field-set':
      return `field-set ${s.id.name} ${s.field.name} ${expression(s.value)}`;
    case 'effect':
      return `effect ${expression(s.expr)}`;
    case 'print':
      return `print ${expression(s.value)}`;
    case 'input':
      return `input ${s.id.name}`;
    case 'return':
      return `return${optional(s.value)}`;
    case 'if':
      return `if ${expression(s.test)} ${block(s.then)}${s.otherwise === null ? '' : ` else ${block(s.otherwise)}`}`;
    case 'while':
      return `while ${expression(s.test)} ${block(s.body)}`;
    case 'foreach':
      return `foreach ${s.id.name} ${expression(s.over)} ${block(s.body)}`;
    case 'attempt':
      return `attempt ${block(s.body)} catch ${s.error?.name ?? '-'} ${block(s.handler)}`;
    case 'route':
      return `route ${s.method ?? `?${s.verb.name}`} ${expression(s.path)}${optional(s.options)} ${block(s.body)}${s.nested ? ' nested' : ''}`;
    case 'response':
      return `response ${expression(s.status)} ${expression(s.body)}${optional(s.headers)}`;
    case 'json-response':
      return `json-response ${expression(s.body)}${optional(s.status)}`;
    case 'every':
      return `every ${expression(s.seconds)} ${block(s.body)}${s.nested ? ' nested' : ''}`;
    case 'start-server': {
      const operands = [s.host, s.port, s.address, s.options].map((e) => (e === null ? '-' : expression(e))).join(' ');
      return `start-server ${operands}${s.nested ? ' nested' : ''}`;
    }
    case 'stop-server':
      return 'stop-server';
    case 'file-open':
      return `file-open ${expression(s.file)} ${s.mode}`;
    case 'file-close':
      return `file-close ${expression(s.file)}`;
    case 'file-write':
    case 'csv-write':
      return `${s.kind} ${expression(s.file)} ${expression(s.data)}`;
    case 'file-read':
    case 'csv-read':
      return `${s.kind} ${expression(s.file)} ${s.id.name}`;
    case 'db-connect':
      return `db-connect ${s.backend} ${expression(s.connection)} ${s.handle}`;
    case 'db-disconnect':
      return `db-disconnect ${s.handle}`;
    case 'db-execute':
      return `db-execute ${expression(s.sql)} ${expression(s.params)} ${s.handle}`;
    case 'db-query':
      return `db-query ${expression(s.sql)} ${expression(s.params)} ${s.id.name} ${s.handle}`;
    case 'unsupported':
      return `unsupported ${s.label}${list(s.exprs)}`;
  }
}
