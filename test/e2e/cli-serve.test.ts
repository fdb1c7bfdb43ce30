// `etamil serve` as a user meets it: where it listens, what wins, what refuses the start, how it ends.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { etamil, serving } from '../support/command-line.ts';

const APP = 'வழி பெறு, "/a" { பதில் 200, {"a": 1}; }\n';

t.test('serve prints the real port and the routes, answers, and ends with 0 on SIGTERM', async (t) => {
  const folder = t.testdir({ 'a.qmz': APP });
  const server = await serving(['serve', 'a.qmz', '--port', '0'], { cwd: folder });
  t.notMatch(server.url, /:0$/);
  t.match(server.out(), /GET {2}\/a {2}a\.qmz:1/);
  const answer = await fetch(`${server.url}/a`);
  t.equal(answer.status, 200);
  t.same(await answer.json(), { a: 1 });
  t.equal(await server.stop(), 0);
});

t.test('the old forms --server and --async serve', async (t) => {
  const folder = t.testdir({ 'a.qmz': APP });
  for (const words of [
    ['--server', '--port', '0', 'a.qmz'],
    ['a.qmz', '--async', '--port=0'],
  ]) {
    const server = await serving(words, { cwd: folder });
    t.equal((await fetch(`${server.url}/a`)).status, 200);
    t.equal(await server.stop(), 0);
  }
});

t.test('a program with a start form serves when run plainly; flags win over it', async (t) => {
  const folder = t.testdir({ 'a.qmz': `வழங்கி_தொடங்கு "127.0.0.1", 1;\n${APP}` });
  const server = await serving(['run', 'a.qmz', '--port', '0'], { cwd: folder });
  t.notMatch(server.url, /:1$/);
  t.equal((await fetch(`${server.url}/a`)).status, 200);
  t.equal(await server.stop(), 0);
});

t.test('a program on standard input is served', async (t) => {
  const server = await serving(['serve', '--port', '0'], { cwd: t.testdir({}), input: APP });
  t.equal((await fetch(`${server.url}/a`)).status, 200);
  t.equal(await server.stop(), 0);
});

t.test('in production the address is a JSON log line, and error texts stay inside', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'வழி பெறு, "/a" { பதில் 200, 1 / 0; }' });
  const server = await serving(['serve', 'a.qmz', '--port', '0', '--env', 'production'], { cwd: folder });
  const line = JSON.parse(server.out().trim().split('\n').at(-1) ?? '') as Record<string, string>;
  t.match(line, { level: 'INFO', message: /^Listening on: http:\/\/127\.0\.0\.1:\d+$/ });
  t.match(line.timestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const answer = await fetch(`${server.url}/a`);
  t.equal(answer.status, 500);
  t.notMatch(await answer.text(), /division by zero/);
  t.equal(await server.stop(), 0);
  const lines = server
    .out()
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as { message: string; error?: { code: string } });
  t.ok(lines.some((l) => /division by zero/.test(l.message) && l.error?.code.startsWith('ET3')));
});

t.test('program output and log lines share standard output, whole line by whole line', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'வழி பெறு, "/a" { அச்சு "கைபேசி"; அச்சு "இரண்டு"; பதில் 200, "x"; }' });
  const server = await serving(['serve', 'a.qmz', '--port', '0'], { cwd: folder });
  await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/a`)));
  t.equal(await server.stop(), 0);
  const lines = server.out().split('\n');
  t.equal(lines.filter((l) => l === 'கைபேசி').length, 20);
  t.equal(lines.filter((l) => l === 'இரண்டு').length, 20);
  t.equal(lines.filter((l) => / GET \/a 200 /.test(l)).length, 20);
});

t.test('configuration files and variables reach the server', async (t) => {
  const folder = t.testdir({
    'a.qmz': 'வழி பதி, "/a" { பதில் 200, request_body; }',
    settings: { 'default.json': JSON.stringify({ server: { maxBody: 8 }, error: { format: 'simple' } }) },
  });
  const server = await serving(['serve', 'a.qmz', '--port', '0', '--config', 'settings'], {
    cwd: folder,
    env: { ETAMIL_CORS_ORIGIN: 'https://a.in' },
  });
  const small = await fetch(`${server.url}/a`, { method: 'POST', body: '12345678' });
  t.equal(small.status, 200);
  t.equal(small.headers.get('access-control-allow-origin'), 'https://a.in');
  const large = await fetch(`${server.url}/a`, { method: 'POST', body: '123456789' });
  t.equal(large.status, 413);
  t.match(await large.json(), { error: /./ });
  t.equal(await server.stop(), 0);
});

t.test('what refuses the start is one bilingual line and status 1', async (t) => {
  const folder = t.testdir({
    'a.qmz': APP,
    'bad.qmz': 'வழி பெறு, "/a" {',
    'path.qmz': 'p = "/a"; வழி பெறு, p { பதில் 200, "x"; }',
    broken: { 'default.json': '{' },
  });
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const port = String((taken.address() as AddressInfo).port);
  const cases: [string[], Record<string, string>, RegExp][] = [
    [['serve', 'a.qmz', '--port', port], {}, /already in use/],
    [['serve', 'a.qmz', '--port', '0', '--host', '203.0.113.1'], {}, /203\.0\.113\.1/],
    [['serve', 'none.qmz'], {}, /none\.qmz/],
    [['serve', 'bad.qmz'], {}, /line 1/],
    [['serve', 'path.qmz'], {}, /line 1/],
    [['serve', 'a.qmz', '--config', 'broken'], {}, /default\.json/],
    [['serve', 'a.qmz'], { ETAMIL_PORT: 'x' }, /ETAMIL_PORT/],
    [['serve', 'a.qmz', '--set', 'server.prot=1'], {}, /server\.port/],
  ];
  for (const [words, env, text] of cases) {
    const ran = await etamil(words, { cwd: folder, env });
    t.equal(ran.status, 1, words.join(' '));
    t.match(ran.err, text);
    t.match(ran.err, /^✗ [^\n]*\([^\n]*\)[^\n]*\n$/u);
  }
  taken.close();
});

t.test('an unknown variable is a warning that does not stop the start', async (t) => {
  const server = await serving(['serve', 'a.qmz', '--port', '0'], {
    cwd: t.testdir({ 'a.qmz': APP }),
    env: { ETAMIL_PROT: '1' },
  });
  t.match(server.out(), /WARN.*ETAMIL_PROT.*ETAMIL_PORT/);
  t.equal(await server.stop(), 0);
});
