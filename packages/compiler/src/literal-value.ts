// Owns reading a constant from a literal of the tree. Anything that would have to run is not a constant.
import type { Expr } from './ast.ts';

export function textLiteral(e: Expr): string | undefined {
  return e.kind === 'string' ? e.value : undefined;
}

export function booleanLiteral(e: Expr): boolean | undefined {
  return e.kind === 'boolean' ? e.value : undefined;
}

/** A whole number of at least `least` that a JavaScript number holds exactly. */
export function wholeLiteral(e: Expr, least: number): number | undefined {
  if (e.kind !== 'number') return undefined;
  const n = Number(e.text);
  return Number.isSafeInteger(n) && n >= least && /^\d+(\.0*)?$/.test(e.text) ? n : undefined;
}

/** An array of text literals. */
export function textsLiteral(e: Expr): string[] | undefined {
  if (e.kind !== 'array') return undefined;
  const texts: string[] = [];
  for (const item of e.items) {
    if (item.kind !== 'string') return undefined;
    texts.push(item.value);
  }
  return texts;
}
