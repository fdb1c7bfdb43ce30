// Owns load: autocannon in a process of its own, against loopback only. Knows nothing of the servers.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE, type ServerProcess } from './server-process.ts';

const AUTOCANNON = fileURLToPath(new URL('../node_modules/autocannon/autocannon.js', import.meta.url));

export interface Loaded {
  readonly perSecond: number;
  /** Processor time of the server, all threads together, in microseconds. */
  readonly cpuPerRequest: number;
}

interface CannonResult {
  readonly requests: { readonly total: number };
  readonly duration: number;
  readonly non2xx: number;
  readonly errors: number;
}

/** `seconds` of load over `connections` connections. Any answer that is not 2xx is an error. */
export async function loadServer(server: ServerProcess, path: string, connections: number, seconds: number): Promise<Loaded> {
  const url = new URL(path, server.url);
  if (url.hostname !== '127.0.0.1') throw new Error(`load goes to loopback only, not to ${url.hostname}`);
  const before = server.processorMs();
  const r = await cannon(['-c', String(connections), '-d', String(seconds), '-j', url.href]);
  const used = server.processorMs() - before;
  if (r.non2xx > 0 || r.errors > 0 || r.requests.total === 0) throw new Error(`${url.href}: ${r.requests.total} answers, ${r.non2xx} not 2xx, ${r.errors} errors`);
  return { perSecond: r.requests.total / r.duration, cpuPerRequest: (used * 1000) / r.requests.total };
}

function cannon(args: readonly string[]): Promise<CannonResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [AUTOCANNON, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (b: Buffer) => (out += b));
    child.stderr.on('data', (b: Buffer) => (err += b));
    child.once('close', () => {
      try {
        resolve(JSON.parse(out) as CannonResult);
      } catch {
        reject(new Error(`autocannon: ${err.slice(0, 500)}`));
      }
    });
  });
}
