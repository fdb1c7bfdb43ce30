// Owns the JSON builtins (builtins.md 7) and what reading costs a run: how much a text will become is counted before it is read.
// Must not know the grammar beyond brackets, commas and quotes; that is shared/json-read.
import { type JsonReason, JsonFault, jsonRead } from '@etamil/shared/json-read';
import { jsonWrite } from '@etamil/shared/json-write';
import { type EResult, ok, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { failure } from './failure.ts';
import { textOf, withinLimit } from './text-of.ts';

const REASONS: Readonly<Record<JsonReason, readonly [tamil: string, english: string]>> = {
  empty: ['உரை வெறுமையாக உள்ளது', 'the text is empty'],
  end: ['உரை பாதியில் முடிந்தது', 'the text ends too early'],
  unexpected: ['எதிர்பாராத எழுத்து', 'unexpected character'],
  trailing: ['மதிப்புக்குப் பின் மிகுதி உரை', 'text after the value'],
  number: ['எண் வரம்பு மீறியது', 'number out of range'],
  escape: ['தவறான பின்சாய்வுக் குறி', 'bad escape'],
  surrogate: ['இணையற்ற பதிலிக் குறி', 'unpaired surrogate'],
  control: ['சொல்லினுள் கட்டுப்பாட்டு எழுத்து', 'control character in a string'],
  depth: ['128 ஐ விட ஆழமான அடுக்கு', 'nested deeper than 128'],
};

/** Shorter texts cannot become much. */
const SMALL = 4096;
const ARRAY_BYTES = 64;
const RECORD_BYTES = 96;
const ITEM_BYTES = 16;
const FIELD_BYTES = 64;

/**
 * Counts what a large text will become and refuses it before a byte is allocated: nothing can be taken back while the reader runs.
 * A malformed text may be counted wrongly; its reading stops at the fault.
 */
function refuseLarge(R: Run, text: string): void {
  const entries: number[] = [];
  const each: number[] = [];
  let bytes = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      let end = text.indexOf('"', i + 1);
      while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
      if (end < 0) return;
      bytes += end - i;
      i = end;
    } else if (c === 0x2c) {
      bytes += each[depth] ?? 0;
      const count = (entries[depth] ?? 0) + 1;
      entries[depth] = count;
      if (count > R.limits.collection) R.fault('RUN-COLLECTION-LIMIT', { limit: R.limits.collection });
    } else if (c === 0x5b || c === 0x7b) {
      depth++;
      // The reader refuses deeper texts.
      if (depth > 200) return;
      entries[depth] = 1;
      each[depth] = c === 0x5b ? ITEM_BYTES : FIELD_BYTES;
      bytes += (c === 0x5b ? ARRAY_BYTES : RECORD_BYTES) + (each[depth] ?? 0);
    } else if (c === 0x5d || c === 0x7d) depth--;
    if (bytes > R.limits.memory) R.fault('RUN-MEMORY', { limit: R.limits.memory });
  }
  R.charge(bytes);
}

/** An odd number of backslashes before a quote keeps the string open. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === 0x5c) at--;
  return (quote - at) % 2 === 0;
}

function jsonParse(R: Run, v: Value): EResult {
  const text = textOf(R, v);
  if (text.length > SMALL) {
    R.look();
    refuseLarge(R, text);
  } else R.charge(text.length * 8);
  const value = jsonRead(text);
  if (!(value instanceof JsonFault)) return ok(value);
  const [tamil, english] = REASONS[value.reason];
  return failure('FAIL-JSON', {
    tamil: `${tamil}, எழுத்து ${value.at}`,
    english: `${english} at character ${value.at}`,
  });
}

export const JSON_TEXT: BuiltinFamily = {
  jsonParse,
  jsonStringify: (R, v) => withinLimit(R, (limit) => jsonWrite(v, limit)),
};
