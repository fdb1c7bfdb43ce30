// Shows the CORS headers of answers (http-handlers.md §5).
import { CorsPolicy } from '@etamil/gateway/policies/cors';
import { headerList } from '@etamil/gateway/reply';
import { DEFAULT_CONFIG } from '@etamil/shared/limits';
import t from 'tap';

const value = (list: readonly string[], name: string): string | undefined => {
  const at = list.findIndex((h, i) => i % 2 === 0 && h.toLowerCase() === name.toLowerCase());
  return at < 0 ? undefined : list[at + 1];
};

t.test('by default every origin, with the methods and headers of the language', async (t) => {
  const h = new CorsPolicy(DEFAULT_CONFIG.cors).headers('');
  t.equal(value(h, 'Access-Control-Allow-Origin'), '*');
  t.equal(value(h, 'Access-Control-Allow-Methods'), 'GET, POST, PUT, DELETE, OPTIONS, PATCH, HEAD');
  t.equal(value(h, 'Access-Control-Allow-Headers'), 'Content-Type, Authorization');
});

t.test('of several origins the one that asks is named, and caches are told', async (t) => {
  const policy = new CorsPolicy({
    ...DEFAULT_CONFIG.cors,
    origin: ['https://a', 'https://b'],
    credentials: true,
    maxAge: 60,
  });
  t.equal(value(policy.headers('https://b'), 'Access-Control-Allow-Origin'), 'https://b');
  t.equal(value(policy.headers('https://b'), 'Vary'), 'Origin');
  t.equal(value(policy.headers('https://b'), 'Access-Control-Allow-Credentials'), 'true');
  t.equal(value(policy.headers('https://b'), 'Access-Control-Max-Age'), '60');
  t.equal(value(policy.headers('https://c'), 'Access-Control-Allow-Origin'), undefined);
});

t.test('what a handler sets replaces a default, whatever its case', async (t) => {
  const frame = {
    requestId: 'r',
    cors: new CorsPolicy(DEFAULT_CONFIG.cors).headers(''),
    close: false,
    headOnly: false,
  };
  const list = headerList(
    frame,
    200,
    ['access-control-allow-origin', 'https://x', 'CONTENT-TYPE', 'text/plain', 'Content-Length', '99'],
    5,
  );
  const names = list.filter((_, i) => i % 2 === 0).map((n) => n.toLowerCase());
  t.equal(names.length, new Set(names).size, 'no name twice');
  t.equal(value(list, 'Access-Control-Allow-Origin'), 'https://x');
  t.equal(value(list, 'Content-Type'), 'text/plain');
  t.equal(value(list, 'Content-Length'), '5');
});
