// Owns the listener and the way of a request from its head to a worker: gate, routing, admission, body (spec README 31).
// Knows nothing of workers' lives; answers are the exchange's.
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type BodyEnd, readBody } from './body.ts';
import { errorAnswer } from './error-body.ts';
import { Exchange } from './exchange.ts';
import { type Head, hasBody, readHead } from './framing.ts';
import { judgeParseFailure } from './parse-failure.ts';
import { rawAnswer } from './reply.ts';
import { newRequestId } from './request-id.ts';
import type { Service } from './service.ts';
import { SocketState } from './socket-state.ts';

type Expectation = 'none' | 'continue' | 'other';

/** A refused body up to this size is read over and the connection kept. */
const SWALLOW_BYTES = 64 * 1024;
/** Connections looked at to find one that can be closed for a new one. */
const EVICTION_LOOK = 64;
const WATCH_MS = 1_000;

export class Acceptor {
  readonly server: Server;
  readonly connections = new Set<SocketState>();
  private readonly service: Service;
  private readonly watch: NodeJS.Timeout;

  constructor(service: Service) {
    this.service = service;
    const { config } = service;
    this.server = createServer({
      maxHeaderSize: config.header.max,
      headersTimeout: config.timeouts.headers,
      requestTimeout: config.timeouts.request,
      keepAliveTimeout: config.timeouts.keepAlive,
      // the default of 30 s would let a slow client live that long past its time (robustness trap 6)
      connectionsCheckingInterval: 1_000,
      // ours answers in JSON and also sees a repeated Host
      requireHostHeader: false,
      insecureHTTPParser: false,
      noDelay: true,
    });
    const { server } = this;
    // node:http would silently drop the headers beyond a count; their size is limited already
    server.maxHeadersCount = 0;
    server.on('connection', (socket: Socket) => this.connected(socket));
    server.on('request', (req, res) => this.request(req, res, 'none'));
    server.on('checkContinue', (req, res) => this.request(req, res, 'continue'));
    server.on('checkExpectation', (req, res) => this.request(req, res, 'other'));
    server.on('clientError', (error: Error & { code?: string; rawPacket?: Buffer; bytesParsed?: number }, socket) =>
      this.failed(error, socket as Socket),
    );
    server.on('connect', (_req, socket) => {
      // node:http has let go of this socket, its error listener included
      socket.on('error', () => socket.destroy());
      this.raw(SocketState.of(socket as Socket), 'HTTP-METHOD-UNKNOWN', {});
    });
    this.watch = setInterval(() => this.dropUnread(), WATCH_MS);
    this.watch.unref();
  }

  private connected(socket: Socket): void {
    const state = new SocketState(socket);
    this.connections.add(state);
    socket.on('close', () => this.connections.delete(state));
    if (this.connections.size > this.service.config.maxConnections) this.evict(state);
  }

  /** Too many: an idle connection makes room for the new one, else the new one goes. */
  private evict(newcomer: SocketState): void {
    let looked = 0;
    for (const c of this.connections) {
      if (c !== newcomer && c.open === 0) {
        c.socket.destroy();
        return;
      }
      if (++looked >= EVICTION_LOOK) break;
    }
    newcomer.socket.destroy();
  }

  /** Clients that do not read their answers hold memory; node:http has no limit for them. */
  private dropUnread(): void {
    const now = performance.now();
    for (const c of this.connections) {
      if (c.unreadFor(now) > this.service.config.timeouts.headers) c.socket.destroy();
    }
  }

  /** Ends everything at once. */
  closeNow(): void {
    clearInterval(this.watch);
    this.server.close();
    this.server.closeAllConnections();
  }

  private request(req: IncomingMessage, res: ServerResponse, expectation: Expectation): void {
    const state = SocketState.of(req.socket);
    // bytes parsed before the refusal of an earlier request (robustness trap 5)
    if (state.poisoned) return;
    const x = new Exchange(this.service, req, res, state);
    const head = readHead(x.method, req.url ?? '', req.httpVersionMajor, req.httpVersionMinor, req.rawHeaders);
    if (head.refused !== null) return x.refuse(head.refused, head.values);
    x.accept(head);
    if (expectation === 'other') return x.refuse('HTTP-EXPECT');
    const { service } = this;
    const found =
      service.router.match(x.method, head.path) ??
      (x.method === 'HEAD' ? service.router.match('GET', head.path) : null);
    if (found === null || !found.literal) {
      if (this.answersBuiltin(x, head)) return;
      if (found === null) return this.unmatched(x, req, head);
    }
    const facts = service.routes[found.route];
    if (facts === undefined) return x.fail('HTTP-INTERNAL');
    x.assign(found.route, facts, found.params);
    if (!hasBody(head)) return service.pool.submit(x);
    if (!service.pool.admits) return this.refuseBody(x, req, head, () => x.onRefused(service.pool.retryAfter));
    if (head.encoding !== '' && head.encoding.toLowerCase() !== 'identity') return x.refuse('HTTP-MEDIA');
    const max = facts.options.body_limit ?? service.config.body.max;
    if (head.length > max) return x.refuse('HTTP-TOO-LARGE', { limit: max });
    if (expectation === 'continue') res.writeContinue();
    state.reading = x;
    readBody(req, head.contentType, facts.reads, { max, inMemory: service.config.body.uploadMemory }, (end) =>
      this.bodyEnd(x, state, end, max),
    );
  }

  private bodyEnd(x: Exchange, state: SocketState, end: BodyEnd, max: number): void {
    if (state.reading === x) state.reading = null;
    switch (end.kind) {
      case 'whole':
        if (x.answered) {
          end.body.discard?.();
          return;
        }
        x.body = end.body;
        return this.service.pool.submit(x);
      case 'too-large':
        return x.refuse('HTTP-TOO-LARGE', { limit: max });
      case 'failed':
        return x.fail('HTTP-IO', {}, { code: 'ET4021', text: end.reason });
      case 'gone':
    }
  }

  /** /health and /ready, and their OPTIONS and 405. */
  private answersBuiltin(x: Exchange, head: Head): boolean {
    const answer = this.service.builtin(head.path);
    if (answer === null) return false;
    if (x.method === 'GET' || x.method === 'HEAD')
      x.whole(answer.status, ['Cache-Control', 'no-store'], answer.body, Buffer.byteLength(answer.body));
    else {
      const found = this.service.router.match(x.method, head.path);
      if (found !== null) return false;
      const methods = new Set(['GET', 'HEAD', 'OPTIONS', ...this.service.router.allowed(head.path)]);
      this.otherMethod(x, [...methods]);
    }
    return true;
  }

  private unmatched(x: Exchange, req: IncomingMessage, head: Head): void {
    if (head.path === '*') return this.otherMethod(x, ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
    const allowed = this.service.router.allowed(head.path);
    this.refuseBody(x, req, head, () => {
      if (allowed.length === 0) x.fail('HTTP-NOT-FOUND');
      else this.otherMethod(x, allowed);
    });
  }

  private otherMethod(x: Exchange, methods: readonly string[]): void {
    const allow = methods.join(', ');
    if (x.method === 'OPTIONS') x.whole(204, ['Allow', allow], null, 0);
    else x.fail('HTTP-METHOD', { method: x.method, allow }, null, 0, ['Allow', allow]);
  }

  /** An answer without reading the body: a short one is swallowed, before a long one the connection is closed. */
  private refuseBody(x: Exchange, req: IncomingMessage, head: Head, answer: () => void): void {
    if (hasBody(head) && (head.chunked || head.length > SWALLOW_BYTES)) {
      x.mustClose = true;
      SocketState.of(req.socket).poison();
    }
    answer();
    req.resume();
  }

  /** The parser gave up, or a timeout struck. */
  private failed(error: Error & { code?: string; rawPacket?: Buffer; bytesParsed?: number }, socket: Socket): void {
    const state = SocketState.of(socket);
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    if (state.poisoned) return;
    const { id, values } = judgeParseFailure(
      error.code ?? '',
      error.rawPacket,
      error.bytesParsed ?? 0,
      this.service.config.header.max,
    );
    const { reading } = state;
    if (reading !== null && !reading.bodyArrived) {
      state.reading = null;
      return reading.failReading(id, values);
    }
    // a connection that never said anything is no client to talk to
    if (id === 'HTTP-SLOW' && state.quiet) {
      socket.destroy();
      return;
    }
    state.poison();
    // answers to earlier requests of this connection go first
    if (state.open > 0) state.last = () => this.raw(state, id, values);
    else this.raw(state, id, values);
  }

  /** An error answer where there is no ServerResponse. */
  private raw(state: SocketState, id: string, values: Readonly<Record<string, string>>): void {
    const { config, cors } = this.service;
    const requestId = newRequestId();
    const { status, body } = errorAnswer(id, values, null, {
      requestId,
      production: config.production,
      format: config.errorFormat,
    });
    state.poisoned = true;
    if (state.socket.writable) {
      const frame = { requestId, cors: cors.headers(''), close: true, headOnly: false };
      state.socket.write(rawAnswer(frame, status, STATUS_CODES[status] ?? '', body));
    }
    state.linger();
    if (!config.logRequests) return;
    this.service.log('warn', 'request refused', {
      request: { request_id: requestId, status_code: status, timestamp: new Date().toISOString() },
    });
  }
}
