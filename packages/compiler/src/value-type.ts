// Owns the checker's notion of a type: what satisfies what, and how types are named in messages (spec §16.2, §21.4).
// Knows nothing of names or scopes.
import type { TypeRef } from './ast.ts';

/** A declared type without its position. */
export type DeclaredType =
  | { readonly kind: Exclude<TypeRef['kind'], 'Shape'> }
  | { readonly kind: 'Shape'; readonly name: string };

/** What is known of a value; null: nothing. Never `Date`: a date is text. */
export type KnownType = DeclaredType | null;

export const NUMBER: KnownType = { kind: 'Number' };
export const TEXT: KnownType = { kind: 'Text' };
export const BOOLEAN: KnownType = { kind: 'Boolean' };
export const ARRAY: KnownType = { kind: 'Array' };
export const RECORD: KnownType = { kind: 'Record' };
export const FUNCTION: KnownType = { kind: 'Function' };

/** What reading something declared as `type` gives: a date counts as text. */
export function readAs(type: KnownType): KnownType {
  return type?.kind === 'Date' ? TEXT : type;
}

/** The second table of §16.2. An unknown value satisfies everything. */
export function satisfies(declared: KnownType, given: KnownType): boolean {
  if (declared === null || given === null) return true;
  switch (declared.kind) {
    case 'Text':
    case 'Date':
      return given.kind === 'Text' || given.kind === 'Number';
    case 'Record':
      return given.kind === 'Record' || given.kind === 'Shape';
    case 'Shape':
      return given.kind === 'Shape' && given.name === declared.name;
    default:
      return given.kind === declared.kind;
  }
}

const DECLARED = {
  Number: 'எண் (eN, a number)',
  Text: 'சொல் (col, a string)',
  Boolean: 'ஈர்ம (Irma, a boolean)',
  Array: 'அணி (aNi, an array)',
  Record: 'பொருள் (poruL, a record)',
  Date: 'தேதி (qEqi, a date)',
  Function: 'செயல் (ceyal, a function)',
} as const;

const GIVEN = {
  Number: 'ஒரு எண் (a number)',
  Text: 'ஒரு சொல் (a string)',
  Boolean: 'ஒரு ஈர்மம் (a boolean)',
  Array: 'ஒரு அணி (an array)',
  Record: 'ஒரு பொருள் (a record)',
  Date: 'ஒரு சொல் (a string)',
  Function: 'ஒரு செயல் (a function)',
} as const;

/** «D» of §21.4, the same in both halves. */
export function declaredText(type: DeclaredType): string {
  return type.kind === 'Shape' ? `${type.name} (a வடிவம், shape)` : DECLARED[type.kind];
}

/** «I» of §21.4, the same in both halves. */
export function givenText(type: DeclaredType): string {
  return type.kind === 'Shape' ? `ஒரு ${type.name} (a ${type.name} record)` : GIVEN[type.kind];
}
