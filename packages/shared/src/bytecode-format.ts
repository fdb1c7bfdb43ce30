// Owns the byte form of a compiled program: encode and decode. Decoding damaged bytes throws BytecodeError, never worse.
// Knows nothing of how code is emitted or run; verify.ts checks the code itself.
import { BYTECODE_VERSION } from './opcodes.ts';
import type { ProgramFacts } from './route-table.ts';

export class BytecodeError extends Error {
  override readonly name = 'BytecodeError';
}

export type FieldType = 'Any' | 'Number' | 'Text' | 'Boolean' | 'Array' | 'Record' | 'Date' | 'Function' | 'Shape';
const FIELD_TYPES: readonly FieldType[] = ['Any', 'Number', 'Text', 'Boolean', 'Array', 'Record', 'Date', 'Function', 'Shape'];

export interface ShapeImage {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: FieldType; readonly shape: string }[];
  readonly methods: readonly { readonly name: string; readonly fn: number; readonly receiver: boolean }[];
}

/** What a name can mean at run time; -1 and '' mean nothing. */
export interface NameImage {
  readonly name: string;
  readonly global: number;
  readonly fn: number;
  readonly builtin: string;
  readonly shape: number;
}

export type FunctionKind = 'named' | 'method' | 'anonymous' | 'prelude' | 'top';
const FUNCTION_KINDS: readonly FunctionKind[] = ['named', 'method', 'anonymous', 'prelude', 'top'];

export interface FunctionImage {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly params: number;
  /** Captured values arrive in locals [0, captures); parameters in [captures, captures + params). */
  readonly captures: number;
  readonly locals: number;
  readonly suspends: boolean;
  readonly code: Uint8Array;
}

export interface GlobalImage {
  readonly name: string;
  /** Read by some function, so every write goes to the shared table. */
  readonly escapes: boolean;
  /** May change under the top level's feet (response_*): never cached. */
  readonly volatile: boolean;
}

/** A program as the compiler made it and the VM links it. */
export interface ProgramImage {
  readonly strings: readonly string[];
  /** Canonical decimal texts. */
  readonly numbers: readonly string[];
  readonly names: readonly NameImage[];
  readonly globals: readonly GlobalImage[];
  readonly shapes: readonly ShapeImage[];
  readonly files: readonly string[];
  /** Triples file, line, column. */
  readonly positions: Uint32Array;
  readonly functions: readonly FunctionImage[];
  /** Functions to run one after the other, by entry. Entry 0 is the plain program. */
  readonly entries: readonly (readonly number[])[];
  /** True when some function value may suspend, so dynamic calls may. */
  readonly dynamicSuspends: boolean;
  readonly facts: ProgramFacts;
}

const MAGIC = [0x65, 0x54, 0x6d, 0x6c];

class Writer {
  private buf = new Uint8Array(4096);
  private at = 0;
  private readonly encoder = new TextEncoder();

  private room(n: number): void {
    if (this.at + n <= this.buf.length) return;
    const next = new Uint8Array(Math.max(this.buf.length * 2, this.at + n));
    next.set(this.buf.subarray(0, this.at));
    this.buf = next;
  }
  u8(v: number): void {
    this.room(1);
    this.buf[this.at++] = v;
  }
  uint(v: number): void {
    this.room(8);
    let rest = v;
    while (rest >= 128) {
      this.buf[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buf[this.at++] = rest;
  }
  bytes(b: Uint8Array): void {
    this.uint(b.length);
    this.room(b.length);
    this.buf.set(b, this.at);
    this.at += b.length;
  }
  text(s: string): void {
    this.bytes(this.encoder.encode(s));
  }
  list<T>(items: readonly T[], each: (item: T) => void): void {
    this.uint(items.length);
    for (const item of items) each(item);
  }
  done(): Uint8Array {
    return this.buf.slice(0, this.at);
  }
}

class Reader {
  private at = 0;
  private readonly data: Uint8Array;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  constructor(data: Uint8Array) {
    this.data = data;
  }
  u8(): number {
    const b = this.data[this.at++];
    if (b === undefined) throw new BytecodeError('truncated');
    return b;
  }
  uint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 7; i++) {
      const b = this.u8();
      value += (b & 127) * factor;
      if (b < 128) return value;
      factor *= 128;
    }
    throw new BytecodeError('number too long');
  }
  bytes(): Uint8Array {
    const n = this.uint();
    if (this.at + n > this.data.length) throw new BytecodeError('truncated');
    const out = this.data.slice(this.at, this.at + n);
    this.at += n;
    return out;
  }
  text(): string {
    try {
      return this.decoder.decode(this.bytes());
    } catch (e) {
      throw e instanceof BytecodeError ? e : new BytecodeError('bad text');
    }
  }
  list<T>(each: () => T): T[] {
    const n = this.uint();
    if (n > this.data.length) throw new BytecodeError('list too long');
    const out: T[] = [];
    for (let i = 0; i < n; i++) out.push(each());
    return out;
  }
  pick<T>(table: readonly T[]): T {
    const v = table[this.u8()];
    if (v === undefined) throw new BytecodeError('bad tag');
    return v;
  }
  get finished(): boolean {
    return this.at === this.data.length;
  }
}

/** FNV-1a over the body: bit flips are found before anything else looks at the bytes. */
function checksum(data: Uint8Array): number {
  let h = 0x811c9dc5;
  for (const b of data) h = Math.imul(h ^ b, 0x01000193);
  return h >>> 0;
}

/** Encodes a program; the answer is what workers and the disk cache hold. */
export function encodeProgram(p: ProgramImage): Uint8Array {
  const w = new Writer();
  w.list(p.strings, (s) => w.text(s));
  w.list(p.numbers, (s) => w.text(s));
  w.list(p.names, (n) => {
    w.text(n.name);
    w.uint(n.global + 1);
    w.uint(n.fn + 1);
    w.text(n.builtin);
    w.uint(n.shape + 1);
  });
  w.list(p.globals, (g) => {
    w.text(g.name);
    w.u8((g.escapes ? 1 : 0) | (g.volatile ? 2 : 0));
  });
  w.list(p.shapes, (s) => {
    w.text(s.name);
    w.list(s.fields, (f) => {
      w.text(f.name);
      w.u8(FIELD_TYPES.indexOf(f.type));
      w.text(f.shape);
    });
    w.list(s.methods, (m) => {
      w.text(m.name);
      w.uint(m.fn);
      w.u8(m.receiver ? 1 : 0);
    });
  });
  w.list(p.files, (f) => w.text(f));
  w.uint(p.positions.length);
  for (const v of p.positions) w.uint(v);
  w.list(p.functions, (f) => {
    w.text(f.name);
    w.u8(FUNCTION_KINDS.indexOf(f.kind));
    w.uint(f.params);
    w.uint(f.captures);
    w.uint(f.locals);
    w.u8(f.suspends ? 1 : 0);
    w.bytes(f.code);
  });
  w.list(p.entries, (e) => w.list(e, (f) => w.uint(f)));
  w.u8(p.dynamicSuspends ? 1 : 0);
  w.text(JSON.stringify(p.facts));
  const body = w.done();
  const head = new Writer();
  for (const b of MAGIC) head.u8(b);
  head.uint(BYTECODE_VERSION);
  head.uint(checksum(body));
  head.bytes(body);
  return head.done();
}

/** Decodes and checks the envelope (magic, version, checksum, lengths). Throws BytecodeError. */
export function decodeProgram(data: Uint8Array): ProgramImage {
  const head = new Reader(data);
  for (const b of MAGIC) if (head.u8() !== b) throw new BytecodeError('not an eTamil program');
  if (head.uint() !== BYTECODE_VERSION) throw new BytecodeError('made by another version');
  const sum = head.uint();
  const body = head.bytes();
  if (!head.finished || checksum(body) !== sum) throw new BytecodeError('damaged');
  const r = new Reader(body);
  const strings = r.list(() => r.text());
  const numbers = r.list(() => r.text());
  const names = r.list(
    (): NameImage => ({ name: r.text(), global: r.uint() - 1, fn: r.uint() - 1, builtin: r.text(), shape: r.uint() - 1 }),
  );
  const globals = r.list((): GlobalImage => {
    const name = r.text();
    const bits = r.u8();
    return { name, escapes: (bits & 1) !== 0, volatile: (bits & 2) !== 0 };
  });
  const shapes = r.list(
    (): ShapeImage => ({
      name: r.text(),
      fields: r.list(() => ({ name: r.text(), type: r.pick(FIELD_TYPES), shape: r.text() })),
      methods: r.list(() => ({ name: r.text(), fn: r.uint(), receiver: r.u8() !== 0 })),
    }),
  );
  const files = r.list(() => r.text());
  const positions = Uint32Array.from(r.list(() => r.uint()));
  const functions = r.list(
    (): FunctionImage => ({
      name: r.text(),
      kind: r.pick(FUNCTION_KINDS),
      params: r.uint(),
      captures: r.uint(),
      locals: r.uint(),
      suspends: r.u8() !== 0,
      code: r.bytes(),
    }),
  );
  const entries = r.list(() => r.list(() => r.uint()));
  const dynamicSuspends = r.u8() !== 0;
  let facts: ProgramFacts;
  try {
    facts = JSON.parse(r.text()) as ProgramFacts;
  } catch {
    throw new BytecodeError('bad facts');
  }
  return { strings, numbers, names, globals, shapes, files, positions, functions, entries, dynamicSuspends, facts };
}
