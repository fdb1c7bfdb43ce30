// Hot path (bench/trivial-route). Owns the gate before routing: which request heads are well formed (robustness traps 4, 5;
// RFC 9110, RFC 9112). A function of data. Knows nothing of sockets, routes or replies.

/** What the gate and the router need of a head, read in one pass over the raw headers. */
export interface Head {
  readonly refused: null;
  /** Raw path, from the first `/`. */
  readonly path: string;
  /** Raw text after the first `?`, or null. */
  readonly query: string | null;
  /** Declared bytes of the body; -1: not declared. */
  readonly length: number;
  readonly chunked: boolean;
  readonly contentType: string;
  readonly encoding: string;
  readonly requestId: string;
  readonly origin: string;
}

/** Why a head is refused: entry of the catalogue with its values. The connection must be closed afterwards. */
export interface Refusal {
  readonly refused: string;
  readonly values: Readonly<Record<string, string>>;
}

const NO_VALUES: Readonly<Record<string, string>> = {};
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+)(?::\d{0,5})?$/;
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;
const REFUSED_METHODS: ReadonlySet<string> = new Set(['TRACE', 'CONNECT']);

const refuse = (id: string, values = NO_VALUES): Refusal => ({ refused: id, values });

/** Judges a head. `raw` is the flat list name, value, … as it arrived. */
export function readHead(
  method: string,
  target: string,
  major: number,
  minor: number,
  raw: readonly string[],
): Head | Refusal {
  if (major !== 1 || minor > 1) return refuse('HTTP-PARSE');
  if (REFUSED_METHODS.has(method)) return refuse('HTTP-METHOD-UNKNOWN');
  let hosts = 0;
  let host = '';
  let length = -1;
  let lengths = 0;
  let coding: string | null = null;
  let authorizations = 0;
  let contentType = '';
  let encoding = '';
  let requestId = '';
  let origin = '';
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    // the lengths of the names that matter; anything else costs one switch
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') {
          hosts++;
          host = raw[i + 1] as string;
        }
        break;
      case 6:
        if (name.toLowerCase() === 'origin') origin = raw[i + 1] as string;
        break;
      case 12: {
        const lower = name.toLowerCase();
        if (lower === 'content-type') contentType = raw[i + 1] as string;
        else if (lower === 'x-request-id') requestId = raw[i + 1] as string;
        break;
      }
      case 13:
        if (name.toLowerCase() === 'authorization') authorizations++;
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') {
          lengths++;
          const text = raw[i + 1] as string;
          if (!/^\d{1,15}$/.test(text)) return refuse('HTTP-PARSE');
          length = Number(text);
        }
        break;
      case 16:
        if (name.toLowerCase() === 'content-encoding') encoding = raw[i + 1] as string;
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding')
          coding = coding === null ? (raw[i + 1] as string) : `${coding}, ${raw[i + 1]}`;
        break;
    }
  }
  if (hosts > 1 || (hosts === 0 && minor === 1)) return refuse('HTTP-HOST');
  if (hosts === 1 && !HOST.test(host)) return refuse('HTTP-HOST');
  if (lengths > 1) return refuse('HTTP-REPEATED', { name: 'Content-Length' });
  if (authorizations > 1) return refuse('HTTP-REPEATED', { name: 'Authorization' });
  if (coding !== null) {
    // RFC 9112 §6.1: with a length, or in HTTP/1.0, the framing is faulty; an unknown coding is 501
    if (lengths > 0 || minor === 0) return refuse('HTTP-PARSE');
    const name = coding.trim().toLowerCase();
    if (name === '' || /chunked.*chunked/.test(name)) return refuse('HTTP-PARSE');
    if (name !== 'chunked') return refuse('HTTP-CODING');
  }
  let form = target;
  if (target.charCodeAt(0) !== 47) {
    if (target === '*') {
      if (method !== 'OPTIONS') return refuse('HTTP-PARSE');
    } else {
      const parts = ABSOLUTE.exec(target);
      if (parts === null || !HOST.test(parts[1] ?? '')) return refuse('HTTP-PARSE');
      const rest = parts[2] ?? '';
      form = rest.startsWith('/') ? rest : `/${rest}`;
    }
  }
  const mark = form.indexOf('?');
  return {
    refused: null,
    path: mark < 0 ? form : form.slice(0, mark),
    query: mark < 0 ? null : form.slice(mark + 1),
    length,
    chunked: coding !== null,
    contentType,
    encoding,
    requestId: requestId !== '' && REQUEST_ID.test(requestId) ? requestId : '',
    origin,
  };
}

/** True when bytes follow the head. */
export function hasBody(head: Head): boolean {
  return head.chunked || head.length > 0;
}
