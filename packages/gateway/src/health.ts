// Owns the answers of /health and /ready (http-handlers.md §10.4, spec README 27). A function of data. Knows nothing of
// sockets or lanes.

export type HealthWord = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';

export interface HealthSigns {
  readonly draining: boolean;
  readonly starting: boolean;
  /** Some lane can take work now. */
  readonly ready: boolean;
  readonly lanesUp: number;
  readonly lanes: number;
  readonly uptimeMs: number;
  readonly heapBytes: number;
  readonly heapLimit: number;
  /** Mean delay of the gateway's event loop in milliseconds. */
  readonly loopDelayMs: number;
  readonly waiting: number;
}

interface Check {
  readonly status: HealthWord;
  readonly message: string;
  readonly response_time_ms: number;
}

export interface HealthAnswer {
  readonly status: number;
  readonly body: string;
}

const RANK: readonly HealthWord[] = ['HEALTHY', 'DEGRADED', 'UNHEALTHY'];

export function healthAnswer(s: HealthSigns): HealthAnswer {
  const check = (status: HealthWord, message: string): Check => ({ status, message, response_time_ms: 0 });
  const used = s.heapBytes / s.heapLimit;
  const checks: Record<string, Check> = {
    server: check('HEALTHY', s.draining ? 'draining' : s.starting ? 'starting' : 'running'),
    memory: check(
      used > 0.95 ? 'UNHEALTHY' : used > 0.85 ? 'DEGRADED' : 'HEALTHY',
      `${Math.round(s.heapBytes / 1048576)} MiB`,
    ),
    event_loop: check(
      s.loopDelayMs > 1000 ? 'UNHEALTHY' : s.loopDelayMs > 200 ? 'DEGRADED' : 'HEALTHY',
      `${s.loopDelayMs.toFixed(1)} ms`,
    ),
    // lanes that restart are no reason to take the whole process away: it heals by itself
    workers: check(s.lanesUp < s.lanes ? 'DEGRADED' : 'HEALTHY', `${s.lanesUp}/${s.lanes}, ${s.waiting} waiting`),
  };
  let worst = 0;
  for (const c of Object.values(checks)) worst = Math.max(worst, RANK.indexOf(c.status));
  const status = RANK[worst] as HealthWord;
  const body = {
    status,
    draining: s.draining,
    timestamp: new Date().toISOString(),
    uptime_ms: Math.round(s.uptimeMs),
    checks,
  };
  return { status: status === 'UNHEALTHY' ? 503 : 200, body: JSON.stringify(body) };
}

export function readyAnswer(s: Pick<HealthSigns, 'draining' | 'starting' | 'ready'>): HealthAnswer {
  const reason = s.draining ? 'draining' : s.starting ? 'starting' : s.ready ? null : 'no worker can take work';
  return {
    status: reason === null ? 200 : 503,
    body: JSON.stringify(reason === null ? { ready: true } : { ready: false, reason }),
  };
}
