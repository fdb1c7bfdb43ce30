// Owns the settings of the serving side and their built-in defaults (spec README 8, 20, 29, 36), as plain data.
// Knows nothing of files, environment or flags: the command line fills a `GatewayConfig` and hands it over.

export interface CorsConfig {
  /** `*`, one origin, or several: then the request's own origin is answered when it is in the list. */
  readonly origin: string | readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  /** Response headers scripts may read. */
  readonly expose: readonly string[];
  readonly credentials: boolean;
  /** Seconds a browser may keep a preflight answer; 0: not said. */
  readonly maxAge: number;
}

/** Limits of one run (spec README 20), in bytes, UTF-16 units, entries. */
export interface RunLimits {
  readonly memory: number;
  readonly string: number;
  readonly collection: number;
}

export interface GatewayConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Worker threads. */
  readonly workers: number;
  readonly maxConnections: number;
  /** Deadline of one run in milliseconds. */
  readonly requestTimeoutMs: number;
  /** How long after its deadline a run may keep its worker busy. */
  readonly hardKillMs: number;
  readonly queue: { readonly max: number; readonly waitMs: number };
  readonly lane: {
    /** Runs a worker may hold at once. */
    readonly slots: number;
    /** Work handed to a worker ahead of time, in milliseconds of its measured speed. */
    readonly aheadMs: number;
  };
  readonly body: {
    readonly max: number /** File parts above this many bytes go to a temporary file. */;
    readonly uploadMemory: number;
  };
  readonly header: { readonly max: number };
  readonly timeouts: {
    /** Whole head, milliseconds from its first byte. */
    readonly headers: number;
    /** Head and body. */
    readonly request: number;
    /** Silence between two requests of a connection. */
    readonly keepAlive: number;
  };
  readonly drain: { readonly timeoutMs: number; readonly preStopMs: number };
  readonly limits: RunLimits;
  readonly worker: {
    /** Old-space limit of a worker's heap in MiB; a net below the VM's own metering. */
    readonly heapMb: number;
    readonly stackMb: number;
    /** Killed threads that have not ended yet; beyond it a stuck worker is set aside instead. */
    readonly maxZombies: number;
  };
  readonly jobs: { readonly timeoutMs: number };
  readonly cors: CorsConfig;
  readonly errorFormat: 'structured' | 'simple';
  readonly production: boolean;
  readonly cache: { readonly max: number; readonly maxBytes: number };
  /** Working directory of programs. */
  readonly cwd: string;
  /** Folder outside of which no file is reachable; '' = none (spec README 41). */
  readonly filesRoot: string;
  /** A client that leaves cancels its run (spec README 28). */
  readonly cancelOnDisconnect: boolean;
  /** One completion line per request. */
  readonly logRequests: boolean;
  /** What programs see as their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Handed to the host systems of the workers as it is (databases, outbound HTTP, tokens). */
  readonly hosts: Readonly<Record<string, unknown>>;
}

const MiB = 1024 * 1024;

export const DEFAULT_CONFIG: GatewayConfig = {
  host: '127.0.0.1',
  port: 8080,
  workers: 1,
  maxConnections: 20_000,
  requestTimeoutMs: 30_000,
  hardKillMs: 500,
  queue: { max: 2_000, waitMs: 750 },
  lane: { slots: 1_024, aheadMs: 50 },
  body: { max: MiB, uploadMemory: 64 * 1024 },
  header: { max: 16 * 1024 },
  timeouts: { headers: 10_000, request: 30_000, keepAlive: 5_000 },
  drain: { timeoutMs: 10_000, preStopMs: 0 },
  limits: { memory: 64 * MiB, string: 16 * MiB, collection: 1_000_000 },
  worker: { heapMb: 1_024, stackMb: 8, maxZombies: 4 },
  jobs: { timeoutMs: 30_000 },
  cors: {
    origin: '*',
    methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'],
    headers: ['Content-Type', 'Authorization'],
    expose: [],
    credentials: false,
    maxAge: 0,
  },
  errorFormat: 'structured',
  production: false,
  cache: { max: 10_000, maxBytes: 64 * MiB },
  cwd: '.',
  filesRoot: '',
  cancelOnDisconnect: false,
  logRequests: true,
  env: {},
  hosts: {},
};

/** A configuration whose groups may be given in part. */
export type PartialConfig = {
  readonly [K in keyof GatewayConfig]?: GatewayConfig[K] extends readonly unknown[] | string | number | boolean
    ? GatewayConfig[K]
    : Partial<GatewayConfig[K]>;
};

/** The built-in defaults with `over` laid on top, group by group. */
export function withDefaults(over: PartialConfig): GatewayConfig {
  const out: Record<string, unknown> = { ...DEFAULT_CONFIG };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const base = out[key];
    out[key] = isGroup(value) && isGroup(base) ? { ...base, ...value } : value;
  }
  return out as unknown as GatewayConfig;
}

function isGroup(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}
