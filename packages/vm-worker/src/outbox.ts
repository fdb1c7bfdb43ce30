// Hot path (bench/trivial-route). Owns what a worker sends: one flat batch per turn, prints before the answers of the same turn,
// questions to the shared cache. Knows nothing of runs.
import type { MessagePort } from 'node:worker_threads';
import type { ControlBlock } from '@etamil/shared/control-block';
import * as P from '@etamil/shared/protocol';
import type { LaneLink } from './request-host.ts';

/** Prints are sent on at this size, and dropped while the gateway is this far behind. */
const PRINT_CHUNK = 64 * 1024;
const PRINT_DEBT_LIMIT = 8 * 1024 * 1024;

type CacheAnswer = { readonly value: unknown; readonly found: boolean };

export class Outbox implements LaneLink {
  private readonly port: MessagePort;
  private readonly control: ControlBlock;
  private readonly sent: () => void;
  private batch: unknown[] = [];
  private transfers: ArrayBuffer[] = [];
  private prints = '';
  private dropped = 0;
  private held = false;
  private scheduled = false;
  private serial = 0;
  private readonly questions = new Map<number, (answer: CacheAnswer) => void>();

  /** `sent` is called after a batch went out on its own, outside of a turn. */
  constructor(port: MessagePort, control: ControlBlock, sent: () => void) {
    this.port = port;
    this.control = control;
    this.sent = sent;
  }

  get empty(): boolean {
    return this.batch.length === 0;
  }

  /** A turn begins: nothing is sent before `release`. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.flush();
  }

  push(...fields: unknown[]): void {
    for (const f of fields) this.batch.push(f);
    this.soon();
  }

  transfer(buffer: ArrayBuffer): void {
    this.transfers.push(buffer);
  }

  /** What I/O completes within one pass of the event loop goes out together. */
  private soon(): void {
    if (this.held || this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
      this.sent();
    });
  }

  private flush(): void {
    if (this.prints !== '') this.flushPrints();
    if (this.batch.length === 0) return;
    const { batch, transfers } = this;
    this.batch = [];
    if (transfers.length === 0) this.port.postMessage(batch);
    else {
      this.transfers = [];
      this.port.postMessage(batch, transfers);
    }
  }

  private flushPrints(): void {
    this.control.printDebt(this.prints.length);
    this.port.postMessage([P.OUT_PRINT, this.prints]);
    this.prints = '';
  }

  // --- LaneLink -----------------------------------------------------------------------------------------------------

  print(text: string): void {
    if (this.prints.length + text.length < PRINT_CHUNK) {
      this.prints += `${text}\n`;
      this.soon();
      return;
    }
    // a handler can print faster than a terminal or a pipe takes it: the gateway's memory is not the place to keep it
    if (this.control.printDebt(0) > PRINT_DEBT_LIMIT) {
      this.dropped += text.length + 1;
      return;
    }
    if (this.dropped > 0) {
      this.push(P.OUT_DROPPED, this.dropped);
      this.dropped = 0;
    }
    this.prints += `${text}\n`;
    this.flushPrints();
  }

  log(level: 'info' | 'warn' | 'error', text: string): void {
    this.push(P.OUT_LOG, level, text);
  }

  stop(): void {
    this.push(P.OUT_STOP);
  }

  async cacheGet(key: string): Promise<unknown> {
    const { value, found } = await this.ask(P.OUT_CACHE_GET, key);
    return found ? value : undefined;
  }

  async cacheSet(key: string, value: unknown, seconds: number): Promise<void> {
    await this.ask(P.OUT_CACHE_SET, key, value, seconds);
  }

  async cacheDelete(key: string): Promise<boolean> {
    return (await this.ask(P.OUT_CACHE_DELETE, key)).found;
  }

  cacheAnswer(request: number, value: unknown, found: boolean): void {
    const question = this.questions.get(request);
    this.questions.delete(request);
    question?.({ value, found });
  }

  private ask(operation: number, ...fields: unknown[]): Promise<CacheAnswer> {
    return new Promise((resolve) => {
      const request = ++this.serial;
      this.questions.set(request, resolve);
      this.push(operation, request, ...fields);
    });
  }
}
