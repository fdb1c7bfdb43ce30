// Hot path (bench/trivial-route). Owns what goes on the wire as an answer: checked status and headers, framing, CORS,
// request id (http-handlers.md §5, robustness traps 3, 8). Knows nothing of where an answer comes from.
import type { OutgoingHttpHeader, ServerResponse } from 'node:http';

const JSON_TYPE = 'application/json';
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// what node:http refuses by throwing
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
/** Framing is ours: what a handler says about it is dropped. */
const FRAMING: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'x-request-id',
  'date',
]);

/** Parts of every answer. */
export interface AnswerFrame {
  readonly requestId: string;
  readonly cors: readonly string[];
  /** Send `Connection: close`. */
  readonly close: boolean;
  /** HEAD: headers only. */
  readonly headOnly: boolean;
}

/** A status that may be sent, or null. */
export function checkedStatus(status: unknown): number | null {
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : null;
}

/** Name of the first header that cannot be sent, or null. */
export function badHeader(headers: readonly string[]): string | null {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (!NAME.test(name) || BAD_VALUE.test(headers[i + 1] as string)) return name;
  }
  return null;
}

/** True when a message of this status never has a body (RFC 9110 §15). */
export function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/**
 * The flat header list of an answer. `own` are a handler's headers, checked before, or null for plain JSON; `length` -1
 * leaves Content-Length out.
 */
export function headerList(
  frame: AnswerFrame,
  status: number,
  own: readonly string[] | null,
  length: number,
): string[] {
  const out: string[] = [];
  if (own === null) {
    if (!bodiless(status)) out.push('Content-Type', JSON_TYPE);
    pushLength(out, status, length);
    out.push('X-Request-Id', frame.requestId);
    for (const h of frame.cors) out.push(h);
  } else {
    const seen = new Set<string>();
    for (let i = 0; i < own.length; i += 2) {
      const name = (own[i] as string).toLowerCase();
      if (FRAMING.has(name)) continue;
      seen.add(name);
      out.push(own[i] as string, own[i + 1] as string);
    }
    if (!seen.has('content-type') && !bodiless(status)) out.push('Content-Type', JSON_TYPE);
    pushLength(out, status, length);
    out.push('X-Request-Id', frame.requestId);
    for (let i = 0; i < frame.cors.length; i += 2) {
      const name = frame.cors[i] as string;
      if (!seen.has(name.toLowerCase()) || name === 'Vary') out.push(name, frame.cors[i + 1] as string);
    }
  }
  if (frame.close) out.push('Connection', 'close');
  return out;
}

function pushLength(out: string[], status: number, length: number): void {
  if (length >= 0 && !bodiless(status)) out.push('Content-Length', String(length));
}

/** Writes a whole answer. `bytes` is the size of the body in UTF-8. */
export function sendWhole(
  res: ServerResponse,
  frame: AnswerFrame,
  status: number,
  own: readonly string[] | null,
  body: string | Uint8Array | null,
  bytes: number,
): void {
  const empty = bodiless(status) || status === 205;
  res.writeHead(status, headerList(frame, status, own, empty ? 0 : bytes) as OutgoingHttpHeader[]);
  if (frame.headOnly || empty || body === null || bytes === 0) res.end();
  else res.end(body);
}

/** The same as bytes, for a socket whose parser has failed: no ServerResponse exists there. */
export function rawAnswer(frame: AnswerFrame, status: number, reason: string, body: string): string {
  const headers = headerList({ ...frame, close: true }, status, null, Buffer.byteLength(body));
  let text = `HTTP/1.1 ${status} ${reason}\r\nDate: ${new Date().toUTCString()}\r\n`;
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${text}\r\n${body}`;
}
