// Shows what is read from the server side of a program as constants: route options and the start of the server.
import type { Expr, Stmt } from '@etamil/compiler/ast';
import { parse } from '@etamil/compiler/parser';
import { RouteRegister } from '@etamil/compiler/route-conflicts';
import { routeOptions } from '@etamil/compiler/route-options';
import { startFacts } from '@etamil/compiler/start-facts';
import t from 'tap';

function statements(source: string): readonly Stmt[] {
  return parse(source, 0, { strict: false }).statements;
}

function optionsOf(source: string): Expr {
  const [first] = statements(`வழி பெறு, "/", ${source} { }`);
  return first?.kind === 'route' && first.options !== null ? first.options : { kind: 'nil', pos: NOWHERE };
}

const NOWHERE = { file: 0, line: 1, column: 1, length: 1 };

t.test('route options come out under their English keys', async (t) => {
  const source = `{ அங்கீகாரம்: "optional", பாத்திரங்கள்: ["நிர்வாகி", "user"], பதுக்கு: 60, வேறுபடுத்து: ["accept"],
    வேகவரம்பு: "100/60", கெடுநேரம்: 1500, உடல்_வரம்பு: 0, உடல்_வடிவம்: "ப" }`;
  t.same(routeOptions(optionsOf(source)), {
    options: {
      ...{ auth: 'optional', roles: ['நிர்வாகி', 'user'], cache: 60, vary: ['accept'] },
      ...{ rate: '100/60', timeout: 1500, body_limit: 0, body: 'ப' },
    },
    problems: [],
  });
});

t.test('of two equal options the first counts, and a wrong one is left out', async (t) => {
  const { options, problems } = routeOptions(optionsOf('{ cache: 1, பதுக்கு: 2, auth: 5, speed: 1 }'));
  t.same(options, { cache: 1 });
  t.same(
    problems.map((p) => p.id),
    ['TYP-OPTION-VALUE', 'TYP-OPTION-KEY'],
  );
  t.same(routeOptions({ kind: 'nil', pos: NOWHERE }).options, {});
});

t.test('the first start form of the top level supplies host, port and limits', async (t) => {
  const cases: [string, unknown][] = [
    ['அச்சு 1;', null],
    ['வழங்கி_தொடங்கு "0.0.0.0", 8080;', { host: '0.0.0.0', port: 8080 }],
    ['வழங்கி_தொடங்கு "0.0.0.0", 0; வழங்கி_தொடங்கு "x", 1;', { host: '0.0.0.0', port: 0 }],
    ['வழங்கி_தொடங்கு "சேவை.இந்தியா", "65535";', { host: 'சேவை.இந்தியா', port: 65535 }],
    ['வழங்கி_தொடங்கு "::1", 80;', { host: '::1', port: 80 }],
    ['server.start("localhost:3000");', { host: 'localhost', port: 3000 }],
    ['server.start(":3000");', { port: 3000 }],
    ['server.start("[::1]:3000");', { host: '::1', port: 3000 }],
    ['server.start(3000);', { port: 3000 }],
    [
      'server.start(":1", { "workers": 2, "timeout": 500, "max_connections": 9 });',
      { port: 1, workers: 2, timeout: 500, max_connections: 9 },
    ],
    ['server.start("nowhere", { "workers": x });', {}],
    ['வழங்கி_தொடங்கு h, 65536;', {}],
  ];
  for (const [source, facts] of cases) t.same(startFacts(statements(source)), facts, source);
});

t.test('a start form inside a block is not a declaration', async (t) => {
  t.equal(startFacts(statements('(மெய்) எனில் { வழங்கி_தொடங்கு "h", 1; }')), null);
});

t.test('routes conflict by text, or by form when both have parameters', async (t) => {
  const conflict = (...paths: string[]): (string | null)[] => {
    const register = new RouteRegister();
    return paths.map((path) => register.add({ method: 'GET', path })?.kind ?? null);
  };
  t.same(conflict('/a', '/a', '/b'), [null, 'same', null]);
  t.same(conflict('/a/:x', '/a/:y', '/a/:x/b', '/:x/a'), [null, 'never', null, null]);
  t.same(conflict('/பயனர்/:x', '/%E0%AE%AA%E0%AE%AF%E0%AE%A9%E0%AE%B0%E0%AF%8D/:y'), [null, 'never'], 'escaped or not');
  t.same(conflict('/a%2Fb/:x', '/a/b/:x', '/%zz/:x', '/%3A/:x'), [null, null, null, null]);
  const methods = new RouteRegister();
  t.equal(methods.add({ method: 'GET', path: '/' }), null);
  t.equal(methods.add({ method: 'POST', path: '/' }), null);
});
