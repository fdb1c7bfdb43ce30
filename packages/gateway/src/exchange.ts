// Hot path (bench/trivial-route). Owns one request from its head to its one answer: what it asks, where it runs, what it is
// told. Every way out goes through `whole` or `stream`, once. Knows nothing of sockets beyond its connection's state.
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { bilingual } from '@etamil/shared/catalogue';
import { byId } from '@etamil/shared/codes';
import { CANCEL_ABORT } from '@etamil/shared/control-block';
import type { RouteFacts } from '@etamil/shared/route-table';
import { type Body, NO_BODY } from './body.ts';
import { type ErrorDetails, entryOf, errorAnswer, idOfWord } from './error-body.ts';
import { type OpenFile, openAnswer } from './file-answer.ts';
import type { Head } from './framing.ts';
import type { Lane } from './lane.ts';
import { type AnswerFrame, badHeader, bodiless, checkedStatus, headerList, sendWhole } from './reply.ts';
import { newRequestId } from './request-id.ts';
import type { Service } from './service.ts';
import type { ReadingExchange, SocketState } from './socket-state.ts';
import type { WireFault, Work } from './work.ts';

type Values = Readonly<Record<string, string | number>>;
const NONE: Values = {};
const NO_PARAMS: readonly string[] = [];
const FILE_HEADERS: readonly string[] = ['Content-Type', 'application/octet-stream'];

export class Exchange implements Work, AnswerFrame, ReadingExchange {
  readonly program = 0;
  route = -1;
  entry = 0;
  timeoutMs = 0;
  readonly patient = false;
  deadlineAt = 0;
  queuedAt = 0;
  retried = false;
  movable = true;
  lane: Lane | null = null;
  slot = -1;
  readonly method: string;
  requestId = '';
  /** Close the connection after the answer. */
  mustClose = false;
  answered = false;
  head: Head | null = null;
  params: readonly string[] = NO_PARAMS;
  body: Body = NO_BODY;
  private readonly service: Service;
  private readonly req: IncomingMessage;
  private readonly res: ServerResponse;
  private readonly state: SocketState;
  private readonly startedAt: number;

  constructor(service: Service, req: IncomingMessage, res: ServerResponse, state: SocketState) {
    this.service = service;
    this.req = req;
    this.res = res;
    this.state = state;
    this.method = req.method ?? '';
    this.startedAt = performance.now();
    state.open++;
    state.seen = this.startedAt;
    service.inFlight++;
    res.on('close', () => this.closed());
  }

  get headOnly(): boolean {
    return this.method === 'HEAD';
  }

  get close(): boolean {
    return this.mustClose || this.service.draining;
  }

  get cors(): readonly string[] {
    return this.service.cors.headers(this.head?.origin ?? '');
  }

  /** The head was accepted. */
  accept(head: Head): void {
    this.head = head;
    this.requestId = head.requestId === '' ? newRequestId() : head.requestId;
  }

  /** The route was found. */
  assign(index: number, facts: RouteFacts, params: readonly string[]): void {
    this.route = index;
    this.entry = facts.entry;
    this.params = params;
    this.timeoutMs = facts.options.timeout ?? this.service.config.requestTimeoutMs;
  }

  // --- Work ---------------------------------------------------------------------------------------------------------

  fields(out: unknown[], transfers: ArrayBuffer[]): void {
    const head = this.head as Head;
    const { reads } = this.service.routes[this.route] as RouteFacts;
    const { content, fields, files } = this.body;
    if (content !== null && typeof content !== 'string') this.transfer(content, transfers);
    if (files !== null) for (const f of files) if (f instanceof Uint8Array && f.length > 0) this.transfer(f, transfers);
    const headers = reads.headers || reads.cookies ? this.req.rawHeaders : null;
    out.push(
      this.method,
      head.path,
      reads.query ? head.query : null,
      headers,
      content,
      this.params,
      fields,
      files,
      this.requestId,
      this.req.socket.remoteAddress ?? '',
    );
  }

  /** A transferred body is gone from here: the run cannot move to another lane any more. */
  private transfer(bytes: Uint8Array, transfers: ArrayBuffer[]): void {
    transfers.push(bytes.buffer as ArrayBuffer);
    this.movable = false;
  }

  onReply(status: unknown, headers: readonly string[] | null, body: string | Uint8Array | null, bytes: number): void {
    const checked = checkedStatus(status);
    if (checked === null) return this.badReply('REPLY-STATUS', { status: String(status) });
    const bad = headers === null ? null : badHeader(headers);
    if (bad !== null) return this.badReply('REPLY-HEADER', { name: JSON.stringify(bad) });
    this.whole(checked, headers, body, bytes);
  }

  onFile(status: unknown, headers: readonly string[] | null, path: string): void {
    const checked = checkedStatus(status);
    if (checked === null) return this.badReply('REPLY-STATUS', { status: String(status) });
    const bad = headers === null ? null : badHeader(headers);
    if (bad !== null) return this.badReply('REPLY-HEADER', { name: JSON.stringify(bad) });
    const { cwd, filesRoot } = this.service.config;
    openAnswer(path, cwd, filesRoot).then(
      (file) => this.stream(checked, headers ?? FILE_HEADERS, file),
      (e: unknown) => {
        const reason = e instanceof Error ? e.message : String(e);
        const values = { path, reason };
        this.logFailure('REPLY-FILE', values);
        this.fail('HTTP-IO', NONE, {
          code: entryOf('REPLY-FILE').code,
          text: bilingual(entryOf('REPLY-FILE'), values),
        });
      },
    );
  }

  onFault(fault: WireFault): void {
    const word = fault.id === 'RUN-CANCELLED' ? 'SERVICE_UNAVAILABLE' : (byId(fault.id)?.word ?? 'HANDLER_ERROR');
    const text = `${fault.tamil}  (${fault.english})`;
    const { file, line, code } = fault;
    this.service.log('error', text, {
      context: { request_id: this.requestId, file, line, column: fault.column },
      error: { code, message: text },
    });
    this.fail(idOfWord(word), NONE, { code, text, file, line });
  }

  onExit(status: number): void {
    this.logFailure('RUN-ENDED', { status });
    if (status === 0) this.onReply(200, null, 'Handler executed successfully', 29);
    else
      this.fail('HTTP-HANDLER', NONE, {
        code: entryOf('RUN-ENDED').code,
        text: bilingual(entryOf('RUN-ENDED'), { status }),
      });
  }

  onLost(): void {
    this.fail('HTTP-UNAVAILABLE', NONE, null, 1);
  }

  onRefused(retryAfterSeconds: number): void {
    this.fail('HTTP-UNAVAILABLE', NONE, null, retryAfterSeconds);
  }

  onExpired(): void {
    this.fail('HTTP-TIMEOUT');
  }

  // --- answers ------------------------------------------------------------------------------------------------------

  /** An error answer by its entry of the catalogue. */
  fail(
    id: string,
    values: Values = NONE,
    details: ErrorDetails | null = null,
    retryAfter = 0,
    own: readonly string[] = [],
  ): void {
    if (this.requestId === '') this.requestId = newRequestId();
    const { production, errorFormat } = this.service.config;
    const { status, body } = errorAnswer(id, values, details, {
      requestId: this.requestId,
      production,
      format: errorFormat,
    });
    const headers = retryAfter > 0 ? [...own, 'Retry-After', String(retryAfter)] : own;
    this.whole(status, headers.length === 0 ? null : headers, body, Buffer.byteLength(body));
  }

  /** Refuses the message for its framing: this connection is of no further use. */
  refuse(id: string, values: Values = NONE): void {
    this.mustClose = true;
    this.state.poison();
    this.fail(id, values);
    this.req.resume();
  }

  get bodyArrived(): boolean {
    return this.req.complete;
  }

  failReading(id: string, values: Values): void {
    this.refuse(id, values);
  }

  /** The whole answer. The first one counts. */
  whole(status: number, own: readonly string[] | null, body: string | Uint8Array | null, bytes: number): void {
    if (this.answered) return;
    this.settle();
    const { res } = this;
    if (!res.destroyed) sendWhole(res, this, status, own, body, bytes);
    this.logAnswer(status);
  }

  private stream(status: number, own: readonly string[], file: OpenFile): void {
    const { res } = this;
    if (this.answered || res.destroyed) {
      this.settle();
      file.handle.close().catch(() => {});
      return;
    }
    this.settle();
    res.writeHead(status, headerList(this, status, own, file.size) as OutgoingHttpHeader[]);
    this.logAnswer(status);
    if (this.headOnly || bodiless(status) || file.size === 0) {
      res.end();
      file.handle.close().catch(() => {});
      return;
    }
    const from = file.handle.createReadStream({ start: 0, end: file.size - 1 });
    // the head is out: a failure now can only cut the connection
    from.on('error', () => res.destroy());
    res.on('close', () => from.destroy());
    from.pipe(res);
  }

  private badReply(id: string, values: Values): void {
    this.logFailure(id, values);
    this.fail('HTTP-HANDLER', NONE, { code: entryOf(id).code, text: bilingual(entryOf(id), values), ...this.where() });
  }

  private where(): { readonly file?: string; readonly line?: number } {
    const route = this.service.routes[this.route];
    return route === undefined ? {} : { file: route.file, line: route.line };
  }

  private logFailure(id: string, values: Values): void {
    const entry = entryOf(id);
    const text = bilingual(entry, values);
    this.service.log('error', text, {
      context: { request_id: this.requestId, ...this.where() },
      error: { code: entry.code, message: text },
    });
  }

  private logAnswer(status: number): void {
    const { service } = this;
    if (!service.config.logRequests) return;
    service.log('info', 'request', {
      request: {
        request_id: this.requestId,
        method: this.method,
        path: this.head?.path ?? this.req.url ?? '',
        timestamp: new Date().toISOString(),
        status_code: status,
        duration_ms: Math.round((performance.now() - this.startedAt) * 1000) / 1000,
      },
    });
  }

  /** The answer is decided: everything held for this request is let go. */
  private settle(): void {
    if (this.answered) return;
    this.answered = true;
    this.body.discard?.();
    this.service.inFlight--;
  }

  /** The response is out, or its client has left. */
  private closed(): void {
    this.state.closed();
    if (this.answered) return;
    if (this.lane !== null && this.service.config.cancelOnDisconnect) this.lane.control.cancel(this.slot, CANCEL_ABORT);
    // never handed to a worker: nobody else will let go of it
    if (this.queuedAt === 0) this.settle();
  }
}
