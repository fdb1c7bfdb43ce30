// Owns which parts of a request a program can read (architecture §4). An over-approximation by names: a part that is
// named nowhere in prelude, block or functions cannot be read.
import type { RequestReads } from '@etamil/shared/route-table';
import type { Expr, Stmt } from './ast.ts';
import { type Declarations, blocksOf, childrenOf, expressionsOf } from './declarations.ts';

/** The `:name` parameters of a pattern in order (spec README 25: only a leading `:` is special). */
export function pathParameters(pattern: string): string[] {
  return pattern
    .split('/')
    .filter((s) => s.length > 1 && s.startsWith(':'))
    .map((s) => s.slice(1));
}

const usedByFunctions = new WeakMap<Declarations, ReadonlySet<string>>();

/** What `body` (prelude and block) and the functions of the program can read. */
export function readsOf(body: readonly Stmt[], d: Declarations): RequestReads {
  let inFunctions = usedByFunctions.get(d);
  if (inFunctions === undefined) {
    const used = new Set<string>();
    for (const fn of d.functions.values()) namesIn(fn.body, used);
    for (const s of d.shapes.values()) for (const m of s.methods) namesIn(m.body, used);
    inFunctions = used;
    usedByFunctions.set(d, used);
  }
  const own = new Set<string>();
  namesIn(body, own);
  const reads = (name: string): boolean => own.has(name) || inFunctions.has(name);
  const uploads = ['பதிவேற்றம்_சேமி', 'paqivERRam_cEmi', '_saveUpload'].some(reads);
  return {
    headers: reads('headers'),
    query: reads('query_params') || reads('query_all'),
    body: reads('request_body') || reads('request_data'),
    fields: reads('request_fields'),
    files: reads('request_files') || uploads,
    cookies: reads('request_cookies'),
  };
}

function namesIn(body: readonly Stmt[], out: Set<string>): void {
  const inExpr = (e: Expr): void => {
    if (e.kind === 'name') out.add(e.name);
    else if (e.kind === 'call') out.add(e.callee.name);
    else if (e.kind === 'function') namesIn(e.fn.body, out);
    for (const c of childrenOf(e)) inExpr(c);
  };
  for (const s of body) {
    if (s.kind === 'index-set' || s.kind === 'field-set') out.add(s.id.name);
    if (s.kind === 'function') namesIn(s.fn.body, out);
    for (const e of expressionsOf(s)) inExpr(e);
    for (const b of blocksOf(s)) namesIn(b, out);
  }
}
