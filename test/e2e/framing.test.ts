// Shows over real sockets that every malformed message gets exactly one answer or none, and nothing behind it runs
// (robustness traps 4, 5, 10; RFC 9112).
import t from 'tap';
import { open, raw } from '../support/raw-http.ts';
import { serve } from '../support/serve.ts';

const server = await serve(`
வழி பெறு, "/" { அச்சு "ran"; பதில் 200, "ok"; }
வழி பதி, "/" { அச்சு "ran"; பதில் 200, request_body; }
`);
t.teardown(() => server.close());

const H = 'Host: a\r\n';
const GET = `GET / HTTP/1.1\r\n${H}\r\n`;
const POST = `POST / HTTP/1.1\r\n${H}`;

/** Name, bytes, status of the one answer. Each is followed by a good request on the same connection, which must not run. */
const REFUSED: readonly (readonly [string, string, number])[] = [
  ['bare line feeds', 'GET / HTTP/1.1\nHost: a\n\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two Hosts', `GET / HTTP/1.1\r\n${H}${H}\r\n`, 400],
  ['an invalid Host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
  ['HTTP/0.9 with a version', `GET / HTTP/0.9\r\n${H}\r\n`, 400],
  ['HTTP/0.9 without a version', 'GET /\r\n\r\n', 400],
  ['HTTP/2.0', `GET / HTTP/2.0\r\n${H}\r\n`, 400],
  ['the HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['GET *', `GET * HTTP/1.1\r\n${H}\r\n`, 400],
  ['TRACE', `TRACE / HTTP/1.1\r\n${H}\r\n`, 501],
  ['CONNECT', `CONNECT a:1 HTTP/1.1\r\n${H}\r\n`, 501],
  ['an unknown method', `FOO / HTTP/1.1\r\n${H}\r\n`, 501],
  ['a method in small letters', `get / HTTP/1.1\r\n${H}\r\n`, 501],
  ['length and chunked', `${POST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['chunked and length', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`, 400],
  ['two equal lengths', `${POST}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`, 400],
  ['two different lengths', `${POST}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, 400],
  ['a length with a sign', `${POST}Content-Length: +3\r\n\r\nabc`, 400],
  ['a length in hexadecimal', `${POST}Content-Length: 0x3\r\n\r\nabc`, 400],
  ['gzip, chunked', `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 501],
  ['an empty Transfer-Encoding', `${POST}Transfer-Encoding: \r\n\r\n`, 400],
  ['chunked twice', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['chunked in HTTP/1.0', 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['a bad chunk size', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
  ['a chunk with a bare line feed', `${POST}Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n`, 400],
  ['a chunk longer than it says', `${POST}Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n`, 400],
  ['a folded header', `GET / HTTP/1.1\r\n${H}X: a\r\n b\r\n\r\n`, 400],
  ['a space before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400],
  ['a header without a name', `GET / HTTP/1.1\r\n${H}: x\r\n\r\n`, 400],
  ['a control character in a header', `GET / HTTP/1.1\r\n${H}X: \u0001\r\n\r\n`, 400],
  ['two Authorizations', `GET / HTTP/1.1\r\n${H}Authorization: a\r\nAuthorization: b\r\n\r\n`, 400],
  ['an odd expectation', `${POST}Expect: miracles\r\nContent-Length: 3\r\n\r\nabc`, 417],
  ['a head above 16 KiB', `GET / HTTP/1.1\r\n${H}X: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ['a target above 16 KiB', `GET /${'y'.repeat(20_000)} HTTP/1.1\r\n${H}\r\n`, 431],
  ['a body above 1 MiB, by its length', `${POST}Content-Length: 99999999\r\n\r\n${'x'.repeat(100_000)}`, 413],
  [
    'a body above 1 MiB, in chunks',
    `${POST}Transfer-Encoding: chunked\r\n\r\n${`10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(18)}`,
    413,
  ],
  ['an encoded body', `${POST}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc`, 415],
  ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01', 400],
];

for (const [name, bytes, status] of REFUSED) {
  t.test(`${name} is answered ${status} once, and the connection ends`, async (t) => {
    server.output.length = 0;
    const r = await raw(server.port, bytes + GET);
    t.strictSame(
      r.answers.map((a) => a.status),
      [status],
      r.text.slice(0, 400),
    );
    t.ok(r.ended, 'ended');
    t.notOk(r.reset, 'not reset');
    const error = JSON.parse(r.answers[0]?.body ?? 'null').error;
    t.match(error.message, / {2}\(.+\)$/, 'bilingual');
    t.equal(r.answers[0]?.headers.get('access-control-allow-origin'), '*');
    t.strictSame(server.output, [], 'no handler ran');
  });
}

t.test('a raw Tamil target is answered with the form to use', async (t) => {
  const r = await raw(server.port, `GET /வணக்கம்?க=1 HTTP/1.1\r\n${H}\r\n`);
  t.equal(r.answers[0]?.status, 400);
  const message = JSON.parse(r.answers[0]?.body ?? '').error.message;
  t.match(message, `/${encodeURIComponent('வணக்கம்')}?${encodeURIComponent('க')}=1`);
});

t.test('pipelined requests are answered in order, a broken one after the good ones', async (t) => {
  const r = await raw(server.port, `${GET}${POST}Content-Length: 3\r\n\r\nabc${GET}GET /அ HTTP/1.1\r\n${H}\r\n${GET}`);
  t.strictSame(
    r.answers.map((a) => a.status),
    [200, 200, 200, 400],
  );
  t.equal(r.answers[1]?.body, 'abc');
  t.ok(r.ended);
});

t.test('well-formed but rare messages are served', async (t) => {
  const status = async (bytes: string | string[]): Promise<(number | undefined)[]> =>
    (await raw(server.port, bytes, 300)).answers.map((a) => a.status);
  t.strictSame(await status(`GET http://x.example/ HTTP/1.1\r\n${H}\r\n`), [200], 'absolute form');
  t.strictSame(await status('GET / HTTP/1.0\r\n\r\n'), [200], 'HTTP/1.0 without Host');
  t.strictSame(await status(`\r\n${GET}`), [200], 'an empty line first');
  t.strictSame(await status(`OPTIONS * HTTP/1.1\r\n${H}\r\n`), [204], 'OPTIONS *');
  t.strictSame(
    await status(`GET / HTTP/1.1\r\n${H}Upgrade: websocket\r\nConnection: upgrade\r\n\r\n`),
    [200],
    'an upgrade nobody takes',
  );
  t.strictSame(
    await status([`${POST}Transfer-Encoding: chunked\r\n\r\n3\r\nab`, 'c\r\n0\r\n', '\r\n']),
    [200],
    'chunks in pieces',
  );
});

t.test('100-continue is sent only when the body will be read', async (t) => {
  const head = (more: string): string => `${POST}Expect: 100-continue\r\n${more}\r\n`;
  const good = await raw(server.port, [head('Content-Length: 3\r\n'), 'abc'], 300);
  t.strictSame(
    good.answers.map((a) => [a.status, a.body]),
    [
      [100, ''],
      [200, 'abc'],
    ],
  );
  const large = await raw(server.port, head('Content-Length: 9999999\r\n'));
  t.strictSame(
    large.answers.map((a) => a.status),
    [413],
  );
});

t.test('HEAD has the length of GET and no body', async (t) => {
  const r = await raw(server.port, `HEAD / HTTP/1.1\r\n${H}\r\n${GET}`, 300);
  t.match(r.text, /^HTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)*Content-Length: 2\r\n(?:[^\r]+\r\n)*\r\nHTTP\/1\.1 200/);
});

t.test('a client too slow with its head or body gets 408', async (t) => {
  const slow = await serve('வழி பதி, "/" { பதில் 200, request_body; }', {
    timeouts: { headers: 300, request: 600, keepAlive: 5000 },
  });
  t.teardown(() => slow.close());
  const body = await raw(slow.port, `${POST}Content-Length: 10\r\n\r\nabc`, 5000);
  t.strictSame(
    body.answers.map((a) => [a.status, JSON.parse(a.body).error.code]),
    [[408, 'REQUEST_TIMEOUT']],
  );
  const head = await raw(slow.port, 'POST / HTTP/1.1\r\nHos', 5000);
  t.strictSame(
    head.answers.map((a) => a.status),
    [408],
  );
  t.ok(head.ended);
});

t.test('a client that does not read its answers is cut off', async (t) => {
  const large = await serve('வழி பெறு, "/" { t = "அ"; i = 0; (i < 18) சுற்று { t = t & t; i = i + 1; } பதில் 200, t; }', {
    timeouts: { headers: 500, request: 5000, keepAlive: 5000 },
  });
  t.teardown(() => large.close());
  const socket = await open(large.port);
  socket.pause();
  socket.on('error', () => {});
  socket.write(GET.repeat(30));
  const cut = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // the kernel's buffers hold some answers; the end shows once they are read
  await new Promise((r) => setTimeout(r, 3_500));
  let bytes = 0;
  socket.on('data', (d: Buffer) => {
    bytes += d.length;
  });
  socket.resume();
  await cut;
  t.ok(bytes < 30 * 3 * 2 ** 18, `${bytes} bytes, then the end`);
  t.equal((await raw(large.port, GET, 500)).answers[0]?.status, 200, 'others are served');
});
