// Owns the making of request ids: unique in this process and, by a random start, across processes. Knows nothing else.
import { randomBytes } from 'node:crypto';

const prefix = `req-${randomBytes(6).toString('hex')}-`;
let count = 0;

export function newRequestId(): string {
  count++;
  return prefix + count.toString(36);
}
