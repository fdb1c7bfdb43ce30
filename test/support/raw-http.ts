// Owns talking to a server byte by byte: send anything, get everything until the connection ends. Knows nothing of HTTP clients.
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface RawResult {
  /** Every answer, in order. */
  readonly answers: RawAnswer[];
  readonly text: string;
  /** The server ended the connection before the time was up. */
  readonly ended: boolean;
  /** The connection was reset. */
  readonly reset: boolean;
}

/** Sends the pieces one after the other and collects what comes back until the end, or `ms` of silence. */
export function raw(
  port: number,
  pieces: string | Buffer | readonly (string | Buffer)[],
  ms = 1500,
): Promise<RawResult> {
  return new Promise((resolve) => {
    const list = Array.isArray(pieces) ? [...(pieces as readonly (string | Buffer)[])] : [pieces as string | Buffer];
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let ended = false;
    let reset = false;
    const finish = (): void => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ answers: readAnswers(Buffer.concat(chunks)), text, ended, reset });
    };
    let timer = setTimeout(finish, ms);
    const next = (): void => {
      const piece = list.shift();
      if (piece === undefined || socket.destroyed) return;
      socket.write(piece, () => list.length > 0 && setTimeout(next, 20));
    };
    socket.on('connect', next);
    socket.on('data', (d: Buffer) => {
      chunks.push(d);
      clearTimeout(timer);
      timer = setTimeout(finish, ms);
    });
    socket.on('end', () => {
      ended = true;
      finish();
    });
    socket.on('error', () => {
      reset = true;
    });
    socket.on('close', finish);
  });
}

/** Splits a stream of answers by their Content-Length. */
export function readAnswers(bytes: Buffer): RawAnswer[] {
  const out: RawAnswer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) break;
    const [line = '', ...rest] = bytes.toString('latin1', at, end).split('\r\n');
    const headers = new Map<string, string>();
    for (const h of rest) {
      const colon = h.indexOf(':');
      headers.set(h.slice(0, colon).toLowerCase(), h.slice(colon + 1).trim());
    }
    const status = Number(line.split(' ')[1]);
    const length =
      status === 100 || status === 204 || status === 304
        ? 0
        : Number(headers.get('content-length') ?? bytes.length - end - 4);
    out.push({ status, headers, body: bytes.toString('utf8', end + 4, end + 4 + length) });
    at = end + 4 + length;
  }
  return out;
}

/** An open connection for tests that go step by step. */
export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}
