// Owns what every exchange of one server shares: configuration, routes, pool, policies, counters. Knows nothing of sockets.
import type { GatewayConfig } from '@etamil/shared/limits';
import type { RouteFacts } from '@etamil/shared/route-table';
import type { CorsPolicy } from './policies/cors.ts';
import type { Pool } from './pool.ts';
import type { Router } from './router.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

export interface Service {
  readonly config: GatewayConfig;
  readonly routes: readonly RouteFacts[];
  readonly router: Router;
  readonly cors: CorsPolicy;
  readonly pool: Pool;
  readonly log: Log;
  /** Answers of /health and /ready by path, else null. */
  builtin(path: string): { readonly status: number; readonly body: string } | null;
  draining: boolean;
  /** Exchanges that wait for an answer. */
  inFlight: number;
}
