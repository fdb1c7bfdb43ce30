// Owns turning the judged configuration into what the gateway takes. Pure; every key of the schema that a server uses is here.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { ConfigValue } from '@etamil/shared/config-schema';
import { DEFAULT_CONFIG, type GatewayConfig } from '@etamil/shared/limits';
import type { Configuration } from './configuration.ts';

/** Worker threads when none are asked for: one fewer than the cores, at least 1 (spec README 36). */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** `env`: what programs see as their environment. */
export function gatewayConfig(
  config: Configuration,
  cwd: string,
  env: Readonly<Record<string, string>>,
): GatewayConfig {
  const text = (key: string): string => config.get(key) as string;
  const number = (key: string): number => config.get(key) as number;
  const flag = (key: string): boolean => config.get(key) as boolean;
  const list = (key: string): readonly string[] => config.get(key) as readonly string[];
  const origins = list('cors.origin');
  const root = text('files.root');
  return {
    ...DEFAULT_CONFIG,
    host: text('server.host'),
    port: number('server.port'),
    workers: number('server.workers') || defaultWorkers(),
    maxConnections: number('server.maxConnections'),
    requestTimeoutMs: number('server.requestTimeout'),
    hardKillMs: number('server.hardKill'),
    queue: { max: number('queue.max'), waitMs: number('queue.wait') },
    lane: { slots: number('lane.slots'), aheadMs: number('lane.ahead') },
    body: { max: number('server.maxBody'), uploadMemory: number('server.uploadMemory') },
    header: { max: number('server.maxHeader') },
    timeouts: {
      headers: number('server.headersTimeout'),
      request: number('server.receiveTimeout'),
      keepAlive: number('server.keepAliveTimeout'),
    },
    drain: { timeoutMs: number('server.shutdownTimeout'), preStopMs: number('server.preStopDelay') },
    limits: {
      memory: number('limits.memory'),
      string: number('limits.string'),
      collection: number('limits.collection'),
    },
    worker: { heapMb: number('worker.heap'), stackMb: number('worker.stack'), maxZombies: number('worker.maxZombies') },
    jobs: { timeoutMs: number('jobs.timeout') },
    cors: {
      origin: origins.length === 1 ? (origins[0] as string) : origins,
      methods: list('cors.methods'),
      headers: list('cors.headers'),
      expose: list('cors.expose'),
      credentials: flag('cors.credentials'),
      maxAge: number('cors.maxAge'),
    },
    errorFormat: text('error.format') === 'simple' ? 'simple' : 'structured',
    production: config.production,
    cache: { max: number('cache.max'), maxBytes: number('cache.maxBytes') },
    cwd,
    filesRoot: root === '' ? '' : resolve(cwd, root),
    cancelOnDisconnect: flag('server.cancelOnDisconnect'),
    logRequests: flag('log.requests'),
    env,
    hosts: hosts((key) => config.get(key)),
  };
}

/** The settings of the systems that workers reach, grouped as their keys are. */
function hosts(get: (key: string) => ConfigValue): GatewayConfig['hosts'] {
  return {
    database: { url: get('database.url'), idle: get('database.idle') },
    auth: { secret: get('auth.secret') },
    exec: { allow: get('exec.allow') },
    tls: { cert: get('tls.cert'), key: get('tls.key'), ca: get('tls.ca') },
  };
}
