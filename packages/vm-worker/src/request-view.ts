// Owns what a handler sees of a request (http-handlers.md §3, §4; spec README 28, 29): the globals bound before the prelude.
// A function of the protocol's fields. Knows nothing of messages, runs or HTTP itself.
import * as P from '@etamil/shared/protocol';
import type { RouteFacts } from '@etamil/shared/route-table';
import { EArray, ERecord, type Value } from '@etamil/shared/value';
import type { UploadPart } from './run.ts';

type Global = readonly [name: string, value: Value];

/** The request fields of one IN_REQUEST, at `at` of its batch. */
export interface RequestView {
  readonly globals: Global[];
  readonly uploads: readonly UploadPart[];
}

const NO_UPLOADS: readonly UploadPart[] = [];
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const NON_ASCII = /[\x80-\xff]/;

export function requestView(m: readonly unknown[], at: number, route: RouteFacts): RequestView {
  const { reads } = route;
  const method = m[at + P.F_METHOD] as string;
  const path = m[at + P.F_PATH] as string;
  const globals: Global[] = [
    ['request_method', method],
    ['request_path', path],
    ['request_id', m[at + P.F_ID] as string],
    ['request_ip', m[at + P.F_IP] as string],
    ['request_claims', null],
  ];
  const content = m[at + P.F_BODY] as string | Uint8Array | null;
  const body = content === null ? '' : typeof content === 'string' ? content : utf8.decode(content);
  const form = m[at + P.F_FIELDS] as readonly string[] | true | null;
  globals.push(['request_body', body]);
  const params = m[at + P.F_PARAMS] as readonly string[];
  const byName = new Map<string, Value>();
  route.params.forEach((name, i) => {
    const value = params[i] ?? '';
    byName.set(name, value);
    globals.push([`param_${name}`, value]);
  });
  globals.push(['path_params', new ERecord(byName)]);
  if (reads.query) {
    const pairs = readPairs(m[at + P.F_QUERY] as string | null);
    globals.push(['query_params', lastOf(pairs)], ['query_all', allOf(pairs)]);
  }
  if (reads.headers || reads.cookies) {
    const headers = readHeaders((m[at + P.F_HEADERS] as readonly string[] | null) ?? []);
    if (reads.headers) globals.push(['headers', new ERecord(headers)]);
    if (reads.cookies)
      globals.push(['request_cookies', readCookies((headers.get('cookie') as string | undefined) ?? '')]);
  }
  if (reads.fields) globals.push(['request_fields', form === true ? lastOf(readPairs(body)) : flatRecord(form ?? [])]);
  const files = m[at + P.F_FILES] as readonly unknown[] | null;
  const uploads = files === null ? NO_UPLOADS : readUploads(files);
  if (reads.files) globals.push(['request_files', fileRecords(uploads)]);
  return { globals, uploads };
}

/** Pairs of a query or urlencoded form: a piece without `=` is dropped. */
function readPairs(text: string | null): (readonly [string, string])[] {
  const out: (readonly [string, string])[] = [];
  if (text === null || text === '') return out;
  for (const piece of text.split('&')) {
    const equals = piece.indexOf('=');
    if (equals >= 0) out.push([decodeForm(piece.slice(0, equals)), decodeForm(piece.slice(equals + 1))]);
  }
  return out;
}

/** `+` is a space, `%XX` a byte, anything malformed itself; invalid UTF-8 becomes U+FFFD. */
function decodeForm(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    const bytes: number[] = [];
    const encoder = new TextEncoder();
    for (const piece of spaced.split(/(%[0-9A-Fa-f]{2})/)) {
      if (/^%[0-9A-Fa-f]{2}$/.test(piece)) bytes.push(Number.parseInt(piece.slice(1), 16));
      else for (const b of encoder.encode(piece)) bytes.push(b);
    }
    return utf8.decode(Uint8Array.from(bytes));
  }
}

function lastOf(pairs: readonly (readonly [string, string])[]): ERecord {
  return new ERecord(new Map<string, Value>(pairs));
}

function allOf(pairs: readonly (readonly [string, string])[]): ERecord {
  const out = new Map<string, Value>();
  for (const [name, value] of pairs) {
    const list = out.get(name);
    if (list instanceof EArray) {
      list.buf.push(value);
      list.len++;
    } else out.set(name, new EArray([value]));
  }
  return new ERecord(out);
}

function flatRecord(flat: readonly string[]): ERecord {
  const out = new Map<string, Value>();
  for (let i = 0; i < flat.length; i += 2) out.set(flat[i] as string, flat[i + 1] as string);
  return new ERecord(out);
}

/** Lower-case names; a repeated header joins with `, `, cookies with `; `. */
function readHeaders(flat: readonly string[]): Map<string, Value> {
  const out = new Map<string, Value>();
  for (let i = 0; i < flat.length; i += 2) {
    const name = (flat[i] as string).toLowerCase();
    const value = utf8Header(flat[i + 1] as string);
    const before = out.get(name);
    out.set(name, before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ', '}${value}`);
  }
  return out;
}

/** Header bytes arrive as Latin-1 characters and mean UTF-8. */
function utf8Header(latin1: string): string {
  if (!NON_ASCII.test(latin1)) return latin1;
  return utf8.decode(Uint8Array.from(latin1, (c) => c.charCodeAt(0)));
}

/** Name → value as sent; the first of a name counts (RFC 6265 §5.4 sends the most specific first). */
function readCookies(text: string): ERecord {
  const out = new Map<string, Value>();
  for (const piece of text.split(';')) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const name = piece.slice(0, equals).trim();
    const value = piece
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (name !== '' && !out.has(name)) out.set(name, value);
  }
  return new ERecord(out);
}

function readUploads(flat: readonly unknown[]): UploadPart[] {
  const out: UploadPart[] = [];
  for (let i = 0; i < flat.length; i += P.FILE_STRIDE) {
    out.push({
      name: flat[i] as string,
      fileName: flat[i + 1] as string,
      type: flat[i + 2] as string,
      size: flat[i + 3] as number,
      data: flat[i + 4] as Uint8Array | null,
      path: flat[i + 5] as string | null,
    });
  }
  return out;
}

function fileRecords(uploads: readonly UploadPart[]): EArray {
  return new EArray(
    uploads.map(
      (u, i) =>
        new ERecord(
          new Map<string, Value>([
            ['குறியீடு', i],
            ['பெயர்', u.name],
            ['கோப்புப்_பெயர்', u.fileName],
            ['வகை', u.type],
            ['அளவு', u.size],
          ]),
        ),
    ),
  );
}
