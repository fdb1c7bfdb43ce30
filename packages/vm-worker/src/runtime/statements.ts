// Owns the statements that reach the host: print, input, responses, errors bound by a try. Knows nothing of linking.
import { bilingual } from '@etamil/shared/catalogue';
import { byId } from '@etamil/shared/codes';
import { display, TextTooLong } from '@etamil/shared/display';
import { jsonWrite } from '@etamil/shared/json-write';
import { EArray, ERecord, EResult, type Value } from '@etamil/shared/value';
import { textOf, withinLimit } from '../builtins/text-of.ts';
import { kindOf } from '../builtins/failure.ts';
import { Fault, UNCATCHABLE } from '../fault.ts';
import type { Run } from '../run.ts';

/** Indices of the response globals; the compiler puts them first. */
const STATUS = 0;
const BODY = 1;
const HEADERS = 2;
const FILE = 3;

export function print(R: Run, v: Value, pc: number): void {
  R.pc = pc;
  R.host.print(typeof v === 'string' ? v : textOf(R, v));
}

/** `உள்ளிடு` (§10.5). */
export function input(R: Run, pc: number): string {
  const line = R.host.readLine();
  if (line === undefined) throw new Fault('RUN-INPUT-END', {}, pc);
  return line === null ? '' : line.trim();
}

/** `பதில்` (§10.13, §22.9). */
export function respond(R: Run, status: Value, body: Value, headers: Value, pc: number): void {
  R.pc = pc;
  R.g[STATUS] = status;
  R.g[BODY] = body === null ? 'null' : body instanceof EArray || body instanceof ERecord ? withinLimit(R, (limit) => jsonWrite(body, limit)) : textOf(R, body);
  R.g[HEADERS] = headers;
  R.g[FILE] = undefined;
}

const JSON_HEADERS = (): ERecord => new ERecord(new Map([['Content-Type', 'application/json']]));

/** `ஜேசான்_உரை` (§10.13, spec README 13). */
export function respondJson(R: Run, status: Value, body: Value, pc: number): void {
  R.pc = pc;
  let text: string;
  if (typeof body === 'string') text = body;
  else if (body instanceof EArray || body instanceof ERecord) text = withinLimit(R, (limit) => jsonWrite(body, limit));
  else throw new Fault('RUN-JSON-TEXT', { kind: kindOf(body) }, pc);
  R.g[STATUS] = status;
  R.g[BODY] = text;
  R.g[HEADERS] = JSON_HEADERS();
  R.g[FILE] = undefined;
}

export function unsupported(label: string, pc: number): never {
  throw new Fault('RUN-UNSUPPORTED', { label }, pc);
}

export function returnTop(_value: Value, pc: number): never {
  throw new Fault('RUN-RETURN', {}, pc);
}

/** A fault's one string, `Tamil  (English)`. */
export function faultText(f: Fault): string {
  const entry = byId(f.id);
  return entry === undefined ? f.id : bilingual(entry, f.values);
}

/** What a try binds (§22.1); limits, cancellation and exits pass through. */
export function caught(e: unknown): string {
  if (e instanceof Fault && !UNCATCHABLE.has(e.id)) return faultText(e);
  // the host stack ran out inside one expression: as if the call depth were exceeded
  if (e instanceof RangeError) return faultText(new Fault('RUN-DEPTH'));
  throw e;
}

/** A value as a message quotes it: never a text that would itself break a limit. */
function quoted(v: Value): string {
  try {
    return display(v, 16_384);
  } catch (e) {
    if (e instanceof TextTooLong) return '…';
    throw e;
  }
}

/** `?` at top level (§12.2). */
export function tryTop(v: Value, pc: number): Value {
  if (!(v instanceof EResult)) throw new Fault('RUN-TRY-KIND', { kind: kindOf(v) }, pc);
  if (!v.ok) throw new Fault('RUN-TRY-TOP', { error: quoted(v.value) }, pc);
  return v.value;
}

/** `?` in a function: the linked code returns a failure itself. */
export function resultOf(v: Value, pc: number): EResult {
  if (!(v instanceof EResult)) throw new Fault('RUN-TRY-KIND', { kind: kindOf(v) }, pc);
  return v;
}
