// Owns the reading of a run's answer from its globals, with the defaults of http-handlers.md §5 (spec README 30, §22.9).
// A function of values. Knows nothing of HTTP framing, CORS or messages: the gateway checks and completes what it gets.
import { Decimal, truncToNumber } from '@etamil/shared/decimal';
import { display } from '@etamil/shared/display';
import { jsonWrite } from '@etamil/shared/json-write';
import { EArray, ERecord, type Value } from '@etamil/shared/value';

export interface BuiltResponse {
  readonly status: number;
  /** Flat name, value, …; null: nothing but the default content type. */
  readonly headers: readonly string[] | null;
  readonly body: string;
  /** Answer by this path instead of the body. */
  readonly file: string | null;
}

export const DEFAULT_BODY = 'Handler executed successfully';

/** True when the run recorded any part of an answer. */
export function hasResponse(global: (name: string) => Value | undefined): boolean {
  return ['response_status', 'response_body', 'response_file'].some((n) => global(n) !== undefined);
}

export function buildResponse(global: (name: string) => Value | undefined): BuiltResponse {
  const status = statusOf(global('response_status'));
  const headers = headersOf(global('response_headers'));
  const file = global('response_file');
  if (typeof file === 'string' && file !== '') return { status, headers, body: '', file };
  return { status, headers, body: bodyOf(global('response_body'), status), file: null };
}

/** The whole part of a number; anything else 200. Out of range is for the gateway to refuse. */
function statusOf(v: Value | undefined): number {
  if (typeof v === 'number' || v instanceof Decimal) return truncToNumber(v);
  return 200;
}

function bodyOf(v: Value | undefined, status: number): string {
  if (v === undefined) return status === 204 || status === 205 || status === 304 ? '' : DEFAULT_BODY;
  if (typeof v === 'string') return v;
  if (v === null) return 'null';
  return v instanceof EArray || v instanceof ERecord ? jsonWrite(v) : display(v);
}

function headersOf(v: Value | undefined): readonly string[] | null {
  if (!(v instanceof ERecord) || v.map.size === 0) return null;
  const out: string[] = [];
  let plain = true;
  for (const [name, value] of v.map) {
    // a list is sent once per item (cookies)
    if (value instanceof EArray) for (let i = 0; i < value.len; i++) out.push(name, display(value.buf[i] as Value));
    else out.push(name, display(value));
    if (!(name === 'Content-Type' && value === 'application/json')) plain = false;
  }
  return plain ? null : out;
}
