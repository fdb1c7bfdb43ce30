// Owns what the gateway remembers of a connection: open exchanges, poison, the lingering close (robustness traps 5, 10).
// Knows nothing of requests.
import type { Socket } from 'node:net';

const STATE = Symbol('etamil connection');
const LINGER_MS = 500;

export interface ReadingExchange {
  /** Its body is whole already, though perhaps not handed over yet: a failure of the parser is not its own. */
  readonly bodyArrived: boolean;
  /** The parser failed, or time ran out, within its body. */
  failReading(id: string, values: Readonly<Record<string, string>>): void;
}

export class SocketState {
  readonly socket: Socket;
  /** Requests without a finished answer. */
  open = 0;
  /** Nothing further that arrives here is run. */
  poisoned = false;
  /** The exchange whose body is arriving. */
  reading: ReadingExchange | null = null;
  /** What to do when the last open answer is out. */
  last: (() => void) | null = null;
  /** performance.now() of the last request, and bytes read when the connection last fell idle. */
  seen: number;
  idleAt = 0;
  private lingering = false;
  private unread = 0;
  private unreadSince = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    this.seen = performance.now();
    (socket as unknown as Record<symbol, SocketState>)[STATE] = this;
  }

  static of(socket: Socket): SocketState {
    return (socket as unknown as Record<symbol, SocketState | undefined>)[STATE] ?? new SocketState(socket);
  }

  /** Idle, and no byte of a next request has come. */
  get quiet(): boolean {
    return this.open === 0 && this.socket.bytesRead === this.idleAt;
  }

  /** Milliseconds in which the client took none of the bytes that wait for it. */
  unreadFor(now: number): number {
    // the length of one write does not shrink until all of it is out; the handle knows what is left
    const handle = (this.socket as unknown as { readonly _handle?: { readonly writeQueueSize?: number } | null })
      ._handle;
    const left = handle?.writeQueueSize ?? 0;
    if (left === 0 || left !== this.unread) {
      this.unread = left;
      this.unreadSince = now;
      return 0;
    }
    return now - this.unreadSince;
  }

  /** One answer is out. */
  closed(): void {
    this.open--;
    if (this.open > 0) return;
    this.idleAt = this.socket.bytesRead;
    this.last?.();
    this.last = null;
  }

  /**
   * After this the socket's end keeps reading for a while: closing with unread bytes would reset the connection and the
   * client would lose the answer.
   */
  poison(): void {
    this.poisoned = true;
    const { socket } = this;
    // node:http ends a socket with this after a last answer
    socket.destroySoon = () => this.linger();
  }

  linger(): void {
    if (this.lingering) return;
    this.lingering = true;
    const { socket } = this;
    if (socket.destroyed) return;
    socket.end();
    socket.resume();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    timer.unref();
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
    };
    socket.once('end', done);
    socket.once('close', () => clearTimeout(timer));
  }
}
