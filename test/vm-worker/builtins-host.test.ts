// Shows the builtins that reach outside the run: cache, waiting, environment, files, uploads, digests, absent hardware.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { BUILTIN_LIST } from '../../packages/shared/src/builtin-table.ts';
import { fromText } from '../../packages/shared/src/decimal.ts';
import { display } from '../../packages/shared/src/display.ts';
import { equal } from '../../packages/shared/src/equality.ts';
import { EArray, EFunc, ERecord, EResult, err, ok, type Value } from '../../packages/shared/src/value.ts';
import { FILE_STATEMENTS } from '../../packages/vm-worker/src/builtins/file-statements.ts';
import { BUILTINS } from '../../packages/vm-worker/src/builtins/index.ts';
import { Exit, Fault } from '../../packages/vm-worker/src/fault.ts';
import type { Run } from '../../packages/vm-worker/src/run.ts';
import { call, faultOf, globalOf, testHost, testRun, wait } from '../support/builtin-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'builtins-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const run = testRun(testHost({ cwd: folder }));
const ready = (id: string, ...args: Value[]): Promise<Value> => wait(BUILTINS, run, id, ...args);
const failed = async (id: string, ...args: Value[]): Promise<boolean> => {
  const result = await ready(id, ...args);
  return result instanceof EResult && !result.ok;
};

const faultIn = (id: string, ...args: Value[]): Promise<string> =>
  ready(id, ...args).then(
    () => 'no fault',
    (e) => (e instanceof Fault ? e.id : String(e)),
  );

t.test('every builtin the table calls available is implemented, and nothing else', async (t) => {
  // The driver itself runs functions side by side.
  const table = BUILTIN_LIST.filter((b) => b.available && b.id !== 'all').map((b) => b.id);
  t.same(Object.keys(BUILTINS).sort(), table.sort());
});

t.test('a cached value comes back whole and is nobody else’s', async (t) => {
  const inner = new EArray([1, fromText('0.10'), fromText('79228162514264337593543950335')]);
  const value = new ERecord(
    new Map<string, Value>([
      ['அ', inner],
      ['__proto__', ok(err(null))],
      ['t', true],
    ]),
    'புள்ளி',
  );
  t.equal(await ready('cacheSet', 'k', value, 60), null);
  inner.buf[0] = 99;
  const back = (await ready('cacheGet', 'k')) as ERecord;
  t.equal(back.shape, 'புள்ளி');
  t.equal(display(back), 'புள்ளி{__proto__: சரி(தவறு(nil)), t: true, அ: [1, 0.1, 79228162514264337593543950335]}');
  t.equal(equal(back, await ready('cacheGet', 'k')), true);
  t.not(back, await ready('cacheGet', 'k'));
});

t.test('cache keys are display text, no time removes, delete tells whether something was there', async (t) => {
  await ready('cacheSet', 5, 'five', fromText('0.5'));
  t.equal(await ready('cacheGet', '5'), 'five');
  t.equal(await ready('cacheDelete', 5), true);
  t.equal(await ready('cacheDelete', 5), false);
  await ready('cacheSet', 'a', 1, 60);
  await ready('cacheSet', 'a', 2, 0);
  t.equal(await ready('cacheGet', 'a'), null);
});

t.test('a function cannot be cached, nor what nests without end', async (t) => {
  t.equal(await faultIn('cacheSet', 'f', new EArray([new EFunc('f', 0, null, null, false)]), 60), 'RUN-CACHE-FUNCTION');
  let deep: Value = 1;
  for (let i = 0; i < 100_000; i++) deep = new EArray([deep]);
  t.equal(await faultIn('cacheSet', 'd', deep, 60), 'RUN-BUILTIN-ARG');
});

t.test('a wait answers nil, and its timer is gone when the run ends', async (t) => {
  t.equal(await ready('sleep', 1), null);
  t.equal(await ready('sleep', -5), null);
  t.equal(await ready('sleep', 'x'), null);
  t.equal(run.cleanups.length, 0);
  const cut: Run = testRun();
  const long = wait(BUILTINS, cut, 'sleep', 3_600_000);
  t.equal(cut.cleanups.length, 1);
  cut.finish();
  // A timer left behind would keep this test's process alive for an hour.
  t.ok(long instanceof Promise);
});

t.test('env answers the variable, also an empty one, or the fallback', async (t) => {
  const r = testRun(testHost({ env: (name) => (name === 'E' ? '' : undefined) }));
  t.equal(call(BUILTINS, r, 'env', 'E', 'x'), '');
  t.equal(call(BUILTINS, r, 'env', 'NO', 7), 7);
});

t.test('exit carries a 32-bit status', async (t) => {
  const status = (v: Value): number => {
    try {
      call(BUILTINS, run, 'exit', v);
    } catch (e) {
      if (e instanceof Exit) return e.status;
    }
    return Number.NaN;
  };
  t.equal(status(3), 3);
  t.equal(status(fromText('2.9')), 2);
  t.equal(status('x'), 0);
  t.equal(status(2 ** 31), 1);
  t.equal(status(-1), -1);
});

t.test('logError writes one line', async (t) => {
  const host = testHost();
  t.equal(call(BUILTINS, testRun(host), 'logError', 500, new EArray(['a\r\nb'])), null);
  t.same(host.logged, ['error 500: [a b]']);
});

t.test('files are saved exactly, listed by code point and described', async (t) => {
  t.equal(display(await ready('fileSave', 'a.txt', 'அ')), 'சரி(3)');
  t.equal(display(await ready('fileSave', 'a.txt', 'x')), 'சரி(1)');
  t.equal(readFileSync(join(folder, 'a.txt'), 'utf8'), 'x');
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, '.hidden'), '');
  t.equal(display(await ready('readDir', '.')), 'சரி([.hidden, a.txt, sub])');
  t.equal(await ready('fileExists', 'sub'), true);
  t.equal(await ready('fileExists', 'none'), false);
  t.match(display(await ready('fileInfo', 'a.txt')), /^சரி\(\{அளவு: 1, மாற்றம்: \d+, வகை: கோப்பு\}\)$/);
  t.match(display(await ready('fileInfo', 'sub')), /வகை: கோப்பகம்/);
});

t.test('what cannot be reached is a failure with a bilingual reason', async (t) => {
  t.ok(await failed('fileSave', 'none/x', 'y'));
  t.ok(await failed('fileSave', 'sub', 'y'));
  t.ok(await failed('readDir', 'a.txt'));
  t.ok(await failed('fileInfo', 'none'));
  t.ok(await failed('fileSave', 'a\0b', 'y'));
  t.equal(await ready('fileExists', 'a\0b'), false);
  t.match(
    display(await ready('readDir', 'none')),
    "தவறு(கோப்பகம் 'none' படிக்க முடியவில்லை  (cannot read the directory 'none'): அத்தகைய கோப்போ கோப்பகமோ இல்லை (no such file or directory))",
  );
});

t.test('nothing outside the files root is reached, by dots, by absolute paths or by links', async (t) => {
  const root = join(folder, 'root');
  mkdirSync(root);
  writeFileSync(join(folder, 'secret'), 's');
  symlinkSync(join(folder, 'secret'), join(root, 'link'));
  symlinkSync(join(folder, 'fresh'), join(root, 'dangling'));
  symlinkSync(folder, join(root, 'up'));
  const r = testRun(testHost({ cwd: root, filesRoot: root }));
  for (const path of [
    '../secret',
    join(folder, 'secret'),
    'link',
    'up/secret',
    'dangling',
    'up/fresh',
    '/etc/passwd',
  ]) {
    t.equal(await wait(BUILTINS, r, 'fileExists', path), false, path);
    t.match(display(await wait(BUILTINS, r, 'fileSave', path, 'x')), /outside the allowed folder/, path);
    t.equal(
      faultOf(() => call(FILE_STATEMENTS, r, '$file-read', path)),
      'RUN-FILE-READ',
      path,
    );
  }
  t.equal(readFileSync(join(folder, 'secret'), 'utf8'), 's');
  t.equal(display(await wait(BUILTINS, r, 'fileSave', 'inside', 'x')), 'சரி(1)');
});

t.test('while serving a FIFO is refused at once', async (t) => {
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  const r = testRun(testHost({ cwd: folder, serving: true }));
  t.equal(
    faultOf(() => call(FILE_STATEMENTS, r, '$file-read', 'fifo')),
    'RUN-FILE-READ',
  );
  t.match(display(await wait(BUILTINS, r, 'fileSave', 'fifo', 'x')), /^தவறு/);
});

t.test('file statements append lines, truncate on opening for writing and count rows', async (t) => {
  const statement = (id: string, ...args: Value[]): Value => call(FILE_STATEMENTS, run, id, ...args);
  statement('$file-open', 'w.csv', 'WRITE');
  statement('$file-write', 'w.csv', 'a,b');
  statement('$file-write', 'w.csv', new EArray([1, 2]));
  t.equal(readFileSync(join(folder, 'w.csv'), 'utf8'), 'a,b\n[1, 2]\n');
  t.equal(statement('$csv-read', 'w.csv'), 1);
  t.equal(statement('$file-read', 'w.csv'), 'a,b\n[1, 2]');
  t.equal(statement('$file-open', 'none', 'read'), null);
  writeFileSync(join(folder, 'crlf'), 'a\r\n\n\n');
  t.equal(statement('$file-read', 'crlf'), 'a\r');
  writeFileSync(join(folder, 'bad'), Buffer.from([0xff]));
  t.equal(
    faultOf(() => statement('$file-read', 'bad')),
    'RUN-FILE-READ',
  );
  t.equal(
    faultOf(() => statement('$file-write', 'sub', 'x')),
    'RUN-FILE-WRITE',
  );
  t.equal(
    faultOf(() => statement('$file-open', 'none/x', 'write')),
    'RUN-FILE-OPEN',
  );
  const tight = testRun(testHost({ cwd: folder }), { string: 2 });
  t.equal(
    faultOf(() => call(FILE_STATEMENTS, tight, '$file-read', 'w.csv')),
    'RUN-STRING-LIMIT',
  );
});

t.test('a file response binds the response globals only for a regular file', async (t) => {
  const r = testRun(testHost({ cwd: folder }));
  t.match(display(await wait(BUILTINS, r, 'respondFile', 200, 'sub', null)), /^தவறு/);
  t.equal(globalOf(r, 'response_file'), undefined);
  const headers = new ERecord(new Map([['X', 'y']]));
  t.equal(display(await wait(BUILTINS, r, 'respondFile', '201', 'a.txt', headers)), 'சரி(nil)');
  t.equal(globalOf(r, 'response_status'), 201);
  t.equal(globalOf(r, 'response_file'), 'a.txt');
  t.equal(globalOf(r, 'response_headers'), headers);
  t.equal(headers.shared, true);
});

t.test('an upload is written from memory or from its temporary file', async (t) => {
  writeFileSync(join(folder, 'temporary'), 'large');
  const part = { name: 'f', fileName: 'n', type: 't' };
  const uploads = [
    { ...part, data: new Uint8Array([1, 2]), path: null, size: 2 },
    { ...part, data: null, path: join(folder, 'temporary'), size: 5 },
  ];
  const r = testRun(testHost({ cwd: folder, uploads }));
  t.equal(display(await wait(BUILTINS, r, 'saveUpload', 0, 'u0')), 'சரி(2)');
  t.equal(display(await wait(BUILTINS, r, 'saveUpload', '1', 'u1')), 'சரி(5)');
  t.equal(readFileSync(join(folder, 'u1'), 'utf8'), 'large');
  for (const index of [2, -1, fromText('0.5')])
    t.match(display(await wait(BUILTINS, r, 'saveUpload', index, 'x')), /^தவறு/);
});

t.test('digests have their published values', async (t) => {
  const f = (id: string, ...args: Value[]): Value => call(BUILTINS, run, id, ...args);
  const hmac = '88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b';
  t.equal(f('sign', 'secret', 'hello'), hmac);
  t.equal(f('verifySignature', 'secret', 'hello', ` ${hmac.toUpperCase()} `), true);
  t.equal(f('verifySignature', 'secret', 'hello', hmac.replace('8', '9')), false);
  t.equal(f('verifySignature', 'k', 'm', '00'), false);
  t.equal((f('sha256', '') as EArray).buf[0], 227);
  t.equal((f('randomBytes', 16) as EArray).len, 16);
  for (const n of [0, 1025, fromText('1.5'), -1])
    t.match(
      faultOf(() => f('randomBytes', n)),
      /from 1 to 1024/,
    );
  t.equal(String(f('encryptionKey')).length, 44);
});

t.test('hardware answers that it is not there', async (t) => {
  t.equal(await ready('boardName'), 'host');
  t.equal(typeof (await ready('millis')), 'number');
  t.match(display(await ready('pinWrite', 1, 1)), /வன்_முனை_எழுது.*not available on a server/);
  t.match(display(await ready('hsmOpen', 'l', 't', 'p')), /வன்சாவி_திற.*not available on a server/);
});
