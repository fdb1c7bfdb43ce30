// Owns the reading of a request's body within its limit (http-handlers.md §3, §11): text, bytes, form or nothing.
// Knows nothing of routes, lanes or answers.
import type { IncomingMessage } from 'node:http';
import { TRANSFER_FROM } from '@etamil/shared/protocol';
import type { RequestReads } from '@etamil/shared/route-table';
import { formBoundary } from './disposition.ts';
import { FormReader } from './multipart.ts';

/** A body as it is handed to a worker. */
export interface Body {
  readonly content: string | Uint8Array | null;
  /** Flat multipart fields; true: the content is a urlencoded form; null: no form. */
  readonly fields: readonly string[] | true | null;
  readonly files: readonly (string | number | Uint8Array | null)[] | null;
  /** Removes temporary files. */
  readonly discard: (() => void) | null;
}

export const NO_BODY: Body = { content: null, fields: null, files: null, discard: null };

export type BodyEnd =
  | { readonly kind: 'whole'; readonly body: Body }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The client left, or the parser failed and has answered. */
  | { readonly kind: 'gone' };

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** Reads the body; `done` is called exactly once. */
export function readBody(
  req: IncomingMessage,
  contentType: string,
  reads: RequestReads,
  limits: { readonly max: number; readonly inMemory: number },
  done: (end: BodyEnd) => void,
): void {
  const boundary = formBoundary(contentType);
  let size = 0;
  let over = false;
  let form: FormReader | null = null;
  let chunks: Buffer[] = [];
  const finish = (end: BodyEnd): void => {
    if (over) return;
    over = true;
    chunks = [];
    if (end.kind !== 'whole') form?.discard();
    done(end);
  };
  if (boundary !== null && (reads.fields || reads.files)) {
    form = new FormReader(boundary, limits.inMemory, (failure) => {
      const reader = form as FormReader;
      if (failure !== null) finish({ kind: 'failed', reason: failure.message });
      else
        finish({
          kind: 'whole',
          body: { content: '', fields: reader.fields, files: reader.files, discard: () => reader.discard() },
        });
    });
  }
  const urlencoded = reads.fields && FORM.test(contentType);
  const wanted = boundary === null && (reads.body || urlencoded);
  req.on('data', (chunk: Buffer) => {
    if (over) return;
    size += chunk.length;
    if (size > limits.max) return finish({ kind: 'too-large' });
    if (form !== null) {
      if (!form.write(chunk)) {
        req.pause();
        form.onDrain(() => req.resume());
      }
    } else if (wanted) chunks.push(chunk);
  });
  req.on('end', () => {
    if (over) return;
    if (form !== null) form.end();
    else
      finish({
        kind: 'whole',
        body: { ...NO_BODY, content: wanted ? joined(chunks, size) : null, fields: urlencoded ? true : null },
      });
  });
  req.on('error', () => finish({ kind: 'gone' }));
  // a reader that still stores its parts finishes by itself
  req.on('close', () => req.complete || finish({ kind: 'gone' }));
}

/** Small bodies as text, large ones as bytes of their own buffer, ready to be transferred. */
function joined(chunks: readonly Buffer[], size: number): string | Uint8Array {
  if (size < TRANSFER_FROM)
    return (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)).toString('utf8');
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
