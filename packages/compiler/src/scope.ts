// Owns what the checker knows of the names of one scope: the top level, one handler or job, or one function body
// (spec §15.2, §16.2). Makes no diagnostics.
import type { Pos } from './ast.ts';
import type { KnownType } from './value-type.ts';

/**
 * `prelude`: a handler sees the top level's declarations and fixed names, and keeps its own to itself (§15.3).
 * `session`: a REPL input sees the earlier inputs' names and may redefine them (README 10).
 */
type Outer = { readonly scope: Scope; readonly as: 'prelude' | 'session' };

export class Scope {
  readonly #outer: Outer | null;
  readonly #declared = new Map<string, KnownType>();
  /** null: a later input of the session made it an ordinary variable again. */
  readonly #fixed = new Map<string, Pos | null>();
  readonly #assigned = new Set<string>();
  readonly #callable = new Set<string>();
  readonly #namedAsShape = new Set<string>();

  constructor(outer: Outer | null = null) {
    this.#outer = outer;
  }

  /** The declared type of a variable, null when it has none. */
  typeOf(name: string): KnownType {
    const own = this.#declared.get(name);
    return own === undefined ? (this.#outer?.scope.typeOf(name) ?? null) : own;
  }

  /** `type` null drops the declaration. */
  declare(name: string, type: KnownType): void {
    this.#declared.set(name, type);
  }

  /** Where `name` was fixed, as seen by an assignment. */
  fixedAt(name: string): Pos | null {
    const own = this.#fixed.get(name);
    return own === undefined ? (this.#outer?.scope.fixedAt(name) ?? null) : own;
  }

  /** Where `name` was fixed, as seen by a declaration: an earlier input of the session does not count. */
  fixedHereAt(name: string): Pos | null {
    const own = this.#fixed.get(name);
    if (own !== undefined) return own;
    return this.#outer?.as === 'prelude' ? this.#outer.scope.fixedHereAt(name) : null;
  }

  fix(name: string, at: Pos): void {
    this.#fixed.set(name, at);
  }

  unfix(name: string): void {
    if (this.fixedAt(name) !== null) this.#fixed.set(name, null);
  }

  /** Whether this scope itself bound `name` earlier in the text. */
  isAssigned(name: string): boolean {
    return this.#assigned.has(name);
  }

  assign(name: string): void {
    this.#assigned.add(name);
  }

  /** Whether a variable in sight may hold a function under `name`, so that a call by name takes it (§11.2). */
  mayHoldFunction(name: string): boolean {
    return this.#callable.has(name) || this.#outer?.scope.mayHoldFunction(name) === true;
  }

  holds(name: string, type: KnownType): void {
    if (type === null || type.kind === 'Function') this.#callable.add(name);
  }

  /** True the first time: TYP-SHAPE-VAR is told once for a name and scope. */
  firstUseOfShapeName(name: string): boolean {
    if (this.#namedAsShape.has(name)) return false;
    this.#namedAsShape.add(name);
    return true;
  }

  /** One scope with everything a later input of a session sees. */
  forNextInput(): Scope {
    const merged = new Scope();
    const chain: Scope[] = [];
    for (let s: Scope | null = this; s !== null; s = s.#outer?.scope ?? null) chain.push(s);
    for (const s of chain.reverse()) {
      for (const [name, type] of s.#declared) merged.#declared.set(name, type);
      for (const [name, at] of s.#fixed) merged.#fixed.set(name, at);
      for (const name of s.#callable) merged.#callable.add(name);
    }
    return merged;
  }
}
