// Owns the index over all families of the error catalogue: by id (`RUN-…`) and by public code (`ETnnnn`).
// Knows nothing of where an entry is raised. The maps are built on first need: a run without an error pays nothing.
import type { CodeEntry } from './catalogue.ts';
import { CONFIG_CODES } from './codes/config.ts';
import { HTTP_CODES } from './codes/http.ts';
import { RUNTIME_CODES } from './codes/runtime.ts';
import { SYNTAX_CODES } from './codes/syntax.ts';
import { TYPE_CODES } from './codes/types.ts';

/** Every entry, in the order of the public codes' families. */
export const ALL_CODES: readonly CodeEntry[] = [
  ...SYNTAX_CODES,
  ...TYPE_CODES,
  ...RUNTIME_CODES,
  ...HTTP_CODES,
  ...CONFIG_CODES,
];

let ids: Map<string, CodeEntry> | undefined;
let codes: Map<string, CodeEntry> | undefined;

/** The entry of an id of §21 or of ours. */
export function byId(id: string): CodeEntry | undefined {
  ids ??= new Map(ALL_CODES.map((entry) => [entry.id, entry]));
  return ids.get(id);
}

/** The entry of a public code. */
export function byCode(code: string): CodeEntry | undefined {
  codes ??= new Map(ALL_CODES.map((entry) => [entry.code, entry]));
  return codes.get(code);
}
