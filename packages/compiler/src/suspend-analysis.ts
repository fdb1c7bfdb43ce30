// Owns the colour of functions: which may suspend (architecture §3). A fixed point over the call graph.
import type { Calls } from './function-emitter.ts';
import type { ProgramBuilder } from './program-builder.ts';

/** Colours by function index, and whether a call of a function value may suspend. */
export interface Colours {
  readonly functions: readonly boolean[];
  readonly dynamic: boolean;
}

/** `taken` holds the functions used as values (-1: a suspending builtin). */
export function suspending(calls: readonly Calls[], taken: ReadonlySet<number>, builder: ProgramBuilder): Colours {
  const n = builder.functions.length;
  const callers: number[][] = Array.from({ length: n }, () => []);
  const byMethod = new Map<string, number[]>();
  for (const s of builder.shapes) for (const m of s.methods) byMethod.set(m.name, [...(byMethod.get(m.name) ?? []), m.fn]);
  const dynamicCallers: number[] = [];
  const work: number[] = [];
  const colour: boolean[] = new Array(n).fill(false);
  const mark = (f: number): void => {
    if (colour[f] === true) return;
    colour[f] = true;
    work.push(f);
  };
  for (let f = 0; f < n; f++) {
    const c = calls[f];
    if (c === undefined) continue;
    for (const g of c.functions) callers[g]?.push(f);
    for (const name of c.methods) for (const g of byMethod.get(name) ?? []) callers[g]?.push(f);
    if (c.dynamic || c.methods.size > 0) dynamicCallers.push(f);
  }
  let dynamic = false;
  const goDynamic = (): void => {
    if (dynamic) return;
    dynamic = true;
    for (const f of dynamicCallers) mark(f);
  };
  for (let f = 0; f < n; f++) if (calls[f]?.suspends === true) mark(f);
  if (taken.has(-1)) goDynamic();
  for (let f = work.pop(); f !== undefined; f = work.pop()) {
    if (taken.has(f)) goDynamic();
    for (const g of callers[f] ?? []) mark(g);
  }
  return { functions: colour, dynamic };
}
