// Owns the cache all workers share (spec language.md §22.10): bounded by count and bytes, each entry with its own life.
// Values are the encodings the workers make. Knows nothing of lanes beyond answering them.
import * as P from '@etamil/shared/protocol';
import { LRUCache } from 'lru-cache';
import type { Lane } from './lane.ts';

/** Node's timers and lru-cache take at most this many milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

export class SharedCache {
  private readonly store: LRUCache<string, { readonly value: unknown }>;

  constructor(max: number, maxBytes: number) {
    this.store = new LRUCache({ max, maxSize: maxBytes, ttlAutopurge: false });
  }

  get(key: string): { readonly value: unknown } | undefined {
    return this.store.get(key);
  }

  set(key: string, value: unknown, seconds: number): void {
    const ttl = Math.min(Math.ceil(seconds * 1000), LONGEST_MS);
    if (!(ttl > 0)) this.store.delete(key);
    else this.store.set(key, { value }, { ttl, size: key.length * 2 + 64 + sizeOf(value) });
  }

  delete(key: string): boolean {
    const there = this.store.get(key) !== undefined;
    this.store.delete(key);
    return there;
  }

  get size(): number {
    return this.store.size;
  }

  /** Serves one operation of a lane. */
  serve(lane: Lane, operation: number, request: number, key: string, value: unknown, seconds: number): void {
    if (operation === P.OUT_CACHE_SET) {
      this.set(key, value, seconds);
      lane.send(P.IN_CACHE, request, null, true);
    } else if (operation === P.OUT_CACHE_DELETE) lane.send(P.IN_CACHE, request, null, this.delete(key));
    else {
      const found = this.get(key);
      lane.send(P.IN_CACHE, request, found?.value ?? null, found !== undefined);
    }
  }
}

/** Bytes a value holds, roughly; never recursive, so that depth is no danger. */
function sizeOf(value: unknown): number {
  let bytes = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const v = open.pop();
    if (typeof v === 'string') bytes += 16 + v.length * 2;
    else if (Array.isArray(v)) {
      bytes += 32 + v.length * 8;
      for (const item of v) open.push(item);
    } else bytes += 16;
  }
  return bytes;
}
