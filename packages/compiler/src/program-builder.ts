// Owns the pools and tables of a program while it is being emitted: constants, names, globals, positions, functions.
// Knows nothing of statements or expressions.
import { builtinByName } from '@etamil/shared/builtin-table';
import type { FunctionImage, GlobalImage, NameImage, ShapeImage } from '@etamil/shared/bytecode-format';
import type { Pos } from './ast.ts';

/** The globals of the response channel, always at indices 0–3 (http-handlers.md §5). */
export const RESPONSE_GLOBALS = ['response_status', 'response_body', 'response_headers', 'response_file'] as const;

/** Interning tables; every method answers an index. */
export class ProgramBuilder {
  readonly strings: string[] = [];
  readonly numbers: string[] = [];
  readonly names: NameImage[] = [];
  readonly globals: { name: string; escapes: boolean; volatile: boolean }[] = [];
  readonly functions: FunctionImage[] = [];
  readonly shapes: ShapeImage[] = [];
  readonly positions: number[] = [];
  /** Function index by name, methods as `P.m`. */
  readonly functionIndex = new Map<string, number>();
  readonly shapeIndex = new Map<string, number>();
  private readonly stringIndex = new Map<string, number>();
  private readonly numberIndex = new Map<string, number>();
  private readonly nameIndex = new Map<string, number>();
  private readonly globalIndex = new Map<string, number>();

  constructor() {
    for (const name of RESPONSE_GLOBALS) this.global(name);
    for (const g of this.globals) g.volatile = true;
  }

  string(text: string): number {
    return intern(this.strings, this.stringIndex, text);
  }

  number(text: string): number {
    return intern(this.numbers, this.numberIndex, text);
  }

  global(name: string): number {
    let i = this.globalIndex.get(name);
    if (i === undefined) {
      i = this.globals.length;
      this.globals.push({ name, escapes: false, volatile: false });
      this.globalIndex.set(name, i);
    }
    return i;
  }

  name(name: string): number {
    let i = this.nameIndex.get(name);
    if (i === undefined) {
      i = this.names.length;
      const builtin = builtinByName(name);
      this.names.push({
        name,
        global: this.global(name),
        fn: this.functionIndex.get(name) ?? -1,
        builtin: builtin?.available === true ? builtin.id : '',
        shape: this.shapeIndex.get(name) ?? -1,
      });
      this.nameIndex.set(name, i);
    }
    return i;
  }

  /** Points names that were interned before (a REPL's earlier inputs) to what they mean now. */
  resolveNames(): void {
    this.names.forEach((n, i) => {
      const fn = this.functionIndex.get(n.name) ?? n.fn;
      const shape = this.shapeIndex.get(n.name) ?? n.shape;
      if (fn !== n.fn || shape !== n.shape) this.names[i] = { ...n, fn, shape };
    });
  }

  position(pos: Pos): number {
    const p = this.positions;
    const n = p.length;
    if (n > 0 && p[n - 3] === pos.file && p[n - 2] === pos.line && p[n - 1] === pos.column) return n / 3 - 1;
    p.push(pos.file, pos.line, pos.column);
    return n / 3;
  }

  globalImages(): GlobalImage[] {
    return this.globals.map((g) => ({ ...g }));
  }
}

function intern(list: string[], index: Map<string, number>, text: string): number {
  let i = index.get(text);
  if (i === undefined) {
    i = list.length;
    list.push(text);
    index.set(text, i);
  }
  return i;
}
