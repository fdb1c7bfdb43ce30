// Owns how the routes and jobs of a program are listed, as a table and as plain data. Pure; knows nothing of serving.
import type { JobFacts, ProgramFacts, RouteFacts } from '@etamil/shared/route-table';

/** Rough width in cells: marks above and below letters take none. */
const width = (text: string): number => [...text].filter((p) => !/[\p{Mn}\p{Me}\p{Cf}]/u.test(p)).length;
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

function optionsOf(route: RouteFacts): string {
  return Object.entries(route.options)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join(' ');
}

/** One line per route: method, pattern, options, place. */
export function routeLines(facts: ProgramFacts, shown: (file: string) => string): string[] {
  const rows = facts.routes.map((r) => [r.method, r.pattern, optionsOf(r), `${shown(r.file)}:${r.line}`] as const);
  const widths = [0, 1, 2].map((i) => Math.max(0, ...rows.map((r) => width(r[i] as string))));
  return rows.map((r) =>
    [
      ...[0, 1, 2].filter((i) => (widths[i] as number) > 0).map((i) => pad(r[i] as string, widths[i] as number)),
      r[3],
    ].join('  '),
  );
}

/** One line per scheduled block. */
export function jobLines(facts: ProgramFacts, shown: (file: string) => string): string[] {
  return facts.jobs.map((j) => `${j.seconds} நொடிக்கு ஒருமுறை  (every ${j.seconds} s)  ${shown(j.file)}:${j.line}`);
}

/** What `routes --json` writes. */
export function listingData(facts: ProgramFacts, shown: (file: string) => string): unknown {
  const place = (f: RouteFacts | JobFacts) => ({ file: shown(f.file), line: f.line });
  return {
    routes: facts.routes.map((r) => ({
      method: r.method,
      path: r.pattern,
      params: r.params,
      options: r.options,
      reads: r.reads,
      preludePure: r.preludePure,
      maySuspend: r.maySuspend,
      ...place(r),
    })),
    jobs: facts.jobs.map((j) => ({ seconds: j.seconds, ...place(j) })),
    start: facts.start,
  };
}
