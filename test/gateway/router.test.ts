// Shows which route answers a path (spec README 7, 25, 26, 48).
import { Router } from '@etamil/gateway/router';
import type { RouteFacts } from '@etamil/shared/route-table';
import t from 'tap';

const reads = { headers: false, query: false, body: false, fields: false, files: false, cookies: false };

function routes(...list: string[]): RouteFacts[] {
  return list.map((text, entry) => {
    const [method = '', pattern = ''] = text.split(' ');
    const params = pattern
      .split('/')
      .filter((s) => s.length > 1 && s.startsWith(':'))
      .map((s) => s.slice(1));
    return {
      method,
      pattern,
      params,
      reads,
      options: {},
      preludePure: true,
      maySuspend: false,
      file: 'a.qmz',
      line: entry + 1,
      entry,
    };
  });
}

function found(list: string[], method: string, path: string): { pattern: string; params: readonly string[] } | null {
  const facts = routes(...list);
  const m = new Router(facts).match(method, path);
  return m === null ? null : { pattern: facts[m.route]?.pattern ?? '', params: m.params };
}

t.test('a literal comes before a parameter, whatever the order of declaration', async (t) => {
  t.strictSame(found(['GET /a/:id', 'GET /a/b'], 'GET', '/a/b'), { pattern: '/a/b', params: [] });
  t.strictSame(found(['GET /a/:id', 'GET /a/b'], 'GET', '/a/c'), { pattern: '/a/:id', params: ['c'] });
});

t.test('a literal that leads nowhere is left again', async (t) => {
  t.strictSame(found(['GET /a/b/c', 'GET /:x/b/d'], 'GET', '/a/b/d'), { pattern: '/:x/b/d', params: ['a'] });
});

t.test('the route whose text equals the raw path comes first', async (t) => {
  t.strictSame(found(['GET /:a/x', 'GET /:b/:c'], 'GET', '/:b/:c'), { pattern: '/:b/:c', params: [':b', ':c'] });
});

t.test('empty segments are ignored', async (t) => {
  for (const path of ['/a/7', '/a/7/', '//a//7'])
    t.strictSame(found(['GET /a/:id'], 'GET', path), { pattern: '/a/:id', params: ['7'] });
  t.strictSame(found(['GET /a/b'], 'GET', '/a/b/')?.pattern, '/a/b');
  t.equal(found(['GET /a/:id'], 'GET', '/a/'), null);
  t.strictSame(found(['GET /'], 'GET', '//')?.pattern, '/');
});

t.test('both sides are percent-decoded and compared after NFC; values are handed on as sent', async (t) => {
  t.strictSame(found(['GET /பயனர்/:id'], 'GET', `/${encodeURIComponent('பயனர்')}/7`)?.params, ['7']);
  t.strictSame(found(['GET /%61b'], 'GET', '/a%62')?.pattern, '/%61b');
  // கொ in two code points and in three
  const [composed, split] = ['\u0b95\u0bca', '\u0b95\u0bc6\u0bbe'];
  t.not(composed, split);
  t.ok(found([`GET /${composed}`], 'GET', `/${encodeURIComponent(split)}`));
  t.strictSame(found(['GET /:v'], 'GET', `/${encodeURIComponent(split)}`)?.params, [split]);
});

t.test('an escaped slash stays within its parameter; a malformed escape stays as it is', async (t) => {
  t.strictSame(found(['GET /:a'], 'GET', '/x%2Fy')?.params, ['x/y']);
  t.strictSame(found(['GET /:a'], 'GET', '/100%')?.params, ['100%']);
  t.strictSame(found(['GET /:a'], 'GET', '/%zz%E0%AE%85%FF')?.params, ['%zzஅ%FF']);
  t.strictSame(found(['GET /:a'], 'GET', '/a+b')?.params, ['a+b']);
});

t.test('only a leading colon is special', async (t) => {
  const list = ['GET /a*', 'GET /b(c)', 'GET /d-:e', 'GET /f.g?', 'GET /:h-i'];
  t.equal(found(list, 'GET', '/a*')?.pattern, '/a*');
  t.strictSame(found(list, 'GET', '/ax'), { pattern: '/:h-i', params: ['ax'] });
  t.equal(found(list, 'GET', '/b(c)')?.pattern, '/b(c)');
  t.equal(found(list, 'GET', '/d-:e')?.pattern, '/d-:e');
  t.strictSame(found(list, 'GET', '/d-x')?.params, ['d-x']);
});

t.test('a parameter has no length limit', async (t) => {
  const long = 'x'.repeat(5000);
  t.strictSame(found(['GET /:a'], 'GET', `/${long}`)?.params, [long]);
});

t.test('the later of two identical routes replaces the earlier, with a warning', async (t) => {
  const router = new Router(routes('GET /a', 'GET /a'));
  t.equal(router.match('GET', '/a')?.route, 1);
  t.strictSame(
    router.warnings.map((w) => w.id),
    ['ROUTE-REPLACED'],
  );
});

t.test('of two routes of one shape the first declared wins, with a warning', async (t) => {
  const router = new Router(routes('GET /a/:x', 'GET /a/:y'));
  t.equal(router.match('GET', '/a/1')?.route, 0);
  t.strictSame(
    router.warnings.map((w) => w.id),
    ['ROUTE-HIDDEN'],
  );
});

t.test('the methods of a path include HEAD with GET, and OPTIONS', async (t) => {
  const router = new Router(routes('GET /a', 'POST /:x'));
  t.strictSame(router.allowed('/a').sort(), ['GET', 'HEAD', 'OPTIONS', 'POST']);
  t.strictSame(router.allowed('/b').sort(), ['OPTIONS', 'POST']);
  t.strictSame(router.allowed('/b/c'), []);
});
