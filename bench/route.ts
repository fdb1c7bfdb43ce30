// Claims: a trivial JSON route through a worker costs at most 1.6 × raw node:http and is as fast as Fastify; a route that
// computes with decimals is 10 × as fast as Fastify with decimal.js. Guards packages/gateway/src/lane.ts and worker-entry.
import { loadServer, type Loaded } from './load.ts';
import { median } from './measure.ts';
import { compared, type Row, report } from './report.ts';
import { type ServerProcess, serveProgram, serveScript } from './server-process.ts';

const CONNECTIONS = 64;
const SECONDS = 3;
const ROUNDS = 3;

/** Loads each server in turn, a short round first; answers the medians. */
async function race(servers: Readonly<Record<string, ServerProcess>>, path: string): Promise<Record<string, Loaded>> {
  const results = new Map<string, Loaded[]>();
  for (const server of Object.values(servers)) await loadServer(server, path, CONNECTIONS, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const all = results.get(name) ?? [];
      all.push(await loadServer(server, path, CONNECTIONS, SECONDS));
      results.set(name, all);
    }
  }
  const middle = (all: readonly Loaded[]): Loaded => ({
    perSecond: median(all.map((l) => l.perSecond)),
    cpuPerRequest: median(all.map((l) => l.cpuPerRequest)),
  });
  return Object.fromEntries([...results].map(([name, all]) => [name, middle(all)]));
}

/** Starts the servers, and ends them whatever happens. */
async function withServers<T>(starting: Readonly<Record<string, Promise<ServerProcess>>>, work: (servers: Record<string, ServerProcess>) => Promise<T>): Promise<T> {
  const servers: Record<string, ServerProcess> = {};
  try {
    for (const [name, promise] of Object.entries(starting)) servers[name] = await promise;
    return await work(servers);
  } finally {
    await Promise.all(Object.values(servers).map((s) => s.stop()));
  }
}

async function answerOf(server: ServerProcess, path: string): Promise<unknown> {
  return (await fetch(new URL(path, server.url))).json();
}

const rows: Row[] = [];

await withServers({ etamil: serveProgram('json'), raw: serveScript('raw-http'), fastify: serveScript('fastify-json') }, async (servers) => {
  const answers = await Promise.all(Object.values(servers).map((s) => answerOf(s, '/json')));
  if (new Set(answers.map((a) => JSON.stringify(a))).size !== 1) throw new Error(`different answers: ${JSON.stringify(answers)}`);
  const r = await race(servers, '/json');
  const [etamil, raw, fastify] = [r['etamil'] as Loaded, r['raw'] as Loaded, r['fastify'] as Loaded];
  rows.push(compared('JSON route: processor time a request', 'µs', etamil.cpuPerRequest, 'raw node:http', raw.cpuPerRequest, 1.6));
  rows.push(compared('JSON route: processor time a request', 'µs', etamil.cpuPerRequest, 'Fastify', fastify.cpuPerRequest));
  rows.push(compared('JSON route: requests a second', '/s', etamil.perSecond, 'raw node:http', raw.perSecond));
  rows.push(compared('JSON route: requests a second', '/s', etamil.perSecond, 'Fastify', fastify.perSecond, 1, true));
});

// 2,500 turns of four operations
const TAX = '/tax?turns=2500';
await withServers({ etamil: serveProgram('tax'), fastify: serveScript('fastify-decimal') }, async (servers) => {
  const [ours, theirs] = await Promise.all(['etamil', 'fastify'].map((n) => answerOf(servers[n] as ServerProcess, TAX)));
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`different answers: ${JSON.stringify([ours, theirs])}`);
  const r = await race(servers, TAX);
  const [etamil, fastify] = [r['etamil'] as Loaded, r['fastify'] as Loaded];
  rows.push(compared('10,000 decimal operations: requests a second', '/s', etamil.perSecond, 'Fastify + decimal.js', fastify.perSecond, 10, true));
  rows.push(compared('10,000 decimal operations: processor time a request', 'µs', etamil.cpuPerRequest, 'Fastify + decimal.js', fastify.cpuPerRequest));
});

report('route', `Routes, ${CONNECTIONS} connections, load generator on the same machine`, rows, ['etamil serve runs with log.requests=false, as the others log nothing']);
