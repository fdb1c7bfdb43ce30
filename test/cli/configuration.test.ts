import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartFacts } from '@etamil/shared/route-table';
import { CONFIG_SCHEMA, variableOf } from '@etamil/shared/config-schema';
import tap from 'tap';
import { parseArguments } from '../../packages/cli/src/arguments.ts';
import { commandNamed } from '../../packages/cli/src/commands.ts';
import { type Configuration, readConfiguration } from '../../packages/cli/src/configuration.ts';

const t = tap;

interface Given {
  files?: Record<string, unknown>;
  env?: Record<string, string>;
  dotEnv?: Record<string, string>;
  words?: string[];
  start?: StartFacts;
}

function read(t: Pick<typeof tap, 'testdir'>, given: Given) {
  const cwd = t.testdir({});
  mkdirSync(join(cwd, 'config'));
  for (const [name, data] of Object.entries(given.files ?? {})) {
    writeFileSync(join(cwd, 'config', name), typeof data === 'string' ? data : JSON.stringify(data));
  }
  const command = commandNamed('serve');
  if (command === undefined) throw new Error('no serve');
  const args = parseArguments(command, given.words ?? []);
  if ('status' in args) throw new Error(args.message);
  return readConfiguration({
    cwd,
    args,
    environment: given.env ?? {},
    dotEnv: new Map(Object.entries(given.dotEnv ?? {})),
    start: given.start ?? null,
  });
}

function accepted(t: Pick<typeof tap, 'testdir'>, given: Given): Configuration {
  const c = read(t, given);
  if ('status' in c) throw new Error(c.message);
  return c;
}

t.test('each layer wins over the one before', async (t) => {
  const start = { port: 1 };
  const files = { 'default.json': { server: { port: 2 } }, 'test.json': { server: { port: 3 } } };
  const dotEnv = { ETAMIL_PORT: '4' };
  const env = { ETAMIL_PORT: '5' };
  const words = ['--port', '6'];
  const port = (given: Given): unknown => accepted(t, given).get('server.port');
  t.equal(port({}), 8080);
  t.equal(port({ start }), 1);
  t.equal(port({ start, files }), 2);
  t.equal(port({ start, files, env: { ETAMIL_ENV: 'test' } }), 3);
  t.equal(port({ start, files, dotEnv: { ...dotEnv, ETAMIL_ENV: 'test' } }), 4);
  t.equal(port({ start, files, dotEnv, env }), 5);
  t.equal(port({ start, files, dotEnv, env, words }), 6);
});

t.test('the source of each value is known', async (t) => {
  const c = accepted(t, { env: { ETAMIL_HOST: '::1' }, start: { timeout: 5 } });
  t.equal(c.sourceOf('server.host'), 'ETAMIL_HOST');
  t.match(c.sourceOf('server.requestTimeout'), /program/);
  t.equal(c.sourceOf('server.port'), 'default');
});

t.test('the environment name: ETAMIL_ENV, else NODE_ENV, else development', async (t) => {
  t.match(accepted(t, {}), { name: 'development', production: false });
  t.match(accepted(t, { env: { NODE_ENV: 'production' } }), { production: true });
  t.match(accepted(t, { env: { NODE_ENV: 'production', ETAMIL_ENV: 'test' } }), { name: 'test', production: false });
  t.match(accepted(t, { env: { ETAMIL_ENV: 'test' }, words: ['--env', 'production'] }), { production: true });
  t.match(read(t, { env: { ETAMIL_ENV: '../x' } }), { status: 1 });
});

t.test('every key has a variable of its own, and all variables differ', async (t) => {
  t.equal(variableOf('server.requestTimeout'), 'ETAMIL_SERVER_REQUEST_TIMEOUT');
  const all = CONFIG_SCHEMA.flatMap((k) => [...(k.aliases ?? []), variableOf(k.key)]);
  t.equal(new Set(all).size, all.length);
});

t.test('every default fits its own key', async (t) => {
  const c = accepted(t, {});
  for (const k of CONFIG_SCHEMA) t.same(c.get(k.key), k.default, k.key);
});

t.test('the name made from the key wins over an alias', async (t) => {
  const c = accepted(t, { env: { ETAMIL_PORT: '1000', ETAMIL_SERVER_PORT: '2000' } });
  t.equal(c.get('server.port'), 2000);
});

t.test('variables are read as the type of their key', async (t) => {
  const c = accepted(t, {
    env: { ETAMIL_CORS_ORIGIN: 'https://a.in, https://b.in', ETAMIL_LOG_REQUESTS: 'false', ETAMIL_MAX_BODY: '99' },
  });
  t.same(c.get('cors.origin'), ['https://a.in', 'https://b.in']);
  t.equal(c.get('log.requests'), false);
  t.equal(c.get('server.maxBody'), 99);
});

t.test('an unknown key is refused, naming its file and the nearest key', async (t) => {
  const r = read(t, { files: { 'default.json': { server: { prot: 1 } } } });
  t.match(r, { status: 1, id: 'CFG-UNKNOWN-KEY', message: /server\.prot.*default\.json.*server\.port/ });
  t.match(read(t, { words: ['--set', 'no.such=1'] }), { status: 1, message: /--set/ });
});

t.test('a bad value is refused, naming key, value, need and source', async (t) => {
  t.match(read(t, { env: { ETAMIL_WORKERS: 'many' } }), {
    status: 1,
    id: 'CFG-BAD-VALUE',
    message: /'many'.*0 to 1024.*ETAMIL_WORKERS/,
  });
  t.match(read(t, { env: { ETAMIL_PORT: '70000' } }), { status: 1, id: 'CFG-BAD-VALUE' });
  t.match(
    read(t, { files: { 'default.json': { server: { port: '80' } } } }),
    { status: 1, message: /'80'/ },
    'a text in JSON is converted only from variables',
  );
  t.match(read(t, { files: { 'default.json': { error: { format: 'xml' } } } }), {
    status: 1,
    message: /structured \| simple/,
  });
});

t.test('a secret never shows in a message', async (t) => {
  const r = read(t, { files: { 'default.json': { auth: { secret: 12345678 } } } });
  t.match(r, { status: 1 });
  t.notMatch(r, { message: /12345678/ });
});

t.test('a secret may come from a file', async (t) => {
  const folder = t.testdir({ key: 'அரிது\n', creds: { 'auth.secret': 'systemd' } });
  t.equal(accepted(t, { env: {} }).get('auth.secret'), '');
  const env = { ETAMIL_JWT_SECRET_FILE: join(folder, 'key') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'key'), 'அரிது\n');
  t.equal(readIn(folder, env).get('auth.secret'), 'அரிது');
  mkdirSync(join(folder, 'creds'), { recursive: true });
  writeFileSync(join(folder, 'creds', 'auth.secret'), 'systemd');
  t.equal(readIn(folder, { CREDENTIALS_DIRECTORY: join(folder, 'creds') }).get('auth.secret'), 'systemd');
});

function readIn(cwd: string, environment: Record<string, string>): Configuration {
  const args = { flags: new Set<string>(), values: new Map<string, string>(), settings: [], operands: [] };
  const c = readConfiguration({ cwd, args, environment, dotEnv: new Map(), start: null });
  if ('status' in c) throw new Error(c.message);
  return c;
}

t.test('files that are no JSON object, and a missing folder that was asked for, are refused', async (t) => {
  t.match(read(t, { files: { 'default.json': '{' } }), { status: 1, id: 'CFG-NOT-JSON' });
  t.match(read(t, { files: { 'default.json': '[]' } }), { status: 1, id: 'CFG-NOT-JSON' });
  t.match(read(t, { words: ['--config', 'nowhere'] }), { status: 1, id: 'CFG-NO-FOLDER', message: /--config/ });
  t.match(read(t, { env: { ETAMIL_CONFIG: 'nowhere' } }), { status: 1, message: /ETAMIL_CONFIG/ });
});

t.test('an unknown ETAMIL_ variable is a warning with the nearest name; known others are not', async (t) => {
  const c = accepted(t, { env: { ETAMIL_PROT: '1', ETAMIL_PATH: '/x', ETAMIL_TEST_MYSQL: 'y', OTHER: 'z' } });
  t.equal(c.warnings.length, 1);
  t.match(c.warnings[0], /ETAMIL_PROT.*ETAMIL_PORT/);
});

t.test('an empty variable counts as unset', async (t) => {
  t.equal(accepted(t, { env: { ETAMIL_PORT: '' } }).get('server.port'), 8080);
});
