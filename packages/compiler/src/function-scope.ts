// Owns what the emitter knows about variables inside one function or the top level: slots, text-order knowledge,
// definite assignment. Knows nothing of code.

/** Variable knowledge of one function body. At top level there are no local slots: every variable is a global. */
export class FunctionScope {
  readonly top: boolean;
  /** Local slots by name (empty at top level). */
  readonly slots = new Map<string, number>();
  /** Names bound by an earlier statement in text order, in any branch (§13.3 b). */
  readonly known = new Set<string>();
  /** Names certainly bound here, as an undo log so that branches cost only what they bind. */
  private readonly defined = new Set<string>();
  private readonly log: string[] = [];
  /** Hidden slots (for-each collections and such) come after the named ones. */
  locals = 0;

  constructor(top: boolean) {
    this.top = top;
  }

  slot(name: string): number {
    let i = this.slots.get(name);
    if (i === undefined) {
      i = this.locals++;
      this.slots.set(name, i);
    }
    return i;
  }

  isDefined(name: string): boolean {
    return this.defined.has(name);
  }

  define(name: string): void {
    if (this.defined.has(name)) return;
    this.defined.add(name);
    this.log.push(name);
  }

  /** Start of a branch; give the answer to `leave`. */
  enter(): number {
    return this.log.length;
  }

  /** End of a branch: forgets and answers what it bound. */
  leave(mark: number): string[] {
    const names = this.log.splice(mark);
    for (const n of names) this.defined.delete(n);
    return names;
  }
}
