// Owns the run-time error as it travels through linked code. The only thing generated code may throw.

/** A runtime error (spec language.md §21.5). `values` fill the catalogue's templates; `pc` indexes the program's positions, -1 unknown. */
export class Fault {
  readonly id: string;
  readonly values: Readonly<Record<string, string | number>>;
  pc: number;
  constructor(id: string, values: Readonly<Record<string, string | number>> = {}, pc = -1) {
    this.id = id;
    this.values = values;
    this.pc = pc;
  }
}

/** Not caught by a try (spec README 20, language §22.1). */
export const UNCATCHABLE: ReadonlySet<string> = new Set([
  'RUN-MEMORY', 'RUN-STRING-LIMIT', 'RUN-COLLECTION-LIMIT', 'RUN-DEADLINE', 'RUN-CANCELLED', 'RUN-STEPS',
]);

/** Raised by `வெளியேறு(n)`; no try catches it. */
export class Exit {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}
