// Owns turning a checked program into a ProgramImage: pools, functions, entries. Statements are in emit-statement.ts,
// expressions in emit-expression.ts. Knows nothing of sources, files or how code is run.
import type { FieldType, ProgramImage, ShapeImage } from '@etamil/shared/bytecode-format';
import type { JobFacts, ProgramFacts, RouteFacts } from '@etamil/shared/route-table';
import type { FunctionNode, ShapeNode, Stmt } from './ast.ts';
import { routeOptions } from './route-options.ts';
import { boundNames, declarationsOf } from './declarations.ts';
import { emitBody } from './emit-statement.ts';
import { FunctionEmitter, type Calls, type EmitContext, type EmitOptions } from './function-emitter.ts';
import { ProgramBuilder } from './program-builder.ts';
import { pathParameters, readsOf } from './route-facts.ts';
import { suspending } from './suspend-analysis.ts';

const RECEIVERS: ReadonlySet<string> = new Set(['இது', 'iqu', '_self']);

/** What a REPL keeps between inputs: pools and functions only grow, so function values stay callable (spec §20). */
export class SessionState {
  readonly builder = new ProgramBuilder();
  readonly calls: Calls[] = [];
  readonly taken = new Set<number>();
  readonly functions = new Map<string, FunctionNode>();
  readonly shapes = new Map<string, ShapeNode>();
}

/** Emits a program that passed the checker. With a session, what it declares is added to the session's tables. */
export function emitProgram(statements: readonly Stmt[], options: EmitOptions, session?: SessionState): ProgramImage {
  const fresh = declarationsOf(statements);
  const { builder, calls, taken } = session ?? new SessionState();
  for (const [name, fn] of fresh.functions) session?.functions.set(name, fn);
  for (const [name, shape] of fresh.shapes) session?.shapes.set(name, shape);
  const declarations = session === undefined ? fresh : { ...fresh, functions: session.functions, shapes: session.shapes };
  const bodies: { fn: FunctionNode; name: string; kind: 'named' | 'method'; index: number }[] = [];
  const ctx: EmitContext = { builder, declarations, options, calls, taken };

  const reserve = (name: string, fn: FunctionNode, kind: 'named' | 'method'): number => {
    const index = builder.functions.length;
    builder.functions.push({ name, kind, params: fn.params.length, captures: 0, locals: 0, suspends: false, code: new Uint8Array(0) });
    builder.functionIndex.set(name, index);
    bodies.push({ fn, name, kind, index });
    return index;
  };
  for (const [name, fn] of fresh.functions) reserve(name, fn, 'named');
  for (const shape of fresh.shapes.values()) {
    builder.shapeIndex.set(shape.id.name, builder.shapes.length);
    builder.shapes.push(shapeImage(shape, (m) => reserve(`${shape.id.name}.${m.id?.name ?? ''}`, m, 'method')));
  }
  builder.resolveNames();
  for (const b of bodies) emitFunction(ctx, b.fn, b.name, b.kind, b.index);

  const { entries, facts } = options.mode === 'serve' ? serveEntries(ctx, statements) : plainEntries(ctx, statements);
  const colours = suspending(calls, ctx.taken, builder);
  return {
    strings: builder.strings,
    numbers: builder.numbers,
    names: builder.names,
    globals: builder.globalImages(),
    shapes: builder.shapes,
    files: options.files,
    positions: Uint32Array.from(builder.positions),
    functions: builder.functions.map((f, i) => ({ ...f, suspends: colours.functions[i] === true })),
    entries,
    dynamicSuspends: colours.dynamic,
    facts: {
      ...facts,
      routes: facts.routes.map((r) => ({ ...r, maySuspend: (entries[r.entry] ?? []).some((f) => colours.functions[f] === true) })),
    },
  };
}

function shapeImage(shape: ShapeNode, reserve: (m: FunctionNode) => number): ShapeImage {
  return {
    name: shape.id.name,
    fields: shape.fields.map((f) => ({
      name: f.id.name,
      type: (f.type === null ? 'Any' : f.type.kind) as FieldType,
      shape: f.type?.kind === 'Shape' ? f.type.name : '',
    })),
    methods: shape.methods.map((m) => ({
      name: m.id?.name ?? '',
      fn: reserve(m),
      receiver: m.params.length > 0 && RECEIVERS.has(m.params[0]?.id.name ?? ''),
    })),
  };
}

/** Emits one named function or method into its reserved place. */
function emitFunction(ctx: EmitContext, fn: FunctionNode, name: string, kind: 'named' | 'method', index: number): void {
  const em = new FunctionEmitter(ctx, false, index);
  em.enterParams(fn.params.map((p) => p.id.name));
  for (const n of boundNames(fn.body)) em.scope.slot(n);
  emitBody(em, fn.body);
  em.finish({ name, kind, params: fn.params.length, captures: 0 });
}

function emitTop(ctx: EmitContext, statements: readonly Stmt[], kind: 'prelude' | 'top', definedBefore: readonly string[]): { index: number; defined: string[] } {
  const index = ctx.builder.functions.length;
  ctx.builder.functions.push({ name: '', kind, params: 0, captures: 0, locals: 0, suspends: false, code: new Uint8Array(0) });
  const em = new FunctionEmitter(ctx, true, index);
  em.handler = kind === 'top' && ctx.options.mode === 'serve';
  for (const n of definedBefore) em.scope.define(n);
  const mark = em.scope.enter();
  emitBody(em, statements);
  const defined = em.scope.leave(mark);
  em.finish({ name: '', kind, params: 0, captures: 0 });
  return { index, defined };
}

function plainEntries(ctx: EmitContext, statements: readonly Stmt[]): { entries: number[][]; facts: ProgramFacts } {
  // A session keeps its globals between inputs, so nothing may live in JavaScript locals only.
  const kind = ctx.options.mode === 'session' ? 'prelude' : 'top';
  return { entries: [[emitTop(ctx, statements, kind, []).index]], facts: { routes: [], jobs: [], start: ctx.options.start } };
}

function serveEntries(ctx: EmitContext, statements: readonly Stmt[]): { entries: number[][]; facts: ProgramFacts } {
  const lifted = (s: Stmt): boolean => s.kind === 'route' || s.kind === 'every' || s.kind === 'start-server' || s.kind === 'shape';
  const preludeBody = statements.filter((s) => !lifted(s));
  const prelude = emitTop(ctx, preludeBody, 'prelude', []);
  // an empty prelude costs no call
  const runsPrelude = preludeBody.some((s) => s.kind !== 'function' && s.kind !== 'import');
  const base = runsPrelude ? [prelude.index] : [];
  const entries: number[][] = [[prelude.index]];
  const routes: RouteFacts[] = [];
  const jobs: JobFacts[] = [];
  const fileName = (file: number): string => ctx.options.files[file] ?? '';
  const preludePure = !preludeBody.some((s) => s.kind !== 'function' && s.kind !== 'import' && !(s.kind === 'fixed' && isLiteral(s.value)));
  for (const s of statements) {
    if (s.kind === 'route' && s.method !== null && s.path.kind === 'string') {
      const block = emitTop(ctx, s.body, 'top', prelude.defined);
      const pattern = s.path.value.normalize('NFC');
      const facts: RouteFacts = {
        method: s.method,
        pattern,
        params: pathParameters(pattern),
        reads: readsOf([...preludeBody, ...s.body], ctx.declarations),
        options: s.options === null ? {} : routeOptions(s.options).options,
        preludePure,
        maySuspend: false,
        file: fileName(s.pos.file),
        line: s.pos.line,
        entry: entries.length,
      };
      // the later declaration of the same method and text replaces the earlier (spec README 25)
      const same = routes.findIndex((r) => r.method === facts.method && r.pattern === facts.pattern);
      if (same >= 0) routes.splice(same, 1);
      routes.push(facts);
      entries.push([...base, block.index]);
    } else if (s.kind === 'every' && s.seconds.kind === 'number') {
      const block = emitTop(ctx, s.body, 'top', prelude.defined);
      const seconds = Math.max(1, Math.min(Math.trunc(Number(s.seconds.text)), 2_000_000_000));
      jobs.push({ seconds, file: fileName(s.pos.file), line: s.pos.line, entry: entries.length });
      entries.push([...base, block.index]);
    }
  }
  if (routes.length === 0) {
    // §18.6: the whole program answers `/`
    const reads = readsOf(preludeBody, ctx.declarations);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      routes.push({ method, pattern: '/', params: [], reads, options: {}, preludePure: false, maySuspend: false, file: fileName(0), line: 1, entry: 0 });
    }
  }
  return { entries, facts: { routes, jobs, start: ctx.options.start } };
}

function isLiteral(e: { readonly kind: string }): boolean {
  return e.kind === 'number' || e.kind === 'string' || e.kind === 'boolean' || e.kind === 'nil';
}
