// Owns the messages between gateway and worker: positional, many in one flat array (architecture §6).
// Knows nothing of HTTP semantics or of the VM. Both sides read an array with a cursor: operation, then its fields.
import type { RunLimits } from './limits.ts';
import type { ProgramFacts } from './route-table.ts';

/** Anything that may stand in a message; everything here is structured-clone safe. */
export type Wire =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly (string | number | null | Uint8Array)[]
  | unknown;

/** The task of one lane, given to a worker thread once. */
export interface LaneTask {
  /** A worker_threads MessagePort; `unknown` because this package must not know Node. */
  readonly port: unknown;
  readonly control: SharedArrayBuffer;
  readonly slots: number;
  readonly program: ProgramLoad;
  readonly settings: LaneSettings;
}

/** A program for the workers' caches. `bytes` is one buffer shared by all of them. */
export interface ProgramLoad {
  readonly id: number;
  readonly hash: string;
  readonly bytes: SharedArrayBuffer;
  readonly facts: ProgramFacts;
}

export interface LaneSettings {
  readonly limits: RunLimits;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly filesRoot: string;
  readonly hosts: Readonly<Record<string, unknown>>;
}

// --- gateway → worker ---------------------------------------------------------------------------------------------

/** slot, program, route (-1: job), entry, ms left, then the seven fields of `RequestFields` in order. */
export const IN_REQUEST = 1;
/** request id, value, found. Answer to OUT_CACHE_*. */
export const IN_CACHE = 2;
/** ProgramLoad. */
export const IN_PROGRAM = 3;
/** No fields: finish what runs, close pools, end the task. */
export const IN_DRAIN = 4;

/** Fields of an IN_REQUEST after its head. Parts a route cannot read are null. */
export const REQUEST_HEAD = 5;
export const REQUEST_FIELDS = 10;
export const F_METHOD = 0;
/** Raw path, not decoded. */
export const F_PATH = 1;
/** Text after the first `?`, raw; null without. */
export const F_QUERY = 2;
/** Flat name, value, …; bytes as Latin-1 characters. */
export const F_HEADERS = 3;
/** Text, or UTF-8 bytes when large. */
export const F_BODY = 4;
/** Decoded parameter values in the route's order. */
export const F_PARAMS = 5;
/** Multipart fields: flat name, value, …; null: none, or a urlencoded form still in the body. */
export const F_FIELDS = 6;
/** Uploads: flat name, file name, type, size, bytes or null, path or null. */
export const F_FILES = 7;
export const F_ID = 8;
export const F_IP = 9;
/** Numbers per upload in F_FILES. */
export const FILE_STRIDE = 6;

// --- worker → gateway ---------------------------------------------------------------------------------------------

/** thread id. The lane is up, its program is linked. */
export const OUT_HELLO = 16;
/** slot, status, headers (flat name, value, … or null), body (text, bytes or null), bytes of the text body, busy µs. */
export const OUT_REPLY = 17;
/** slot, status, headers, path, busy µs. */
export const OUT_FILE = 18;
/** slot, id, code, Tamil, English, file, line, column, busy µs. */
export const OUT_FAULT = 19;
/** slot, status, busy µs. The program ended itself and had set no answer. */
export const OUT_EXIT = 20;
/** slot. The request was taken back before it started. */
export const OUT_REVOKED = 21;
/** Whole lines, each ending in a line feed. */
export const OUT_PRINT = 22;
/** level, text. */
export const OUT_LOG = 23;
/** request id, key. */
export const OUT_CACHE_GET = 24;
/** request id, key, value, seconds. */
export const OUT_CACHE_SET = 25;
/** request id, key. */
export const OUT_CACHE_DELETE = 26;
/** No fields: `server.stop();`. */
export const OUT_STOP = 27;
/** program id, error text or null. */
export const OUT_PROGRAM = 28;

/** No fields: requests were begun, none was answered; the gateway may hand over more. */
export const OUT_ROOM = 29;

/** characters. Program output that was given up. */
export const OUT_DROPPED = 30;

/** Text bodies above this many UTF-16 units travel as transferred bytes. */
export const TRANSFER_FROM = 64 * 1024;
