// Owns the assembly of a server: program, pool, listener, jobs, cache, health, drain (architecture §1). The only entry of this
// package for the command line. Knows nothing of files, flags or terminals.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Worker } from 'node:worker_threads';
import { bilingual } from '@etamil/shared/catalogue';
import { type PartialConfig, withDefaults } from '@etamil/shared/limits';
import type { ProgramLoad } from '@etamil/shared/protocol';
import type { ProgramFacts, RouteFacts } from '@etamil/shared/route-table';
import { Acceptor } from './accept.ts';
import { Drain } from './drain.ts';
import { entryOf } from './error-body.ts';
import { healthAnswer, readyAnswer } from './health.ts';
import { removeSpool } from './multipart.ts';
import { segmentsOf } from './path-segments.ts';
import { CorsPolicy } from './policies/cors.ts';
import { Pool } from './pool.ts';
import { Router } from './router.ts';
import { Scheduler } from './scheduler.ts';
import type { Log, Service } from './service.ts';
import { SharedCache } from './shared-cache.ts';

const DELAY_RESOLUTION_MS = 20;

export interface ServeOptions {
  readonly program: { readonly bytes: Uint8Array; readonly hash: string; readonly facts: ProgramFacts };
  readonly config: PartialConfig;
  /** The worker entry: a module whose default export serves a LaneTask. */
  readonly workerUrl: URL;
  /** Whole lines of program output. */
  readonly stdout: (text: string) => void;
  readonly log: Log;
}

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Exit status of the process: 0 after a drain, 130 or 143 after a second signal. */
  readonly done: Promise<number>;
  /** Begins the drain; called again, ends at once. */
  drain(signal: string): Promise<number>;
  /** Ends now, without draining. */
  close(): Promise<void>;
  /** The worker threads, for supervision and tests. */
  workers(): readonly Worker[];
}

/** Starts a server; resolves when it listens and a worker is up. Rejects when it cannot bind or no worker starts. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const config = withDefaults(options.config);
  const { log } = options;
  const routes = routesOf(options.program.facts, log);
  const router = new Router(routes);
  for (const w of router.warnings) {
    const { method, pattern, file, line } = w.route;
    log('warn', bilingual(entryOf(w.id), { method, pattern, other: w.other.pattern }), { context: { file, line } });
  }
  const cache = new SharedCache(config.cache.max, config.cache.maxBytes);
  const pool = new Pool(config, options.workerUrl, shared(options.program), {
    print: options.stdout,
    log: (level, id, values, text) => log(level, id === null ? (text ?? '') : bilingual(entryOf(id), values)),
    cache: (...operation) => cache.serve(...operation),
    stop: () => void drain('server.stop'),
  });
  const startedAt = performance.now();
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  let starting = true;
  const signs = () => ({ draining: service.draining, starting, ready: pool.ready });
  const service: Service = {
    config,
    routes,
    router,
    cors: new CorsPolicy(config.cors),
    pool,
    log,
    draining: false,
    inFlight: 0,
    builtin(path) {
      if (path.length > 16) return null;
      const [only, more] = segmentsOf(path);
      if (more !== undefined) return null;
      if (only === 'ready') return readyAnswer(signs());
      if (only !== 'health') return null;
      const heap = getHeapStatistics();
      const delayMs = Number.isNaN(delay.mean) ? 0 : delay.mean / 1e6 - DELAY_RESOLUTION_MS;
      // what happened since the last question
      delay.reset();
      return healthAnswer({
        ...signs(),
        lanes: pool.lanes.length,
        lanesUp: pool.lanes.filter((l) => l.state === 'up').length,
        uptimeMs: performance.now() - startedAt,
        heapBytes: heap.used_heap_size,
        heapLimit: heap.heap_size_limit,
        loopDelayMs: Math.max(0, delayMs),
        waiting: pool.waiting,
      });
    },
  };
  const acceptor = new Acceptor(service);
  const scheduler = new Scheduler(options.program.facts.jobs, pool, config, (job, text) => {
    const entry = entryOf('JOB-FAILED');
    const { file, line } = job;
    log('error', bilingual(entry, { file, line, text }), {
      context: { file, line },
      error: { code: entry.code, message: text },
    });
  });
  let finish: (status: number) => void = () => {};
  const done = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const end = async (): Promise<void> => {
    scheduler.stop();
    delay.disable();
    acceptor.closeNow();
    await pool.close(0);
    await removeSpool();
  };
  let draining: Promise<number> | undefined;
  const drain = (signal: string): Promise<number> => {
    if (draining !== undefined) {
      const status = signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : null;
      // a program that asks twice is not a second signal
      if (status !== null) finish(status);
      return done;
    }
    draining = new Drain(service, acceptor, scheduler).run(signal).then(async () => {
      delay.disable();
      await removeSpool();
      finish(0);
      return 0;
    });
    return done;
  };
  try {
    const up = pool.start();
    // a failed bind must not leave the other promise unhandled
    up.catch(() => {});
    await listen(acceptor, config.host, config.port);
    await up;
  } catch (e) {
    await end();
    throw e;
  }
  starting = false;
  scheduler.start();
  const address = acceptor.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return {
    host: config.host,
    port,
    done,
    drain,
    workers: () => pool.threads,
    close: async () => {
      await end();
      finish(0);
    },
  };
}

function listen(acceptor: Acceptor, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    acceptor.server.once('error', reject);
    acceptor.server.listen({ host, port, backlog: 4096 }, () => {
      acceptor.server.off('error', reject);
      resolve();
    });
  });
}

/** One copy of the program for all workers. */
function shared(program: ServeOptions['program']): ProgramLoad {
  const bytes = new SharedArrayBuffer(program.bytes.length);
  new Uint8Array(bytes).set(program.bytes);
  return { id: 0, hash: program.hash, bytes, facts: program.facts };
}

/** A program without routes answers at `/` as a whole (spec language.md §18.6). */
function routesOf(facts: ProgramFacts, log: Log): readonly RouteFacts[] {
  if (facts.routes.length > 0) return facts.routes;
  log('info', bilingual(entryOf('NO-ROUTES')));
  const reads = { headers: true, query: true, body: true, fields: true, files: true, cookies: true };
  const common = {
    pattern: '/',
    params: [],
    reads,
    options: {},
    preludePure: false,
    maySuspend: true,
    file: '',
    line: 1,
    entry: 0,
  };
  return ['GET', 'POST', 'PUT', 'DELETE'].map((method) => ({ ...common, method }));
}
