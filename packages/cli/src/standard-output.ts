// Hot path (bench/cold-start, bench/print). Owns writing to a file descriptor in batches: whole lines, in order, flushed before
// anything that waits. Knows nothing of who prints.
import { writeSync } from 'node:fs';

const BATCH = 1 << 16;
/** A line after a pause is written at once, so that a slow program is seen to work. Date.now: the finer clock loads modules. */
const PAUSE_MS = 20;

/** Buffered output to one descriptor. A reader that goes away (EPIPE) ends the output quietly. */
export class StandardOutput {
  private readonly fd: number;
  private readonly each: boolean;
  private text = '';
  private lastWrite = 0;
  /** True once the reader has gone. */
  closed = false;

  /** `each`: flush after every line (terminals, standard error). */
  constructor(fd: number, each: boolean) {
    this.fd = fd;
    this.each = each;
  }

  line(text: string): void {
    this.text += text;
    this.text += '\n';
    if (this.each || this.text.length > BATCH || Date.now() - this.lastWrite > PAUSE_MS) this.flush();
  }

  /** Text without a line feed (prompts). */
  raw(text: string): void {
    this.text += text;
    if (this.each) this.flush();
  }

  flush(): void {
    if (this.text === '') return;
    const bytes = Buffer.from(this.text, 'utf8');
    this.text = '';
    if (this.closed) return;
    let at = 0;
    while (at < bytes.length) {
      try {
        at += writeSync(this.fd, bytes, at);
      } catch (e) {
        const code = (e as NodeJS.ErrnoException).code;
        if (code === 'EAGAIN') {
          // a full non-blocking pipe: wait for its reader
          pause(1);
          continue;
        }
        this.closed = true;
        if (code === 'EPIPE' || code === 'EBADF' || code === 'EIO') return;
        throw e;
      }
    }
    this.lastWrite = Date.now();
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));

/** Stops this thread for `ms` milliseconds. */
export function pause(ms: number): void {
  Atomics.wait(cell, 0, 0, ms);
}
