// Owns the body of every error answer (http-handlers.md §6, spec README 5, 6, 18, 19, 32): structured or flat, always valid
// JSON, bilingual. A function of data. Knows nothing of sockets.
import { bilingual, type CodeEntry } from '@etamil/shared/catalogue';
import { HTTP_CODES } from '@etamil/shared/codes/http';

const BY_ID: ReadonlyMap<string, CodeEntry> = new Map(HTTP_CODES.map((e) => [e.id, e]));
const BY_WORD: ReadonlyMap<string, string> = new Map(
  HTTP_CODES.flatMap((e) => (e.word === undefined ? [] : [[e.word, e.id] as const])).reverse(),
);

/** Further facts about a failure, shown outside production only. */
export interface ErrorDetails {
  readonly code: string;
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: string;
}

export interface ErrorContext {
  readonly requestId: string;
  readonly production: boolean;
  readonly format: 'structured' | 'simple';
}

export function entryOf(id: string): CodeEntry {
  return BY_ID.get(id) ?? (BY_ID.get('HTTP-INTERNAL') as CodeEntry);
}

/** The entry that speaks for an `error.code` word. */
export function idOfWord(word: string): string {
  return BY_WORD.get(word) ?? 'HTTP-INTERNAL';
}

/** What the client should do, for the errors where that is not obvious. */
const SUGGESTIONS: Readonly<Record<string, string>> = {
  'HTTP-RAW-TARGET': 'URL-ஐ encodeURI போன்ற ஒன்றால் குறியிடவும்  (encode the address, for example with encodeURI)',
  'HTTP-MEDIA': 'உடலைச் சுருக்காமல் அனுப்பவும்  (send the body uncompressed)',
  'HTTP-UNAVAILABLE': 'Retry-After கூறும் நேரத்திற்குப் பின் முயலவும்  (try again after the time in Retry-After)',
  'HTTP-RATE': 'Retry-After கூறும் நேரத்திற்குப் பின் முயலவும்  (try again after the time in Retry-After)',
};

/** `id` names an entry of HTTP_CODES with a word and a status. */
export function errorAnswer(
  id: string,
  values: Readonly<Record<string, string | number>>,
  details: ErrorDetails | null,
  context: ErrorContext,
): ErrorAnswer {
  const entry = entryOf(id);
  const status = entry.status ?? 500;
  const message = bilingual(entry, values);
  if (context.format === 'simple')
    return { status, body: JSON.stringify({ error: flatText(entry, message, details, context.production) }) };
  const error = {
    code: entry.word ?? 'INTERNAL_ERROR',
    message,
    details: details !== null && !context.production ? details : undefined,
    suggestion: SUGGESTIONS[id],
  };
  return {
    status,
    body: JSON.stringify({ error, timestamp: new Date().toISOString(), request_id: context.requestId }),
  };
}

/** The live reference's flat texts; in production only the general one. */
function flatText(entry: CodeEntry, message: string, details: ErrorDetails | null, production: boolean): string {
  if (entry.id === 'HTTP-NOT-FOUND') return 'Not Found';
  if (details !== null && !production)
    return entry.id === 'HTTP-HANDLER' ? `Handler error: ${details.text}` : details.text;
  return message;
}
