// Owns the parts of a multipart form (http-handlers.md §3): text parts as fields, file parts in memory or, when large, in
// temporary files. The framing is @fastify/busboy's Dicer; its Busboy class hides whether a part named its content type.
// Knows nothing of requests, limits of the whole body, or replies.
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { extendedValue, readParameters } from './disposition.ts';

interface Field {
  readonly kind: 'field';
  readonly name: string;
  value: string;
}

interface Upload {
  readonly kind: 'file';
  readonly name: string;
  readonly fileName: string;
  readonly type: string;
  size: number;
  bytes: Uint8Array | null;
  path: string | null;
}

const MAX_PARTS = 1_000;
const MAX_PART_HEADER = 16 * 1024;
let spool: Promise<string> | undefined;
let serial = 0;

const text = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

/** One form being read. `done` comes once, after every part is stored, also when the tail is malformed. */
export class FormReader {
  /** In order; null: the part was cut off. */
  private readonly items: (Field | Upload | null)[] = [];
  private readonly dicer: Dicer;
  private readonly inMemory: number;
  private readonly paths: string[] = [];
  private open = 1;
  private count = 0;
  private failure: Error | null = null;
  private discarded = false;
  private readonly done: (failure: Error | null) => void;

  constructor(boundary: string, inMemory: number, done: (failure: Error | null) => void) {
    this.inMemory = inMemory;
    this.done = done;
    this.dicer = new Dicer({ boundary, maxHeaderSize: MAX_PART_HEADER } as ConstructorParameters<typeof Dicer>[0]);
    this.dicer.on('part', (part: Readable) => this.part(part));
    // a malformed tail is dropped silently; what came before it counts
    this.dicer.on('error', () => this.settle());
    this.dicer.on('finish', () => this.settle());
  }

  /** False: wait for `drain`. */
  write(chunk: Uint8Array): boolean {
    return !this.dicer.writable || this.dicer.write(Buffer.from(chunk));
  }

  onDrain(then: () => void): void {
    this.dicer.once('drain', then);
  }

  end(): void {
    if (this.dicer.writable) this.dicer.end();
  }

  /** Flat name, value, … */
  get fields(): string[] {
    return this.items.flatMap((p) => (p?.kind === 'field' ? [p.name, p.value] : []));
  }

  /** Flat as the protocol's F_FILES. */
  get files(): (string | number | Uint8Array | null)[] {
    return this.items.flatMap((p) => (p?.kind === 'file' ? [p.name, p.fileName, p.type, p.size, p.bytes, p.path] : []));
  }

  /** Removes the temporary files; in the middle of the form, as soon as what is being written is closed. */
  discard(): void {
    this.discarded = true;
    if (this.open > 0) this.end();
    else this.removeFiles();
  }

  private removeFiles(): void {
    for (const path of this.paths.splice(0)) rm(path, { force: true }).catch(() => {});
  }

  private settled = false;
  private settle(): void {
    if (this.settled) return;
    this.settled = true;
    this.close();
  }

  private close(): void {
    this.open--;
    if (this.open > 0) return;
    if (this.discarded) this.removeFiles();
    this.done(this.failure);
  }

  private part(part: Readable): void {
    part.on('error', () => {});
    if (++this.count > MAX_PARTS) {
      part.resume();
      return;
    }
    part.once('header', (header: Record<string, string[]>) => {
      const disposition = header['content-disposition']?.[0];
      const { value, parameters } = readParameters(disposition ?? '');
      const name = parameters.get('name');
      if (value !== 'form-data' || name === undefined) {
        part.resume();
        return;
      }
      const star = parameters.get('filename*');
      const extended = star === undefined ? null : extendedValue(star);
      const plain = parameters.get('filename');
      const fileName = extended ?? (plain === undefined ? undefined : text(plain));
      if (fileName === undefined) this.field(part, text(name));
      else this.file(part, text(name), fileName, header['content-type']?.[0] ?? 'application/octet-stream');
    });
  }

  private field(part: Readable, name: string): void {
    const field: Field = { kind: 'field', name, value: '' };
    const chunks: Buffer[] = [];
    this.collect(
      part,
      field,
      (chunk) => chunks.push(chunk),
      () => {
        field.value = Buffer.concat(chunks).toString('utf8');
        this.close();
      },
    );
  }

  private file(part: Readable, name: string, fileName: string, type: string): void {
    const upload: Upload = { kind: 'file', name, fileName, type: text(type).trim(), size: 0, bytes: null, path: null };
    let chunks: Buffer[] = [];
    let handle: Promise<FileHandle> | null = null;
    let order: Promise<void> = Promise.resolve();
    const store = (to: Promise<FileHandle>): void => {
      const data = Buffer.concat(chunks);
      chunks = [];
      part.pause();
      order = order
        .then(async () => (await to).writeFile(data))
        .catch((e: unknown) => {
          this.failure = e instanceof Error ? e : new Error(String(e));
        })
        .then(() => void part.resume());
    };
    this.collect(
      part,
      upload,
      (chunk) => {
        upload.size += chunk.length;
        if (this.failure !== null) return;
        chunks.push(chunk);
        if (handle === null && upload.size > this.inMemory) handle = this.spoolFile(upload);
        if (handle !== null) store(handle);
      },
      () => {
        if (handle === null) {
          upload.bytes = Uint8Array.from(Buffer.concat(chunks));
          this.close();
          return;
        }
        const opened = handle;
        order
          .then(async () => (await opened).close())
          .catch(() => {})
          .then(() => this.close());
      },
    );
  }

  /** Adds the part to the form and reads it; a part that is cut off is dropped. */
  private collect(part: Readable, item: Field | Upload, chunk: (data: Buffer) => void, end: () => void): void {
    this.open++;
    const at = this.items.push(item) - 1;
    part.on('error', () => {
      this.items[at] = null;
    });
    part.on('data', chunk);
    part.once('end', end);
  }

  /** A fresh file of this process's own spool folder, readable by nobody else. */
  private async spoolFile(upload: Upload): Promise<FileHandle> {
    spool ??= mkdtemp(join(tmpdir(), 'etamil-uploads-'));
    const path = join(await spool, String(serial++));
    const handle = await open(path, 'wx', 0o600);
    this.paths.push(path);
    upload.path = path;
    return handle;
  }
}

/** Removes the spool folder at the end of the process. */
export async function removeSpool(): Promise<void> {
  const folder = await spool?.catch(() => undefined);
  spool = undefined;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
