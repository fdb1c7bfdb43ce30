// Owns emitting into one function: its writer, its scope, the facts for suspend analysis. Knows nothing of syntax.
import type { Declarations } from './declarations.ts';
import type { Pos } from './ast.ts';
import type { StartFacts } from '@etamil/shared/route-table';
import { CodeWriter } from './code-writer.ts';
import { FunctionScope } from './function-scope.ts';
import type { ProgramBuilder } from './program-builder.ts';

/** What one function may call; input of suspend-analysis.ts. */
export interface Calls {
  readonly functions: Set<number>;
  /** Method names called on values. */
  readonly methods: Set<string>;
  /** Calls a function value or a variable. */
  dynamic: boolean;
  /** Calls a suspending builtin itself. */
  suspends: boolean;
}

/** `run`: entry 0 is the plain program. `serve`: entry 0 is the prelude alone, then one entry per route and job. `session`: a REPL input. */
export interface EmitOptions {
  readonly mode: 'run' | 'serve' | 'session';
  readonly strict: boolean;
  readonly files: readonly string[];
  readonly start: StartFacts | null;
}

/** Shared by all functions of one program. */
export interface EmitContext {
  readonly builder: ProgramBuilder;
  readonly declarations: Declarations;
  readonly options: EmitOptions;
  /** By function index. */
  readonly calls: Calls[];
  /** Functions (index) and suspending builtins (-1) that are taken as values. */
  readonly taken: Set<number>;
}

/** Emits one function. */
export class FunctionEmitter {
  readonly ctx: EmitContext;
  readonly scope: FunctionScope;
  readonly code = new CodeWriter();
  readonly calls: Calls;
  readonly index: number;
  /** Top level of a route or job: `திரும்பு` ends it (spec README 3). */
  handler = false;

  constructor(ctx: EmitContext, top: boolean, index: number) {
    this.ctx = ctx;
    this.scope = new FunctionScope(top);
    this.index = index;
    this.calls = { functions: new Set(), methods: new Set(), dynamic: false, suspends: false };
    ctx.calls[index] = this.calls;
  }

  /** Captures come first, then parameters; a parameter of the same name wins. */
  enterParams(params: readonly string[], captures: readonly string[] = []): void {
    this.scope.locals = captures.length + params.length;
    captures.forEach((n, i) => {
      this.bindAt(n, i);
    });
    params.forEach((n, i) => {
      this.bindAt(n, captures.length + i);
    });
  }

  private bindAt(name: string, slot: number): void {
    this.scope.slots.set(name, slot);
    this.scope.define(name);
    this.scope.known.add(name);
  }

  pc(pos: Pos): number {
    return this.ctx.builder.position(pos);
  }

  /** The `var` operand of a variable that this function may bind. */
  variable(name: string): number {
    if (this.scope.top) return this.ctx.builder.global(name) * 2 + 1;
    return this.scope.slot(name) * 2;
  }

  /** The `opt` operand: the local slot + 1 if the name can be a local here, else 0. */
  maybeLocal(name: string): number {
    const slot = this.scope.top ? undefined : this.scope.slots.get(name);
    return slot === undefined ? 0 : slot * 2 + 1;
  }

  /** The name operand; a name used inside a function makes its global escape from the top level's locals. */
  name(name: string): number {
    const b = this.ctx.builder;
    const index = b.name(name);
    const global = b.globals[b.names[index]?.global ?? -1];
    if (!this.scope.top && global !== undefined) global.escapes = true;
    return index;
  }

  /** Records that a value was bound to `name`. */
  bound(name: string): void {
    this.scope.define(name);
    this.scope.known.add(name);
  }

  finish(head: { name: string; kind: 'named' | 'method' | 'anonymous' | 'prelude' | 'top'; params: number; captures: number }): void {
    this.ctx.builder.functions[this.index] = { ...head, locals: this.scope.locals, suspends: false, code: this.code.done() };
  }
}
