// Shows the end of a server: nothing in flight is lost, connections close cleanly, the status is right (spec README 33,
// robustness trap 7).
import t from 'tap';
import { open, raw, readAnswers } from '../support/raw-http.ts';
import { serve } from '../support/serve.ts';
import { spawnServer } from '../support/server-process.ts';

const SOURCE = `
வழி பெறு, "/" { பதில் 200, "ok"; }
வழி பெறு, "/wait" { காத்திரு(400); பதில் 200, "waited"; }
வழி பதி, "/echo" { பதில் 200, request_body; }
வழி பெறு, "/forever" { காத்திரு(3600000); }
வழி பெறு, "/stop" { server.stop(); பதில் 200, "stopping"; }
`;

const pause = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));

t.test('SIGTERM with 100 requests in flight: all answered 200 with Connection: close, exit 0', async (t) => {
  const server = await spawnServer(SOURCE, { workers: 2 });
  t.teardown(() => server.child.kill('SIGKILL'));
  const answers = Promise.all(
    Array.from({ length: 100 }, () => raw(server.port, 'GET /wait HTTP/1.1\r\nHost: a\r\n\r\n', 8_000)),
  );
  await pause(200);
  server.child.kill('SIGTERM');
  const all = await answers;
  t.strictSame(
    all.map((r) => [r.answers.length, r.answers[0]?.status, r.answers[0]?.headers.get('connection'), r.ended, r.reset]),
    new Array(100).fill([1, 200, 'close', true, false]),
  );
  t.equal(await server.exit, 0);
});

t.test('a half-sent upload and a request on an idle connection are still answered during the drain', async (t) => {
  const server = await spawnServer(SOURCE, { workers: 1 });
  t.teardown(() => server.child.kill('SIGKILL'));
  const collect = async (): Promise<{
    socket: Awaited<ReturnType<typeof open>>;
    bytes: Buffer[];
    ended: Promise<boolean>;
  }> => {
    const socket = await open(server.port);
    const bytes: Buffer[] = [];
    socket.on('data', (d: Buffer) => bytes.push(d));
    const ended = new Promise<boolean>((r) => {
      socket.once('end', () => r(true));
      socket.once('error', () => r(false));
    });
    return { socket, bytes, ended };
  };
  const [upload, idle, silent] = await Promise.all([collect(), collect(), collect()]);
  upload.socket.write('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc');
  idle.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await pause(150);
  server.child.kill('SIGTERM');
  await pause(50);
  idle.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await pause(400);
  upload.socket.write('def');
  t.strictSame(
    await Promise.all([upload.ended, idle.ended, silent.ended]),
    [true, true, true],
    'all closed without a reset',
  );
  const [answer] = readAnswers(Buffer.concat(upload.bytes));
  t.equal(answer?.status, 200);
  t.equal(answer?.body, 'abcdef');
  t.strictSame(
    readAnswers(Buffer.concat(idle.bytes)).map((a) => [a.status, a.headers.get('connection')]),
    [
      [200, 'keep-alive'],
      [200, 'close'],
    ],
  );
  t.equal(await server.exit, 0);
});

t.test('a handler that does not end is cut at the deadline with 503 and counted', async (t) => {
  const server = await spawnServer(SOURCE, { workers: 1, drain: { timeoutMs: 600, preStopMs: 0 } });
  t.teardown(() => server.child.kill('SIGKILL'));
  const stuck = raw(server.port, 'GET /forever HTTP/1.1\r\nHost: a\r\n\r\n', 8_000);
  await pause(150);
  server.child.kill('SIGTERM');
  const r = await stuck;
  t.strictSame(
    r.answers.map((a) => a.status),
    [503],
  );
  t.equal(await server.exit, 0);
  t.match(server.text(), /"cut":1/);
});

t.test('a second signal ends at once with the status of the signal', async (t) => {
  for (const [signal, status] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    const server = await spawnServer(SOURCE, { workers: 1 });
    t.teardown(() => server.child.kill('SIGKILL'));
    const stuck = raw(server.port, 'GET /forever HTTP/1.1\r\nHost: a\r\n\r\n', 8_000);
    await pause(150);
    server.child.kill('SIGTERM');
    await pause(100);
    server.child.kill(signal);
    t.equal(await server.exit, status);
    await stuck;
  }
});

t.test('server.stop() lets its own request be answered, then drains', async (t) => {
  const server = await serve(SOURCE);
  t.teardown(() => server.close());
  const waiting = fetch(`${server.url}/wait`);
  await pause(100);
  const r = await fetch(`${server.url}/stop`);
  t.equal(await r.text(), 'stopping');
  t.equal((await waiting).status, 200);
  t.equal(await server.done, 0);
  await t.rejects(fetch(`${server.url}/`), 'no longer listening');
});

t.test('while draining, readiness is off and health says so', async (t) => {
  const server = await serve(SOURCE, { drain: { timeoutMs: 5_000, preStopMs: 400 } });
  t.teardown(() => server.close());
  const end = server.drain('SIGTERM');
  t.equal((await fetch(`${server.url}/ready`)).status, 503);
  const health = await fetch(`${server.url}/health`);
  t.equal(health.status, 200);
  t.match(await health.json(), { draining: true });
  t.equal((await fetch(`${server.url}/`)).status, 200, 'served before the listener closes');
  t.equal(await end, 0);
});

t.test('an idle server with jobs and open connections ends at once', async (t) => {
  const server = await serve(`${SOURCE} இடைவெளி 3600 { x = 1; }`);
  t.teardown(() => server.close());
  await (await fetch(`${server.url}/`)).text();
  t.equal(await server.drain('SIGINT'), 0);
});
