// Owns reading standard input: as lines for உள்ளிடு, or whole as program text. Knows nothing of programs.
import { readSync } from 'node:fs';
import { pause } from './standard-output.ts';

const CHUNK = 1 << 16;

/** Reads what is there, waiting for it; null at the end. */
function readChunk(fd: number): Buffer | null {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    try {
      const n = readSync(fd, chunk, 0, CHUNK, null);
      return n === 0 ? null : chunk.subarray(0, n);
    } catch (e) {
      const code = (e as NodeJS.ErrnoException).code;
      if (code === 'EAGAIN') {
        pause(5);
        continue;
      }
      // a closed or unreadable descriptor is an empty input
      if (code === 'EOF' || code === 'EBADF' || code === 'EIO' || code === 'EISDIR') return null;
      throw e;
    }
  }
}

/** All bytes of descriptor `fd`. */
export function readAll(fd: number): Uint8Array {
  const parts: Buffer[] = [];
  for (let part = readChunk(fd); part !== null; part = readChunk(fd)) parts.push(part);
  return Buffer.concat(parts);
}

/** Lines of a descriptor, read as they are asked for. */
export class LineReader {
  private readonly fd: number;
  private pending: Buffer = Buffer.alloc(0);
  private ended = false;

  constructor(fd: number) {
    this.fd = fd;
  }

  /** The next line without its line end, or null at the end of input. */
  next(): string | null {
    const parts: Buffer[] = [];
    for (;;) {
      const end = this.pending.indexOf(10);
      if (end >= 0) {
        parts.push(this.pending.subarray(0, end));
        this.pending = this.pending.subarray(end + 1);
        break;
      }
      if (this.pending.length > 0) parts.push(this.pending);
      const chunk = this.ended ? null : readChunk(this.fd);
      if (chunk === null) {
        this.ended = true;
        this.pending = Buffer.alloc(0);
        if (parts.length === 0) return null;
        break;
      }
      this.pending = chunk;
    }
    const line = parts.length === 1 ? (parts[0] as Buffer).toString('utf8') : Buffer.concat(parts).toString('utf8');
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
