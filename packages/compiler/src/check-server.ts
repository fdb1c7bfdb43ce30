// Owns the checker's rules of routes, jobs and the start of the server (spec §18, README 16, 17, 34, 42).
// Knows nothing of the blocks inside them.
import type { Expr, Pos, Stmt } from './ast.ts';
import type { Checking } from './checking.ts';
import { type DeclaredRoute, RouteRegister } from './route-conflicts.ts';
import { bodyShapeOf, routeOptions } from './route-options.ts';
import { readStart, type StartStatement } from './start-facts.ts';

type RouteStatement = Extract<Stmt, { kind: 'route' }>;
type JobStatement = Extract<Stmt, { kind: 'every' }>;

/** The verbs of http-handlers §1 in both languages. */
const VERBS = 'பெறு (GET), பதி (POST), இடு (PUT), அழி (DELETE), ஒட்டு (PATCH), தெரிவு (OPTIONS), தலை (HEAD)';

interface PlacedRoute extends DeclaredRoute {
  readonly at: Pos;
}

/** The server side of one program while it is being checked. */
export class ServerRules {
  readonly #routes = new RouteRegister<PlacedRoute>();
  #firstStart: StartStatement | null = null;

  route(c: Checking, s: RouteStatement, topLevel: boolean): void {
    if (s.method === null) c.report('TYP-ROUTE-VERB', s.verb.pos, { verb: s.verb.name, list: VERBS });
    if (c.mode === 'serve') {
      if (!topLevel) c.report('TYP-ROUTE-NEST', s.pos);
      if (s.path.kind !== 'string') c.report('TYP-ROUTE-PATH', s.path.pos);
    }
    if (s.options !== null) this.#options(c, s.options);
    if (topLevel && s.method !== null && s.path.kind === 'string') {
      this.#conflicts(c, { method: s.method, path: s.path.value, at: s.path.pos });
    }
  }

  job(c: Checking, s: JobStatement, topLevel: boolean): void {
    if (c.mode !== 'serve') return;
    if (!topLevel) c.report('TYP-JOB-NEST', s.pos);
    if (s.seconds.kind !== 'number') c.report('TYP-JOB-SECONDS', s.seconds.pos);
  }

  start(c: Checking, s: StartStatement, topLevel: boolean): void {
    if (!topLevel) {
      c.report('TYP-START-NEST', s.pos);
      return;
    }
    for (const p of readStart(s).problems) c.report(p.id, p.at, p.values);
    if (this.#firstStart === null) this.#firstStart = s;
    else c.report('LINT-START-TWICE', s.pos, { line: c.lineOf(this.#firstStart.pos) });
  }

  #options(c: Checking, e: Expr): void {
    for (const p of routeOptions(e).problems) c.report(p.id, p.at, p.values);
    const body = bodyShapeOf(e);
    if (body !== null && !c.tables.shapes.has(body.name)) c.report('TYP-NOSHAPE', body.at, { shape: body.name });
  }

  #conflicts(c: Checking, route: PlacedRoute): void {
    const conflict = this.#routes.add(route);
    if (conflict === null) return;
    const { method, path } = route;
    const line = c.lineOf(conflict.earlier.at);
    if (conflict.kind === 'same') c.report('LINT-ROUTE-SAME', route.at, { method, path, line });
    else c.report('LINT-ROUTE-NEVER', route.at, { method, path, line, other: conflict.earlier.path });
  }
}
