// Shows what the gate lets through and what it refuses (robustness traps 4, 5; RFC 9110, RFC 9112).
import { hasBody, readHead } from '@etamil/gateway/framing';
import { judgeParseFailure } from '@etamil/gateway/parse-failure';
import t from 'tap';

const judge = (method: string, target: string, headers: string[], minor = 1, major = 1) =>
  readHead(method, target, major, minor, headers);
const refused = (...args: Parameters<typeof judge>): string | null => judge(...args).refused;
const HOST = ['Host', 'a'];

t.test('exactly one valid Host is required in HTTP/1.1, at most one in 1.0', async (t) => {
  t.equal(refused('GET', '/', []), 'HTTP-HOST');
  t.equal(refused('GET', '/', [...HOST, 'host', 'b']), 'HTTP-HOST');
  for (const bad of ['', 'a b', 'a/b', 'u@h', 'a:b', '[::1'])
    t.equal(refused('GET', '/', ['Host', bad]), 'HTTP-HOST', bad);
  for (const good of ['a', 'a:80', '[::1]:8080', 'xn--x.example', '127.0.0.1'])
    t.equal(refused('GET', '/', ['Host', good]), null, good);
  t.equal(refused('GET', '/', [], 0), null);
});

t.test('other versions, TRACE and CONNECT are refused', async (t) => {
  t.equal(refused('GET', '/', HOST, 0, 2), 'HTTP-PARSE');
  t.equal(refused('GET', '/', HOST, 9, 0), 'HTTP-PARSE');
  t.equal(refused('TRACE', '/', HOST), 'HTTP-METHOD-UNKNOWN');
});

t.test('a body is framed by one length or by chunked, never both', async (t) => {
  t.equal(refused('POST', '/', [...HOST, 'Content-Length', '3', 'Transfer-Encoding', 'chunked']), 'HTTP-PARSE');
  t.equal(refused('POST', '/', [...HOST, 'Content-Length', '3', 'Content-Length', '3']), 'HTTP-REPEATED');
  for (const bad of ['+3', '3, 3', '0x3', '', '-1'])
    t.equal(refused('POST', '/', [...HOST, 'Content-Length', bad]), 'HTTP-PARSE', bad);
  t.equal(refused('POST', '/', [...HOST, 'Transfer-Encoding', 'gzip, chunked']), 'HTTP-CODING');
  t.equal(refused('POST', '/', [...HOST, 'Transfer-Encoding', '']), 'HTTP-PARSE');
  t.equal(
    refused('POST', '/', [...HOST, 'Transfer-Encoding', 'chunked', 'Transfer-Encoding', 'chunked']),
    'HTTP-PARSE',
  );
  t.equal(refused('POST', '/', [...HOST, 'Transfer-Encoding', 'chunked'], 0), 'HTTP-PARSE');
  const head = judge('POST', '/', [...HOST, 'Transfer-Encoding', 'Chunked']);
  t.ok(head.refused === null && head.chunked && hasBody(head));
});

t.test('a target is a path, an http address, or * for OPTIONS', async (t) => {
  const at = (method: string, target: string) => {
    const h = judge(method, target, HOST);
    return h.refused === null ? [h.path, h.query] : h.refused;
  };
  t.strictSame(at('GET', '/a?b=1?c'), ['/a', 'b=1?c']);
  t.strictSame(at('GET', 'http://x.example:80/a/b?c'), ['/a/b', 'c']);
  t.strictSame(at('GET', 'HTTP://x'), ['/', null]);
  t.strictSame(at('GET', 'http://x?q'), ['/', 'q']);
  t.equal(at('GET', '*'), 'HTTP-PARSE');
  t.equal(at('GET', 'a/b'), 'HTTP-PARSE');
  t.equal(at('GET', 'http://u@x/'), 'HTTP-PARSE');
  t.strictSame(at('OPTIONS', '*'), ['*', null]);
});

t.test('a request id of 1 to 128 visible characters is taken over', async (t) => {
  const id = (value: string) => {
    const h = judge('GET', '/', [...HOST, 'X-Request-ID', value]);
    return h.refused === null ? h.requestId : '?';
  };
  t.equal(id('abc-1'), 'abc-1');
  t.equal(id('a b'), '');
  t.equal(id('x'.repeat(129)), '');
});

t.test('a raw Tamil target is answered by its percent-encoded form', async (t) => {
  const packet = Buffer.from('GET / HTTP/1.1\r\n\r\nGET /அ?க="x" HTTP/1.1\r\n');
  const failure = judgeParseFailure('HPE_INVALID_URL', packet, 23, 16384);
  t.strictSame(failure, { id: 'HTTP-RAW-TARGET', values: { target: '/%E0%AE%85?%E0%AE%95=%22x%22' } });
});

t.test('an unknown method is told apart from what is no HTTP', async (t) => {
  t.equal(judgeParseFailure('HPE_INVALID_METHOD', Buffer.from('FOO / HTTP/1.1\r\n'), 1, 0).id, 'HTTP-METHOD-UNKNOWN');
  t.equal(judgeParseFailure('HPE_INVALID_METHOD', Buffer.from('\x16\x03\x01'), 0, 0).id, 'HTTP-PARSE');
  t.equal(judgeParseFailure('HPE_HEADER_OVERFLOW', undefined, 0, 16384).id, 'HTTP-HEADERS');
  t.equal(judgeParseFailure('ERR_HTTP_REQUEST_TIMEOUT', undefined, 0, 0).id, 'HTTP-SLOW');
  t.equal(judgeParseFailure('HPE_WHATEVER', undefined, 0, 0).id, 'HTTP-PARSE');
});
