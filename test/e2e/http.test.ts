// Shows what a client and a handler see of each other over real HTTP (http-handlers.md §3–§7, spec README 25–33).
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { raw } from '../support/raw-http.ts';
import { serve } from '../support/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'etamil-http-'));
mkdirSync(join(folder, 'root'));
writeFileSync(join(folder, 'root', 'a.txt'), 'கோப்பு');
writeFileSync(join(folder, 'secret.txt'), 'secret');
symlinkSync(join(folder, 'secret.txt'), join(folder, 'root', 'link.txt'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

const server = await serve(
  `
முன்னுரை = "முன்";
அச்சு முன்னுரை;
வழி பெறு, "/vanakkam/:peyar" { பதில் 200, ஜேசான்_ஆக்கு({peyar: param_peyar, all: path_params}); }
வழி பெறு, "/வணக்கம்" { பதில் 200, request_path; }
வழி பெறு, "/vanakkam/kavin" { பதில் 200, "literal"; }
வழி பெறு, "/record" { பதில் 201, {b: 1.50, a: [1, "x", nil_value]}; }
வழி பெறு, "/query" { பதில் 200, {q: query_params, all: query_all}; }
வழி பெறு, "/headers" { பதில் 200, headers; }
வழி பெறு, "/cookies" { பதில் 200, request_cookies; }
வழி பெறு, "/id" { பதில் 200, request_id; }
வழி பதி, "/echo" { பதில் 200, request_body, {"Content-Type": "text/plain; charset=utf-8"}; }
வழி பதி, "/form" { பதில் 200, {fields: request_fields, files: request_files, body: request_body}; }
வழி பதி, "/save" { பதில் 200, {ok: சரியா(பதிவேற்றம்_சேமி(0, "saved.bin")), files: request_files}; }
வழி பதி, "/unread" { பதில் 200, "unread"; }
வழி பெறு, "/none" { x = 1; }
வழி பெறு, "/text-status" { பதில் "404", "x"; }
வழி பெறு, "/bad-status" { பதில் 99, "x"; }
வழி பெறு, "/empty" { பதில் 204, "ignored"; }
வழி பெறு, "/last" { பதில் 200, "first", {"X-First": "1"}; பதில் 202, "last"; }
வழி பெறு, "/return" { பதில் 200, "before"; திரும்பு; பதில் 200, "after"; }
வழி பெறு, "/set-cookie" { பதில் 200, "x", {"Set-Cookie": ["a=1", "b=2"], "access-control-allow-origin": "https://x.example"}; }
வழி பெறு, "/bad-name" { பதில் 200, "x", {"அ": "b"}; }
வழி பெறு, "/split" { பதில் 200, "x", {"X-A": query_params.v}; }
வழி பெறு, "/fault" { x = 1 / 0; }
வழி பெறு, "/exit" { பதில் 200, "set"; வெளியேறு(0); }
வழி பெறு, "/exit-3" { வெளியேறு(3); }
வழி பெறு, "/input" { உள்ளிடு x; }
வழி பெறு, "/state" { counter = counter_or(); பதில் 200, counter; }
வழி பெறு, "/file" { பதில்_கோப்பு(200, "a.txt", {"Content-Type": "text/plain"}); }
வழி பெறு, "/file-global" { response_file = query_params.p; }
வழி பெறு, "/cache" { cache_set("k", {n: 1.5, a: [1]}, 60); பதில் 200, {now: cache_get("k"), gone: cache_delete("k"), then: cache_get("k")}; }
வழி பெறு, "/print/:n" { i = 0; (i < 50) சுற்று { அச்சு param_n & ":" & "x"; i = i + 1; } பதில் 200, "x"; }
வழி பெறு, "/big" { t = "அ"; i = 0; (i < 17) சுற்று { t = t & t; i = i + 1; } பதில் 200, t; }
`
    .replaceAll('nil_value', 'ஜேசான்_படி_இல்லை')
    .replace('counter = counter_or();', 'counter = 1;')
    .replace(', ஜேசான்_படி_இல்லை', ''),
  { cwd: join(folder, 'root'), filesRoot: join(folder, 'root'), body: { max: 1024 * 1024, uploadMemory: 1024 } },
);
t.teardown(() => server.close());

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(server.url + path, init);
const json = async (path: string, init: RequestInit = {}): Promise<unknown> => (await get(path, init)).json();

t.test('path parameters arrive decoded, under both names; literals come first', async (t) => {
  t.strictSame(await json('/vanakkam/a%20b'), { peyar: 'a b', all: { peyar: 'a b' } });
  t.strictSame(await json(`/vanakkam/${encodeURIComponent('கவின்')}`), { peyar: 'கவின்', all: { peyar: 'கவின்' } });
  t.equal(await (await get('/vanakkam/kavin')).text(), 'literal');
  t.equal(await (await get('/வணக்கம்')).text(), `/${encodeURIComponent('வணக்கம்')}`, 'request_path stays raw');
});

t.test('a record body is JSON with sorted keys and shortest numbers', async (t) => {
  const r = await get('/record');
  t.equal(r.status, 201);
  t.equal(r.headers.get('content-type'), 'application/json');
  t.equal(await r.text(), '{"a":[1,"x"],"b":1.5}');
});

t.test('a query is decoded by the rules of forms', async (t) => {
  const r = await raw(server.port, 'GET /query?a=1&a=2&b=%20+c&d&e=%zz&=x&f=%FF HTTP/1.1\r\nHost: a\r\n\r\n', 300);
  t.strictSame(JSON.parse(r.answers[0]?.body ?? ''), {
    q: { a: '2', b: '  c', e: '%zz', '': 'x', f: '\ufffd' },
    all: { a: ['1', '2'], b: ['  c'], e: ['%zz'], '': ['x'], f: ['\ufffd'] },
  });
});

t.test('headers are lower case, joined, and read as UTF-8', async (t) => {
  const r = await raw(
    server.port,
    'GET /headers HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nx-a: 2\r\nCookie: c=1\r\nCookie: d=2\r\nX-T: தமிழ்\r\n__proto__: p\r\n\r\n',
    300,
  );
  const headers = JSON.parse(r.answers[0]?.body ?? '');
  t.equal(headers['x-a'], '1, 2');
  t.equal(headers.cookie, 'c=1; d=2');
  t.equal(headers['x-t'], 'தமிழ்');
  t.match(r.answers[0]?.body, '"__proto__":"p"');
});

t.test('cookies are a record', async (t) => {
  t.strictSame(await json('/cookies', { headers: { cookie: 'a=1; b="2"; a=3; x' } }), { a: '1', b: '2' });
});

t.test('a request id is taken over when it is lawful, and always answered', async (t) => {
  const given = await get('/id', { headers: { 'x-request-id': 'my-1' } });
  t.equal(given.headers.get('x-request-id'), 'my-1');
  t.equal(await given.text(), 'my-1');
  const made = await get('/id', { headers: { 'x-request-id': 'a b' } });
  t.match(made.headers.get('x-request-id'), /^req-/);
  t.equal(await made.text(), made.headers.get('x-request-id'));
});

t.test('a body arrives whole, small or large, by length or in chunks', async (t) => {
  for (const size of [0, 1, 1000, 70_000, 500_000]) {
    const body = 'அ'.repeat(size / 2);
    t.equal(await (await get('/echo', { method: 'POST', body })).text(), body, `${size}`);
  }
  const r = await raw(
    server.port,
    'POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nT: 1\r\n\r\n',
    300,
  );
  t.equal(r.answers[0]?.body, 'abc');
  const bad = await get('/echo', { method: 'POST', body: new Uint8Array([0xff, 0x61]) });
  t.equal(await bad.text(), '\ufffda');
});

t.test('a body above its limit is 413 before the handler runs', async (t) => {
  server.output.length = 0;
  const r = await get('/unread', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
  t.equal(r.status, 413);
  t.equal(((await r.json()) as { error: { code: string } }).error.code, 'PAYLOAD_TOO_LARGE');
  t.strictSame(server.output, []);
  t.equal((await get('/unread', { method: 'POST', body: 'x'.repeat(1024 * 1024) })).status, 200);
});

t.test('a urlencoded form fills the fields and leaves the body', async (t) => {
  const body = 'a=1&b=%E0%AE%85+x&c';
  const r = await json('/form', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  t.strictSame(r, { fields: { a: '1', b: 'அ x' }, files: [], body });
});

t.test('a multipart form gives fields and files in order; large parts leave no file behind', async (t) => {
  const form = new FormData();
  form.append('பெயர்', 'கவின்');
  form.append('f', new Blob(['abc'], { type: 'text/plain' }), 'அ.txt');
  form.append('g', new Blob(['x'.repeat(100_000)]), '../b.bin');
  form.append('பெயர்', 'last');
  t.strictSame(await json('/form', { method: 'POST', body: form }), {
    fields: { பெயர்: 'last' },
    files: [
      { குறியீடு: 0, பெயர்: 'f', கோப்புப்_பெயர்: 'அ.txt', வகை: 'text/plain', அளவு: 3 },
      { குறியீடு: 1, பெயர்: 'g', கோப்புப்_பெயர்: '../b.bin', வகை: 'application/octet-stream', அளவு: 100_000 },
    ],
    body: '',
  });
  const spool = readdirSync(tmpdir()).filter((n) => n.startsWith('etamil-uploads-'));
  for (let i = 0; i < 50 && spool.some((s) => readdirSync(join(tmpdir(), s)).length > 0); i++)
    await new Promise((r) => setTimeout(r, 20));
  for (const s of spool) t.strictSame(readdirSync(join(tmpdir(), s)), []);
});

t.test('parts without a name are skipped, an unfinished tail is dropped, filename* is understood', async (t) => {
  const part = (head: string, body: string): string => `--B\r\n${head}\r\n\r\n${body}\r\n`;
  const body = [
    part('Content-Disposition: form-data', 'nameless'),
    part('Content-Disposition: form-data; name="a"', '1'),
    part('Content-Disposition: form-data; name="f"; filename=x; filename*=UTF-8\'\'%E0%AE%85.txt', 'two'),
    part('Content-Disposition: form-data; name="e"; filename=""', ''),
    '--B\r\nContent-Disposition: form-data; name="cut"\r\n\r\nnever fin',
  ].join('');
  const r = (await json('/form', {
    method: 'POST',
    body,
    headers: { 'content-type': 'Multipart/Form-Data; boundary="B"' },
  })) as {
    fields: unknown;
    files: Record<string, unknown>[];
  };
  t.strictSame(r.fields, { a: '1' });
  t.strictSame(
    r.files.map((f) => [f.கோப்புப்_பெயர், f.வகை, f.அளவு]),
    [
      ['அ.txt', 'application/octet-stream', 3],
      ['', 'application/octet-stream', 0],
    ],
  );
});

t.test('defaults: 200, JSON, the text of the reference, CORS', async (t) => {
  const r = await get('/none');
  t.equal(r.status, 200);
  t.equal(await r.text(), 'Handler executed successfully');
  t.equal(r.headers.get('content-type'), 'application/json');
  t.equal(r.headers.get('content-length'), '29');
  t.equal(r.headers.get('access-control-allow-origin'), '*');
  t.equal((await get('/text-status')).status, 200, 'a status that is no number');
});

t.test('the last answer wins, with its own headers; a return ends the block', async (t) => {
  const r = await get('/last');
  t.equal(r.status, 202);
  t.equal(await r.text(), 'last');
  t.equal(r.headers.get('x-first'), null);
  t.equal(await (await get('/return')).text(), 'before');
});

t.test('204 has no body', async (t) => {
  const r = await raw(server.port, 'GET /empty HTTP/1.1\r\nHost: a\r\n\r\n', 300);
  t.equal(r.answers[0]?.status, 204);
  t.notMatch(r.text, /content-length|ignored/i);
});

t.test('an array header is sent once per item; own CORS headers replace the defaults', async (t) => {
  const r = await get('/set-cookie');
  t.strictSame(r.headers.getSetCookie(), ['a=1', 'b=2']);
  t.equal(r.headers.get('access-control-allow-origin'), 'https://x.example');
});

t.test('a status or header that cannot be sent is a 500 with a located log line', async (t) => {
  for (const path of ['/bad-status', '/bad-name', `/split?v=${encodeURIComponent('a\r\nX-B: 1')}`]) {
    server.logs.length = 0;
    const r = await get(path);
    t.equal(r.status, 500, path);
    t.equal(r.headers.get('x-b'), null);
    const line = server.logs.find((l) => l.level === 'error');
    t.match(line?.fields.context, { file: 'app.qmz', line: Number });
  }
});

t.test('a runtime error is a structured, located 500', async (t) => {
  const r = await get('/fault');
  t.equal(r.status, 500);
  const body = (await r.json()) as { error: { code: string; details: unknown } };
  t.equal(body.error.code, 'HANDLER_ERROR');
  t.match(body.error.details, { code: /^ET3/, text: /division by zero/, file: 'app.qmz', line: 25 });
  t.equal((await get('/input')).status, 500);
});

t.test('a program that ends itself ends only its request', async (t) => {
  t.equal(await (await get('/exit')).text(), 'set');
  t.equal((await get('/exit-3')).status, 500);
  t.equal((await get('/none')).status, 200);
});

t.test('unknown paths are 404; known paths know their methods', async (t) => {
  t.equal((await get('/nope', { method: 'DELETE' })).status, 404);
  const r = await get('/echo');
  t.equal(r.status, 405);
  t.strictSame(r.headers.get('allow')?.split(', ').sort(), ['OPTIONS', 'POST']);
  const o = await get('/none', { method: 'OPTIONS' });
  t.equal(o.status, 204);
  t.strictSame(o.headers.get('allow')?.split(', ').sort(), ['GET', 'HEAD', 'OPTIONS']);
  t.equal(o.headers.get('access-control-allow-origin'), '*');
  const h = await get('/none', { method: 'HEAD' });
  t.equal(h.headers.get('content-length'), '29');
});

t.test('a file is streamed with its type; only regular files inside the root', async (t) => {
  const r = await get('/file');
  t.equal(await r.text(), 'கோப்பு');
  t.equal(r.headers.get('content-type'), 'text/plain');
  t.equal(r.headers.get('content-length'), String(Buffer.byteLength('கோப்பு')));
  t.equal((await get('/file-global?p=a.txt')).headers.get('content-type'), 'application/octet-stream');
  const head = await raw(server.port, 'HEAD /file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 500);
  t.match(head.text, /Content-Length: 18\r\n/);
  t.notMatch(head.text, /கோப்பு/);
  for (const path of ['gone.txt', '../secret.txt', 'link.txt', '.', '/dev/zero', 'a%00b']) {
    const bad = await get(`/file-global?p=${path}`);
    t.equal(bad.status, 500, path);
    t.equal(((await bad.json()) as { error: { code: string } }).error.code, 'IO_ERROR', path);
  }
});

t.test('the cache is shared and keeps values exactly', async (t) => {
  t.strictSame(await json('/cache'), { now: { n: 1.5, a: [1] }, gone: true, then: null });
});

t.test('prints of concurrent handlers stay whole lines', async (t) => {
  server.output.length = 0;
  await Promise.all(['a', 'b', 'c', 'd'].map((n) => get(`/print/${n}`)));
  const lines = server.output.join('').split('\n');
  t.equal(lines.pop(), '');
  t.ok(lines.every((l) => /^([abcd]:x|முன்)$/.test(l)));
  t.equal(lines.filter((l) => l === 'c:x').length, 50);
  t.equal(lines.filter((l) => l === 'முன்').length, 4, 'the prelude runs per request');
});

t.test('a large answer arrives whole', async (t) => {
  t.equal((await (await get('/big')).text()).length, 2 ** 17);
});

t.test('health and readiness are answered without a worker', async (t) => {
  const health = (await json('/health')) as { status: string; checks: object };
  t.equal(health.status, 'HEALTHY');
  t.match(Object.keys(health.checks), ['server', 'memory', 'event_loop', 'workers']);
  t.strictSame(await json('/ready'), { ready: true });
  t.equal((await get('/health', { method: 'POST' })).status, 405);
});

t.test('a completion line tells method, path, status and time', async (t) => {
  server.logs.length = 0;
  await get('/none?secret=1');
  const line = server.logs.find((l) => l.message === 'request');
  t.match(line?.fields.request, {
    request_id: /^req-/,
    method: 'GET',
    path: '/none',
    status_code: 200,
    duration_ms: Number,
  });
});

t.test('only a literal route hides a built-in path', async (t) => {
  const own = await serve('வழி பெறு, "/health" { பதில் 200, "mine"; } வழி பெறு, "/:x" { பதில் 200, param_x; }');
  t.teardown(() => own.close());
  t.equal(await (await fetch(`${own.url}/health`)).text(), 'mine');
  t.match(await (await fetch(`${own.url}/ready`)).json(), { ready: true });
  t.equal(await (await fetch(`${own.url}/other`)).text(), 'other');
});

t.test('a program without routes answers at / as a whole', async (t) => {
  const whole = await serve('பதில் 200, request_method & query_params.a;');
  t.teardown(() => whole.close());
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
    t.equal(await (await fetch(`${whole.url}/?a=1`, { method })).text(), `${method}1`);
  t.equal((await fetch(`${whole.url}/`, { method: 'PATCH' })).status, 405);
});

t.test('production hides details; the simple form is flat', async (t) => {
  const production = await serve('வழி பெறு, "/" { x = 1 / 0; }', { production: true });
  const simple = await serve('வழி பெறு, "/" { x = 1 / 0; }', { errorFormat: 'simple' });
  t.teardown(() => Promise.all([production.close(), simple.close()]));
  t.notMatch(await (await fetch(`${production.url}/`)).text(), /division|app\.qmz/);
  t.match(await (await fetch(`${simple.url}/`)).json(), { error: /^Handler error: .*division by zero/ });
  t.strictSame(await (await fetch(`${simple.url}/x`)).json(), { error: 'Not Found' });
});

t.test('a job runs again after its pause, never beside itself', async (t) => {
  const jobs = await serve('இடைவெளி 1 { அச்சு "begin"; காத்திரு(300); அச்சு "end"; } இடைவெளி 1 { x = 1 / 0; }');
  t.teardown(() => jobs.close());
  while (jobs.output.join('').split('end').length < 3) await new Promise((r) => setTimeout(r, 50));
  t.match(jobs.output.join(''), /^begin\nend\nbegin\nend\n/);
  t.ok(jobs.logs.some((l) => l.level === 'error' && /division by zero/.test(l.message)));
});

t.test('too many connections: an idle one makes room', async (t) => {
  const small = await serve('வழி பெறு, "/" { பதில் 200, "ok"; }', { maxConnections: 2 });
  t.teardown(() => small.close());
  const bytes = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const results = await Promise.all([
    raw(small.port, bytes, 1000),
    raw(small.port, bytes, 1000),
    new Promise((r) => setTimeout(r, 300)).then(() => raw(small.port, bytes, 300)),
  ]);
  t.strictSame(
    (results as { answers: { status: number }[] }[]).map((r) => r.answers[0]?.status),
    [200, 200, 200],
  );
});
