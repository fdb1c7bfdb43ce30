// Owns the programs a worker holds: by number for the requests in flight, by hash so that going back costs nothing.
// Knows nothing of requests or messages.
import type { ProgramLoad } from '@etamil/shared/protocol';
import type { ProgramFacts, RouteFacts } from '@etamil/shared/route-table';
import { LRUCache } from 'lru-cache';
import { type LinkedProgram, loadProgram } from './program.ts';

/** A program and what the gateway knows of it. */
export interface HeldProgram {
  readonly linked: LinkedProgram;
  readonly routes: readonly RouteFacts[];
  readonly facts: ProgramFacts;
}

/** Programs kept for a reload back and forth. */
const KEPT = 8;

export class ProgramCache {
  private readonly byHash = new LRUCache<string, LinkedProgram>({ max: KEPT });
  private readonly byId = new Map<number, HeldProgram>();

  /** Decodes, verifies and links. Throws on bad bytes. */
  add(load: ProgramLoad): HeldProgram {
    let linked = this.byHash.get(load.hash);
    if (linked === undefined) {
      // a private copy: text decoders refuse shared memory, and it is garbage once decoded
      linked = loadProgram(new Uint8Array(load.bytes).slice()).warm();
      this.byHash.set(load.hash, linked);
    }
    const held: HeldProgram = { linked, routes: load.facts.routes, facts: load.facts };
    this.byId.set(load.id, held);
    for (const id of this.byId.keys()) if (id < load.id - 1) this.byId.delete(id);
    return held;
  }

  get(id: number): HeldProgram | undefined {
    return this.byId.get(id);
  }
}
