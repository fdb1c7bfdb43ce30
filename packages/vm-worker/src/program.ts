// Owns a program as a thread holds it: decoded, verified, linked on first use. Immutable after linking; all state of a run
// is in Run. Knows nothing of requests.
import { type ProgramImage, decodeProgram } from '@etamil/shared/bytecode-format';
import { Decimal, fromText } from '@etamil/shared/decimal';
import type { ProgramFacts } from '@etamil/shared/route-table';
import { EArray, EFunc, ERecord, EResult, type Value } from '@etamil/shared/value';
import { verifyProgram } from '@etamil/shared/verify';
import { BUILTINS } from './builtins/index.ts';
import type { AsyncBuiltin, SyncBuiltin } from './builtin.ts';
import { LINK_PRELUDE } from './link-prelude.ts';
import { linkText } from './link.ts';
import type { Run } from './run.ts';
import { STATEMENT_BUILTINS } from './statement-builtins.ts';
import * as arithmetic from './runtime/arithmetic.ts';
import * as calls from './runtime/calls.ts';
import * as collections from './runtime/collections.ts';
import * as shapes from './runtime/shapes.ts';
import * as statements from './runtime/statements.ts';

/** A position of the source. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A linked program; `call` and `shape` are what runs ask of it. */
export class LinkedProgram implements calls.CallTable {
  readonly image: ProgramImage;
  readonly globalIndex: ReadonlyMap<string, number>;
  readonly shapes: readonly shapes.Shape[];
  readonly builtins: ReadonlyMap<string, SyncBuiltin | AsyncBuiltin>;
  private readonly shapeByName: ReadonlyMap<string, shapes.Shape>;
  private linked: readonly calls.Linked[] | undefined;

  constructor(image: ProgramImage) {
    this.image = image;
    this.globalIndex = new Map(image.globals.map((g, i) => [g.name, i]));
    this.shapes = image.shapes.map((s) => new shapes.Shape(s));
    this.shapeByName = new Map(this.shapes.map((s) => [s.name, s]));
    this.builtins = BUILTIN_MAP;
  }

  get facts(): ProgramFacts {
    return this.image.facts;
  }
  get functions(): ProgramImage['functions'] {
    return this.image.functions;
  }
  get names(): ProgramImage['names'] {
    return this.image.names;
  }

  /** The JavaScript functions, by bytecode function. */
  get fns(): readonly calls.Linked[] {
    this.linked ??= this.link();
    return this.linked;
  }

  /** Links now, so that the first request does not wait for it. */
  warm(): this {
    this.linked ??= this.link();
    return this;
  }

  shape(name: string): shapes.Shape | undefined {
    return this.shapeByName.get(name);
  }

  call(R: Run, f: EFunc, args: readonly Value[], depth: number, pc: number): Value | calls.Steps {
    return calls.callFromHost(R, this, f, args, depth, pc);
  }

  position(pc: number): SourcePosition | null {
    const p = this.image.positions;
    if (pc < 0 || pc * 3 + 2 >= p.length) return null;
    return { file: this.image.files[p[pc * 3] ?? 0] ?? '', line: p[pc * 3 + 1] ?? 0, column: p[pc * 3 + 2] ?? 0 };
  }

  private link(): readonly calls.Linked[] {
    const { image } = this;
    const rt = {
      ...{ Decimal, EArray, ERecord, EResult, EFunc },
      ...arithmetic,
      ...collections,
      ...shapes,
      ...statements,
      ...calls,
      B: image.strings.map((s) => BUILTIN_MAP.get(s)),
      T: this,
      K: image.numbers.map((n) => fromText(n)),
      S: image.strings,
    };
    const make = new Function('rt', linkText(image, LINK_PRELUDE)) as (rt: object) => calls.Linked[];
    return make(rt);
  }
}

const BUILTIN_MAP: ReadonlyMap<string, SyncBuiltin | AsyncBuiltin> = new Map(Object.entries({ ...BUILTINS, ...STATEMENT_BUILTINS }));

export { execute, type FaultOutcome, type Outcome, type RunHandle, type RunInput } from './driver.ts';

/** Decodes and verifies. Throws BytecodeError on bad bytes. */
export function loadProgram(bytes: Uint8Array): LinkedProgram {
  const image = decodeProgram(bytes);
  verifyProgram(image);
  return new LinkedProgram(image);
}
