// Owns what a broken request is told: the parser's error code and the bytes it saw become an entry of the catalogue.
// A function of data. Knows nothing of sockets.

export interface ParseFailure {
  /** Id in the catalogue. */
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** `code` is the error code of node:http, `packet` the bytes in which the parser stopped at `at`. */
export function judgeParseFailure(
  code: string,
  packet: Uint8Array | undefined,
  at: number,
  headerLimit: number,
): ParseFailure {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { id: 'HTTP-HEADERS', values: { limit: String(headerLimit) } };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { id: 'HTTP-PARSE', values: {} };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { id: 'HTTP-SLOW', values: {} };
    case 'HPE_INVALID_METHOD': {
      // RFC 9110 §9.1: a method that is well formed but unknown is 501; anything else is no HTTP at all
      const line = requestLine(packet, at);
      const [method = '', , version = ''] = line.split(' ');
      const known = TOKEN.test(method) && /^HTTP\/1\.[01]\r?$/.test(version);
      return { id: known ? 'HTTP-METHOD-UNKNOWN' : 'HTTP-PARSE', values: {} };
    }
    case 'HPE_INVALID_URL': {
      const target = requestLine(packet, at).split(' ')[1] ?? '';
      const encoded = percentEncoded(target);
      return encoded === target
        ? { id: 'HTTP-PARSE', values: {} }
        : { id: 'HTTP-RAW-TARGET', values: { target: encoded } };
    }
    default:
      return { id: 'HTTP-PARSE', values: {} };
  }
}

/** The line around byte `at`, as Latin-1 characters. A packet may begin with earlier, pipelined requests. */
function requestLine(packet: Uint8Array | undefined, at: number): string {
  if (packet === undefined) return '';
  const middle = Math.min(Math.max(at, 0), packet.length);
  let from = middle;
  while (from > 0 && packet[from - 1] !== 10) from--;
  let to = middle;
  while (to < packet.length && packet[to] !== 10 && packet[to] !== 13) to++;
  let text = '';
  for (let i = from; i < to && text.length < 8192; i++) text += String.fromCharCode(packet[i] as number);
  return text;
}

/** The target as it must be sent: every byte that a target cannot hold is escaped. */
function percentEncoded(target: string): string {
  return target.replace(
    /[^\x21-\x7e]|["<>\\^`{|}]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
