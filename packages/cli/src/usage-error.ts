// Owns problems of the command line and the configuration as values with an exit status. Knows nothing of terminals.
import { bilingual, fill } from '@etamil/shared/catalogue';
import { CONFIG_CODES } from '@etamil/shared/codes/config';

/** A refusal that ends the command: one bilingual line and an exit status (2 usage, 1 everything else). */
export interface Refusal {
  readonly code: string;
  readonly id: string;
  readonly status: 1 | 2;
  readonly message: string;
}

function entryOf(id: string) {
  const entry = CONFIG_CODES.find((e) => e.id === id);
  if (entry === undefined) throw new Error(`no catalogue entry ${id}`);
  return entry;
}

/** The message of catalogue entry `id`, filled. */
export function messageOf(id: string, values: Readonly<Record<string, string | number>>): string {
  return bilingual(entryOf(id), values);
}

export function refuse(id: string, values: Readonly<Record<string, string | number>>, status: 1 | 2): Refusal {
  return { code: entryOf(id).code, id, status, message: messageOf(id, values) };
}

/** The two "did you mean" tails for a message; both empty without a word. */
export function hint(word: string | undefined): { hintTamil: string; hintEnglish: string } {
  if (word === undefined) return { hintTamil: '', hintEnglish: '' };
  const entry = entryOf('CLI-NEAREST');
  return { hintTamil: fill(entry.tamil, { word }), hintEnglish: fill(entry.english, { word }) };
}
