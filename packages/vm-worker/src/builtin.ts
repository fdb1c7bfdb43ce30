// Owns the contract between linked code and builtins. One file per family in builtins/, gathered by builtins/index.ts.
import type { Value } from '@etamil/shared/value';
import type { Run } from './run.ts';

/**
 * A builtin. `sync`: answers at once. `async`: answers a promise; the run waits without occupying the worker.
 * Arguments arrive borrowed and in the right number (arity is checked by the caller); what is kept or handed out of an
 * argument goes through `share`. Errors: `R.fault(id, …)` (for async also rejected with a Fault).
 * `name` is the spelling that was called (messages quote it).
 */
export type SyncBuiltin = (R: Run, ...args: Value[]) => Value;
export type AsyncBuiltin = (R: Run, ...args: Value[]) => Promise<Value>;

/** A family: builtin id (of packages/shared builtin table) → implementation. */
export type BuiltinFamily = Readonly<Record<string, SyncBuiltin | AsyncBuiltin>>;
