// Hot path (bench/decimal-loop). Owns the slow halves of operators: coercion (§8.2), decimals, equality, ordering, text.
// The fast halves are pasted into linked code by link-prelude.ts. Knows nothing of calls or variables.
import { truthy as isTruthy, toNumber } from '@etamil/shared/coerce';
import * as D from '@etamil/shared/decimal';
import { equal } from '@etamil/shared/equality';
import { lessOrEqual, lessThan } from '@etamil/shared/ordering';
import type { Num, Value } from '@etamil/shared/value';
import { textOf } from '../builtins/text-of.ts';
import { Fault } from '../fault.ts';
import type { Run } from '../run.ts';

/** A value as an operand of arithmetic. */
export function numeric(v: Value): Num {
  return typeof v === 'number' || v instanceof D.Decimal ? v : toNumber(v);
}

function decimalFault(e: unknown, pc: number): never {
  if (e instanceof D.DecimalError) throw new Fault(e.kind === 'overflow' ? 'RUN-OVERFLOW' : 'RUN-DIVZERO', {}, pc);
  throw e;
}

export function addSlow(a: Value, b: Value, pc: number): Num {
  try {
    return D.add(numeric(a), numeric(b));
  } catch (e) {
    return decimalFault(e, pc);
  }
}

export function subSlow(a: Value, b: Value, pc: number): Num {
  try {
    return D.sub(numeric(a), numeric(b));
  } catch (e) {
    return decimalFault(e, pc);
  }
}

export function mulSlow(a: Value, b: Value, pc: number): Num {
  try {
    return D.mul(numeric(a), numeric(b));
  } catch (e) {
    return decimalFault(e, pc);
  }
}

export function divSlow(a: Value, b: Value, pc: number): Num {
  try {
    return D.div(numeric(a), numeric(b));
  } catch (e) {
    return decimalFault(e, pc);
  }
}

export function negSlow(a: Value): Num {
  return D.neg(numeric(a));
}

export function eqSlow(a: Value, b: Value): boolean {
  return equal(a, b);
}

export function ltSlow(a: Value, b: Value): boolean {
  return lessThan(a, b);
}

export function leSlow(a: Value, b: Value): boolean {
  return lessOrEqual(a, b);
}

export function truthySlow(v: Value): boolean {
  return isTruthy(v);
}

/** Concatenations of longer texts between two flattenings. */
const ROPES = 8192;

/** `&`: display texts joined. Pieces of a growing text are nodes of 32 bytes each, so now and then one is made flat. */
export function concatSlow(R: Run, a: Value, b: Value, pc: number): string {
  R.pc = pc;
  const left = typeof a === 'string' ? a : textOf(R, a);
  const right = typeof b === 'string' ? b : textOf(R, b);
  const length = left.length + right.length;
  if (length > R.maxString || Math.clz32(length) !== Math.clz32(left.length)) R.chargeString(length);
  const text = left + right;
  if (--R.ropes > 0 || length <= 64) return text;
  R.ropes = ROPES;
  R.chargeString(length);
  // reading a character is what makes the engine join the pieces; kept, or the read would be optimised away
  R.lastUnit = text.charCodeAt(length - 1);
  return text;
}
