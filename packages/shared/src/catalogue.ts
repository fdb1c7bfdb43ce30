// Owns the form of an entry of the error catalogue. The entries live in codes/*.ts, one file per family.

/** One catalogue entry (spec README 19). Templates hold `{name}` slots. */
export interface CodeEntry {
  /** Public code `ETnnnn`: 1 lexer and parser, 2 checker, 3 run time, 4 HTTP and gateway, 5 configuration, 9 internal. */
  readonly code: string;
  /** Id of spec language.md §21 or our own. */
  readonly id: string;
  readonly tamil: string;
  readonly english: string;
  /** Follows the closing parenthesis: the reason of a file or driver error (§21.5 `…, then : «reason»`). */
  readonly tail?: string;
  /** The word in `error.code` and the status, if it reaches HTTP. */
  readonly word?: string;
  readonly status?: number;
}

/** Fills the `{name}` slots of a template. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** One bilingual string as spec README 18 asks: `Tamil  (English)`. */
export function bilingual(entry: CodeEntry, values: Readonly<Record<string, string | number>> = {}): string {
  return `${fill(entry.tamil, values)}  (${fill(entry.english, values)})${fill(entry.tail ?? '', values)}`;
}
