// Owns the builtins between kinds: kind names, text, numbers, bytes, upper and lower case (builtins.md 2).
// Must not know letters; that is text.ts.
import { kindName, textToNumber, toNumber } from '@etamil/shared/coerce';
import { toIntegerOrNull } from '@etamil/shared/decimal';
import { EArray, type EResult, ok, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { needArray } from './arrays.ts';
import { badArgument, failure } from './failure.ts';
import { textOf } from './text-of.ts';

function textToResult(R: Run, v: Value): EResult {
  const text = textOf(R, v);
  const n = textToNumber(text);
  if (n !== null) return ok(n);
  R.chargeString(2 * text.length);
  return failure('FAIL-NUMBER', { text });
}

function checked(R: Run, text: string): string {
  R.chargeString(text.length);
  return text;
}

function bytes(R: Run, v: Value): EArray {
  const text = textOf(R, v);
  // No text has fewer bytes than units.
  R.chargeEntries(text.length, text.length);
  const encoded = new TextEncoder().encode(text);
  R.chargeEntries(encoded.length, encoded.length - text.length);
  return new EArray(Array.from(encoded));
}

function fromBytes(R: Run, v: Value): EResult {
  const a = needArray(R, v, 'பைட்டுச்_சரம்', 'fromBytes');
  const data = new Uint8Array(a.len);
  for (let i = 0; i < a.len; i++) {
    const item = a.buf[i] as Value;
    const byte = toIntegerOrNull(toNumber(item));
    if (byte === null || byte < 0 || byte > 255) {
      const text = textOf(R, item);
      badArgument(R, `உறுப்பு ${i} ஒரு பைட் அல்ல: ${text}`, `element ${i} is not a byte: ${text}`);
    }
    data[i] = byte;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return failure('FAIL-UTF8');
  }
  return ok(checked(R, text));
}

export const CONVERSION: BuiltinFamily = {
  typeof: (_R, v) => kindName(v),
  toString: (R: Run, v: Value) => textOf(R, v),
  toNumber: textToResult,
  // Without a locale: Tamil has no case and stays, ß becomes SS.
  upper: (R, v) => checked(R, textOf(R, v).toUpperCase()),
  lower: (R, v) => checked(R, textOf(R, v).toLowerCase()),
  bytes,
  fromBytes,
};
