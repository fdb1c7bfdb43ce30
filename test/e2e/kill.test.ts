// Shows what dies with a worker and what does not: threads killed under load, loops, native calls that cannot be stopped,
// memory bombs (robustness promises; architecture §6 Crash, Stuck).
import t from 'tap';
import { serve } from '../support/serve.ts';
import { spawnServer } from '../support/server-process.ts';

const SOURCE = `
வழி பெறு, "/" { பதில் 200, "ok"; }
வழி பெறு, "/wait" { காத்திரு(150); பதில் 200, "waited"; }
வழி பதி, "/wait" { காத்திரு(150); பதில் 200, request_body; }
வழி பெறு, "/forever" { காத்திரு(3600000); பதில் 200, "never"; }
வழி பெறு, "/loop" { (1 == 1) சுற்று { x = 1; } }
வழி பெறு, "/caught-loop" { முயல் { (1 == 1) சுற்று { x = 1; } } பிழை(e) { x = 2; } (1 == 1) சுற்று { x = 3; } }
வழி பெறு, "/array" { a = []; (1 == 1) சுற்று { a = இணை(a, [1, 2, 3, 4]); } }
வழி பெறு, "/record" { r = {x: 1}; (1 == 1) சுற்று { r = {a: r, t: "0123456789012345678901234567890123456789012345678901234567890123456789" & r.x, x: r.x + 1}; } }
வழி பெறு, "/text" { t = "abcdefgh"; (1 == 1) சுற்று { t = t & t; } }
வழி பெறு, "/deep" { f(1); }
செயல் f(n) { திரும்பு f(n + 1); }
`;

const statuses = async (list: Promise<Response>[]): Promise<number[]> =>
  Promise.all(
    list.map(async (p) => {
      const r = await p;
      await r.text();
      return r.status;
    }),
  );

const until = async (test: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await test())) await new Promise((r) => setTimeout(r, 20));
};

const allUp = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/health`).then((r) => r.json() as Promise<{ status: string }>)).status === 'HEALTHY';

t.test('a worker killed under load costs at most its own requests, each of them a JSON 503', async (t) => {
  const server = await serve(SOURCE, { workers: 2, lane: { slots: 50 }, queue: { max: 100, waitMs: 10_000 } });
  t.teardown(() => server.close());
  for (let round = 0; round < 5; round++) {
    const answers = Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const r = await fetch(`${server.url}/wait`, i % 2 === 0 ? {} : { method: 'POST', body: 'b' });
        return { status: r.status, text: await r.text(), retry: r.headers.get('retry-after') };
      }),
    );
    await new Promise((r) => setTimeout(r, 40 + round * 25));
    await server.workers()[round % 2]?.terminate();
    const all = await answers;
    t.equal(all.length, 100);
    for (const a of all) {
      if (a.status === 200) continue;
      t.equal(a.status, 503);
      t.equal(a.retry, '1');
      t.equal(JSON.parse(a.text).error.code, 'SERVICE_UNAVAILABLE');
    }
    t.ok(all.filter((a) => a.status === 503).length <= 50, 'no more than the dead lane had slots');
    await until(() => allUp(server.url));
  }
  t.strictSame(await statuses(Array.from({ length: 20 }, () => fetch(`${server.url}/`))), new Array(20).fill(200));
});

t.test('what had not begun on a dead worker is answered by another', async (t) => {
  const server = await serve(SOURCE, { workers: 2, requestTimeoutMs: 20_000, queue: { max: 100, waitMs: 15_000 } });
  t.teardown(() => server.close());
  await until(() => allUp(server.url));
  const loops = [fetch(`${server.url}/loop`)];
  await new Promise((r) => setTimeout(r, 30));
  const others = Array.from({ length: 30 }, () => fetch(`${server.url}/`));
  const all = await statuses(others);
  t.strictSame(all, new Array(30).fill(200), 'nobody waits behind the loop');
  for (const w of server.workers()) await w.terminate();
  t.strictSame(await statuses(loops), [503]);
});

t.test('an endless loop is a 504 at its deadline; the worker lives and others are served', async (t) => {
  const server = await serve(SOURCE, { workers: 2, requestTimeoutMs: 400 });
  t.teardown(() => server.close());
  const threads = server.workers().map((w) => w.threadId);
  const loops = ['/loop', '/caught-loop'].map((p) => fetch(server.url + p));
  const bodies = await Promise.all(loops.map(async (p) => (await p).json() as Promise<{ error: { code: string } }>));
  t.strictSame(
    bodies.map((b) => b.error.code),
    ['TIMEOUT_ERROR', 'TIMEOUT_ERROR'],
  );
  t.strictSame(await statuses([fetch(`${server.url}/forever`), fetch(`${server.url}/`)]), [504, 200]);
  t.strictSame(
    server.workers().map((w) => w.threadId),
    threads,
    'no thread had to die',
  );
});

t.test('with every worker in a loop the waiting are refused in time, and service comes back', async (t) => {
  const server = await serve(SOURCE, { workers: 1, requestTimeoutMs: 5_000, queue: { max: 1_000, waitMs: 300 } });
  t.teardown(() => server.close());
  const loop = fetch(`${server.url}/loop`);
  await new Promise((r) => setTimeout(r, 50));
  const waiting = await statuses(Array.from({ length: 20 }, () => fetch(`${server.url}/`)));
  t.strictSame(waiting, new Array(20).fill(503));
  t.equal((await fetch(`${server.url}/health`)).status, 200);
  t.equal((await fetch(`${server.url}/ready`)).status, 503);
  t.equal((await loop).status, 504);
  t.equal((await fetch(`${server.url}/`)).status, 200);
});

t.test('memory bombs end their own request with RESOURCE_LIMIT; the process and its worker live', async (t) => {
  const server = await spawnServer(SOURCE, { workers: 1, requestTimeoutMs: 20_000 });
  t.teardown(() => server.child.kill('SIGKILL'));
  for (const path of ['/array', '/record', '/text']) {
    const r = await fetch(server.url + path);
    t.equal(r.status, 500, path);
    t.equal(((await r.json()) as { error: { code: string } }).error.code, 'RESOURCE_LIMIT', path);
    t.equal((await fetch(`${server.url}/`)).status, 200, 'still serving');
  }
  const deep = (await (await fetch(`${server.url}/deep`)).json()) as { error: { code: string } };
  t.equal(deep.error.code, 'HANDLER_ERROR');
  t.equal(server.child.exitCode, null);
});

t.test('a worker stuck in native code is given up: 504 from the gateway, a new thread, service again', async (t) => {
  const server = await serve(
    SOURCE,
    { workers: 1, requestTimeoutMs: 2_000, hardKillMs: 200, queue: { max: 100, waitMs: 10_000 } },
    new URL('../support/stubborn-worker.ts', import.meta.url),
  );
  t.teardown(() => server.close());
  const before = server.workers()[0]?.threadId;
  const r = await fetch(`${server.url}/`);
  t.equal(r.status, 504);
  await until(() => server.workers()[0]?.threadId !== before);
  t.ok(server.logs.some((l) => /a worker thread is stuck/.test(l.message)));
  t.equal((await fetch(`${server.url}/wait`)).status, 200);
});

t.test(
  'a worker that dies at every request is replaced with growing pauses, and every request is answered',
  async (t) => {
    const server = await serve(
      SOURCE,
      { workers: 1, queue: { max: 100, waitMs: 2_000 } },
      new URL('../support/stubborn-worker.ts', import.meta.url),
    );
    t.teardown(() => server.close());
    for (let i = 0; i < 6; i++) t.equal((await fetch(`${server.url}/forever`)).status, 503);
    t.equal((await fetch(`${server.url}/wait`)).status, 200);
  },
);

t.test('a server whose workers cannot start is refused', async (t) => {
  await t.rejects(serve(SOURCE, {}, new URL('../support/no-such-worker.ts', import.meta.url)));
});
