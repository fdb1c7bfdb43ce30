// Hot path (bench/trivial-route). Owns which route answers a method and a path (spec README 7, 25, 26, 48).
// A function of data. Knows nothing of requests or replies.
//
// find-my-way does the matching: literals before parameters, with back-tracking. By itself it breaks five of our rules
// (length limit, `-` and `*` as syntax, malformed escapes, duplicates), so it never sees a path as sent: both sides are
// given to it in the comparison form of path-segments.ts, and parameter values are taken from our own segments.
import type { RouteFacts } from '@etamil/shared/route-table';
import findMyWay, { type HTTPMethod, type HTTPVersion } from 'find-my-way';
import { comparable, decodeSegment, segmentsOf } from './path-segments.ts';

export interface Match {
  /** Index into the list of routes. */
  readonly route: number;
  /** Decoded parameter values in the order of the pattern. */
  readonly params: readonly string[];
  /** True when the pattern has no parameter. */
  readonly literal: boolean;
}

export interface RouteWarning {
  readonly id: 'ROUTE-REPLACED' | 'ROUTE-HIDDEN';
  readonly route: RouteFacts;
  readonly other: RouteFacts;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'] as const;
const NO_PARAMS: readonly string[] = [];
const isParameter = (segment: string): boolean => segment.length > 1 && segment.charCodeAt(0) === 58;

export class Router {
  readonly warnings: RouteWarning[] = [];
  /** Method → text of a pattern → match; literal patterns share one match object. */
  private readonly exact = new Map<string, Map<string, Match>>();
  private readonly tree = findMyWay<HTTPVersion.V1>({ maxParamLength: Number.MAX_SAFE_INTEGER, caseSensitive: true });
  /** Positions of the parameters among a route's segments. */
  private readonly positions: number[][] = [];

  constructor(routes: readonly RouteFacts[]) {
    const last = new Map(routes.map((r, i) => [`${r.method} ${r.pattern}`, i]));
    const shapes = new Map<string, number>();
    routes.forEach((r, i) => {
      const segments = segmentsOf(r.pattern);
      this.positions[i] = segments.flatMap((s, at) => (isParameter(s) ? [at] : []));
      const winner = last.get(`${r.method} ${r.pattern}`) as number;
      if (winner !== i) {
        this.warnings.push({ id: 'ROUTE-REPLACED', route: r, other: routes[winner] as RouteFacts });
        return;
      }
      const texts = this.exact.get(r.method) ?? new Map<string, Match>();
      this.exact.set(r.method, texts);
      const pieces = segments.map((s, at) => (isParameter(s) ? `:p${at}` : comparable(s)));
      const shape = `${r.method} /${pieces.join('/')}`;
      const first = shapes.get(shape);
      if (first !== undefined) {
        this.warnings.push({ id: 'ROUTE-HIDDEN', route: r, other: routes[first] as RouteFacts });
        return;
      }
      shapes.set(shape, i);
      const literal = this.positions[i]?.length === 0;
      // a pattern with parameters also answers a path spelt exactly like it
      texts.set(r.pattern, literal ? { route: i, params: NO_PARAMS, literal } : this.matched(i, segments));
      this.tree.on(r.method as HTTPMethod, `/${pieces.join('/')}`, () => undefined, { route: i });
    });
  }

  /** The route of exactly this method, or null. HEAD's fall-back to GET is the caller's. */
  match(method: string, path: string): Match | null {
    const text = this.exact.get(method);
    if (text === undefined) return null;
    const exact = text.get(path);
    if (exact !== undefined) return exact;
    const segments = segmentsOf(path);
    let form = '';
    for (const s of segments) form += `/${comparable(s)}`;
    const found = this.tree.find(method as HTTPMethod, form === '' ? '/' : form);
    return found === null ? null : this.matched((found.store as { readonly route: number }).route, segments);
  }

  /** Methods that answer this path, for 405 and OPTIONS; empty when the path is unknown. */
  allowed(path: string): string[] {
    const out: string[] = METHODS.filter((m) => this.match(m, path) !== null);
    if (out.length === 0) return out;
    if (out.includes('GET') && !out.includes('HEAD')) out.push('HEAD');
    if (!out.includes('OPTIONS')) out.push('OPTIONS');
    return out;
  }

  private matched(route: number, segments: readonly string[]): Match {
    const positions = this.positions[route] as number[];
    if (positions.length === 0) return { route, params: NO_PARAMS, literal: true };
    return { route, params: positions.map((at) => decodeSegment(segments[at] as string)), literal: false };
  }
}
