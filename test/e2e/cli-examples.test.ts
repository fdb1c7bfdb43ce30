// Every example does what its first lines promise.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { etamil, ROOT, type Serving, serving } from '../support/command-line.ts';

const FOLDER = join(ROOT, 'examples');

async function served(
  name: string,
  test: (s: Serving) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const server = await serving(['serve', `examples/${name}`, '--port', '0'], { env });
  try {
    await test(server);
  } finally {
    await server.stop();
  }
}

async function json(
  url: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<{ status: number; data: unknown }> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, data: text === '' ? null : (JSON.parse(text) as unknown) };
}

t.test('every example names its command in the first line and passes the check', async (t) => {
  const names = readdirSync(FOLDER).filter((n) => n.endsWith('.qmz'));
  t.ok(names.length >= 9);
  for (const name of names) {
    t.match(
      readFileSync(join(FOLDER, name), 'utf8').split('\n')[0],
      new RegExp(`^// .*etamil .*examples/${name}`),
      name,
    );
  }
  t.same(await etamil(['check', '--lint', ...names.map((n) => `examples/${n}`)]), { status: 0, out: '', err: '' });
});

t.test('hello', async (t) => {
  t.same(await etamil(['run', 'examples/hello.qmz']), { status: 0, out: 'வணக்கம், உலகம்!\n', err: '' });
});

t.test('interest: exact to the paisa', async (t) => {
  const ran = await etamil(['run', 'examples/interest.qmz']);
  t.equal(ran.status, 0);
  t.match(ran.out, /^5 ஆண்டு: தனிவட்டி ₹93750, கூட்டுவட்டி ₹108907\.34$/m);
});

t.test('app: Tamil paths, exact sums, validation, error answers', async (t) => {
  await served('app.qmz', async ({ url }) => {
    t.match(await json(`${url}/`), { status: 200, data: { சேவை: 'eTamil' } });
    t.same((await json(`${url}/${encodeURIComponent('வணக்கம்')}/${encodeURIComponent('கவின்')}`)).data, {
      செய்தி: 'வணக்கம், கவின்!',
      எழுத்துகள்: 3,
    });
    t.same((await json(`${url}/sum?a=0.1&b=0.2`)).data, { sum: 0.3 });
    t.equal((await json(`${url}/sum?a=x`)).status, 400);
    t.match(await json(`${url}/divide/1/0`), { status: 500, data: { error: { code: 'HANDLER_ERROR' } } });
    t.match(await json(`${url}/divide/1/8`), { status: 200, data: { quotient: 0.125 } });
    t.match(await json(`${url}/none`), { status: 404, data: { error: { code: 'NOT_FOUND' } } });
    t.same((await json(`${url}/notes`)).data, []);
    t.match(await json(`${url}/notes`, { பெயர்: 'பால் வாங்கு', அவசரம்: true }), { status: 201 });
    t.equal((await json(`${url}/notes`, { பெயர்: 'x', அவசரம்: 'ஆம்' })).status, 422);
    t.equal((await json(`${url}/notes`, '{')).status, 400);
    t.same((await json(`${url}/notes`)).data, [{ பெயர்: 'பால் வாங்கு', அவசரம்: true }]);
    t.equal((await fetch(`${url}/notes`, { method: 'DELETE' })).status, 405);
  });
});

t.test('books: path parameters, shapes and their methods', async (t) => {
  await served('books.qmz', async ({ url }) => {
    t.equal(((await json(`${url}/books`)).data as unknown[]).length, 3);
    t.match((await json(`${url}/books?author=${encodeURIComponent('கல்கி')}`)).data, [{ id: 3 }]);
    t.match(await json(`${url}/books/2`), { status: 200, data: { பெயர்: 'சிலப்பதிகாரம்', விலை: 225.5 } });
    t.equal((await json(`${url}/books/99`)).status, 404);
    t.equal((await json(`${url}/books/x`)).status, 404);
    t.same((await json(`${url}/books/2/price`)).data, { id: 2, price: 225.5, withTax: 236.78 });
  });
});

t.test('income tax: slabs, rebate, marginal relief, cess', async (t) => {
  await served('income-tax.qmz', async ({ url }) => {
    t.match((await json(`${url}/tax/1200000`)).data, { tax: 0, total: 0 });
    t.match((await json(`${url}/tax/1210000`)).data, { tax: 10000, cess: 400, total: 10400 });
    // 20,000 + 40,000 + 60,000 + 20% of 2,75,000
    t.match((await json(`${url}/tax/1875000`)).data, { tax: 175000, cess: 7000, total: 182000 });
    t.match((await json(`${url}/tax`, { income: 1875000, salaried: true })).data, {
      deduction: 75000,
      taxable: 1800000,
      tax: 160000,
    });
    t.equal((await json(`${url}/tax/-5`)).status, 400);
    t.equal((await json(`${url}/tax`, { income: 'x' })).status, 400);
    t.equal((await json(`${url}/tax`, {})).status, 400);
  });
});

t.test('shop: a cart that every worker sees', async (t) => {
  await served(
    'shop.qmz',
    async ({ url }) => {
      t.match((await json(`${url}/products`)).data, { arici: { விலை: 62.5 } });
      t.match(await json(`${url}/carts/meena`, { id: 'arici', quantity: 2 }), { status: 201, data: { total: 131.25 } });
      t.match(await json(`${url}/carts/meena`, { id: 'eNNey', quantity: 1 }), { status: 201 });
      t.match((await json(`${url}/carts/meena`)).data, { total: 591.33 });
      t.equal((await json(`${url}/carts/meena`, { id: 'none', quantity: 1 })).status, 404);
      t.equal((await json(`${url}/carts/meena`, { id: 'arici', quantity: 0 })).status, 422);
      t.equal((await json(`${url}/carts/meena`, { id: 'arici' })).status, 400);
      t.match(await json(`${url}/carts/meena/order`, '', 'POST'), {
        status: 201,
        data: { customer: 'meena', order: /./ },
      });
      t.equal((await json(`${url}/carts/meena/order`, '', 'POST')).status, 409);
      t.equal((await json(`${url}/carts/meena`, undefined, 'DELETE')).status, 204);
    },
    { ETAMIL_WORKERS: '2' },
  );
});

t.test('pulse: the job beats, the route shows it', async (t) => {
  await served('pulse.qmz', async ({ url }) => {
    let beats = 0;
    for (let i = 0; i < 100 && beats < 2; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      beats = ((await json(`${url}/pulse`)).data as { துடிப்புகள்: number }).துடிப்புகள்;
    }
    t.ok(beats >= 2);
  });
});

t.test('upload: the file is stored, its name is not trusted', async (t) => {
  const folder = t.testdir({});
  await served(
    'upload.qmz',
    async ({ url }) => {
      const form = new FormData();
      form.set('குறிப்பு', 'என் படம்');
      form.set('படம்', new Blob(['வணக்கம்'], { type: 'text/plain' }), '../../evil.txt');
      const answer = await fetch(`${url}/upload`, { method: 'POST', body: form });
      t.equal(answer.status, 201);
      t.match(await answer.json(), {
        saved: [{ field: 'படம்', bytes: 21, type: 'text/plain' }],
        fields: { குறிப்பு: 'என் படம்' },
      });
      const stored = readdirSync(folder);
      t.equal(stored.length, 1);
      t.equal(readFileSync(join(folder, stored[0] ?? ''), 'utf8'), 'வணக்கம்');
      t.equal((await fetch(`${url}/upload`, { method: 'POST', body: '' })).status, 400);
    },
    { UPLOAD_FOLDER: folder },
  );
});

t.test('api style: the dialect, served by a plain run of its start form', async (t) => {
  const server = await serving(['examples/api-style.qmz', '--port', '0']);
  const { url } = server;
  t.match(await json(`${url}/api/users/1`), { status: 200, data: { பெயர்: 'கயல்', மூலம்: 'அட்டவணை' } });
  t.match(await json(`${url}/api/users/1`), { status: 200, data: { மூலம்: 'தேக்கம்' } });
  t.match(await json(`${url}/api/users/9`), { status: 404, data: { error: /9/ } });
  t.match((await json(`${url}/api/marks`, { mark: 50 })).data, { grade: 'தேர்ச்சி' });
  t.match((await json(`${url}/api/marks`, { mark: 90 })).data, { grade: 'சிறப்பு' });
  t.equal((await json(`${url}/api/marks`, '{}')).status, 400);
  t.equal(await server.stop(), 0);
});
