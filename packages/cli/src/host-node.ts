// Owns the world a plain run can reach: standard output and input, the environment, a cache of its own.
// Knows nothing of HTTP; a served program gets its host in the worker.
import { resolve } from 'node:path';
import type { Host } from '@etamil/vm-worker/run';
import type { LineReader } from './standard-input.ts';
import { type Terminal, variable } from './terminal.ts';

interface Kept {
  readonly value: unknown;
  readonly until: number;
}

/** `input` null: the program text itself came from standard input, so nothing is left to read (§10.5). */
export function plainHost(terminal: Terminal, input: LineReader | null): Host {
  const { out, err, cwd } = terminal;
  const env = (name: string): string | undefined => variable(terminal, name);
  const cache = new Map<string, Kept>();
  const kept = (key: string): Kept | undefined => {
    const found = cache.get(key);
    if (found === undefined || found.until > Date.now()) return found;
    cache.delete(key);
    return undefined;
  };
  const root = env('ETAMIL_FILES_ROOT') ?? '';
  return {
    print(text) {
      out.line(text);
      // nobody reads any more: end as a program killed by SIGPIPE does
      if (out.closed) process.exit(141);
    },
    readLine() {
      out.flush();
      return input === null ? null : input.next();
    },
    env,
    log(level, text) {
      out.flush();
      err.line(`${level}: ${text}`);
    },
    cacheGet: async (key) => kept(key)?.value,
    async cacheSet(key, value, seconds) {
      if (seconds > 0) cache.set(key, { value, until: Date.now() + seconds * 1000 });
      else cache.delete(key);
    },
    async cacheDelete(key) {
      const there = kept(key) !== undefined;
      cache.delete(key);
      return there;
    },
    stopServer() {},
    uploads: [],
    serving: false,
    cwd,
    filesRoot: root === '' ? '' : resolve(cwd, root),
  };
}
