// Owns what the compiler tells the server about a program (architecture §4). Plain data, structured-clone safe.

/** Which parts of a request the prelude, the handler or any reachable function can read. */
export interface RequestReads {
  readonly headers: boolean;
  readonly query: boolean;
  readonly body: boolean;
  readonly fields: boolean;
  readonly files: boolean;
  readonly cookies: boolean;
}

/** Route options as written in the program (spec README 9, 34, 42), keys in English. */
export interface RouteOptions {
  readonly auth?: boolean | 'optional';
  readonly roles?: readonly string[];
  readonly cache?: number;
  readonly vary?: readonly string[];
  readonly rate?: string;
  readonly timeout?: number;
  readonly body_limit?: number;
  readonly body?: string;
}

export interface RouteFacts {
  readonly method: string;
  /** Pattern as written, NFC, e.g. `/பயனர்/:id`. */
  readonly pattern: string;
  readonly params: readonly string[];
  readonly reads: RequestReads;
  readonly options: RouteOptions;
  readonly preludePure: boolean;
  readonly maySuspend: boolean;
  readonly file: string;
  readonly line: number;
  /** Entry of the bytecode program that runs it. */
  readonly entry: number;
}

export interface JobFacts {
  /** Pause in seconds before every run, at least 1. */
  readonly seconds: number;
  readonly file: string;
  readonly line: number;
  readonly entry: number;
}

/** Server start form of the program (spec README 16), already constant. */
export interface StartFacts {
  readonly host?: string;
  readonly port?: number;
  readonly workers?: number;
  readonly timeout?: number;
  readonly max_connections?: number;
}

/** Everything `serve` needs besides the bytes. */
export interface ProgramFacts {
  readonly routes: readonly RouteFacts[];
  readonly jobs: readonly JobFacts[];
  readonly start: StartFacts | null;
}
