// The other commands as a user meets them: check, routes, disasm, help, version.
import t from 'tap';
import { VERSION } from '../../packages/cli/src/version.ts';
import { COMMANDS } from '../../packages/cli/src/commands.ts';
import { etamil } from '../support/command-line.ts';

t.test('check is silent when there is nothing to say, and never runs the program', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'அச்சு "இயங்கியது";' });
  for (const words of [
    ['check', 'a.qmz'],
    ['--check', 'a.qmz'],
    ['a.qmz', '--check'],
  ]) {
    t.same(await etamil(words, { cwd: folder }), { status: 0, out: '', err: '' });
  }
  t.same(await etamil(['check'], { input: 'அச்சு 1;' }), { status: 0, out: '', err: '' });
});

t.test('check reports every type error, one line each', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'எண் a = "x";\nசொல் b = மெய்;\n' });
  const ran = await etamil(['check', 'a.qmz'], { cwd: folder });
  t.equal(ran.status, 1);
  t.equal(ran.out, '');
  const lines = ran.err.trimEnd().split('\n');
  t.equal(lines.length, 2);
  t.ok(lines.every((l) => l.startsWith('✗ ')));
});

t.test('check joins lexical errors under one mark', async (t) => {
  const ran = await etamil(['check', 'a.qmz'], { cwd: t.testdir({ 'a.qmz': 'a = @;\nb = #;\n' }) });
  const lines = ran.err.trimEnd().split('\n');
  t.equal(lines.length, 2);
  t.match(lines[0], /^✗ வரி 1, /);
  t.match(lines[1], /^ {2}வரி 2, /);
});

t.test('check takes several files and names the one that is wrong', async (t) => {
  const folder = t.testdir({ 'good.qmz': 'அச்சு 1;', 'bad.qmz': 'எண் a = "x";', 'worse.qmz': 'அச்சு' });
  const ran = await etamil(['check', 'good.qmz', 'bad.qmz', 'worse.qmz'], { cwd: folder });
  t.equal(ran.status, 1);
  t.match(ran.err, /\[bad\.qmz\]/);
  t.match(ran.err, /\[worse\.qmz\]/);
  t.notMatch(ran.err, /good/);
});

t.test('warnings appear only with --lint, and do not fail the check', async (t) => {
  const twice = 'வழி பெறு, "/a" { பதில் 200, "1"; }\nவழி பெறு, "/a" { பதில் 200, "2"; }\n';
  const folder = t.testdir({ 'a.qmz': twice });
  t.same(await etamil(['check', 'a.qmz'], { cwd: folder }), { status: 0, out: '', err: '' });
  const lint = await etamil(['check', '--lint', 'a.qmz'], { cwd: folder });
  t.equal(lint.status, 0);
  t.match(lint.err, /^⚠ /u);
});

const APP = `// முதல் வரி
வழி பெறு, "/பயனர்/:id" { பதில் 200, param_id; }
வழி பதி, "/orders" { பதில் 201, request_body; }
இடைவெளி 5 { அச்சு 1; }
`;

t.test('routes lists routes and jobs with their places', async (t) => {
  const ran = await etamil(['routes', 'a.qmz'], { cwd: t.testdir({ 'a.qmz': APP }) });
  t.equal(ran.status, 0);
  t.match(ran.out, /^GET +\/பயனர்\/:id +a\.qmz:2$/mu);
  t.match(ran.out, /^POST +\/orders +a\.qmz:3$/m);
  t.match(ran.out, /every 5 s\) {2}a\.qmz:4$/m);
});

t.test('routes --json is data', async (t) => {
  const ran = await etamil(['routes', '--json', 'a.qmz'], { cwd: t.testdir({ 'a.qmz': APP }) });
  const data = JSON.parse(ran.out) as { routes: unknown[]; jobs: unknown[] };
  t.match(data.routes[0], { method: 'GET', path: '/பயனர்/:id', params: ['id'], file: 'a.qmz', line: 2 });
  t.match(data.routes[1], { method: 'POST', reads: { body: true } });
  t.match(data.jobs, [{ seconds: 5, line: 4 }]);
});

t.test('routes refuses a program with a route inside a block', async (t) => {
  const folder = t.testdir({ 'a.qmz': '(மெய்) எனில் { வழி பெறு, "/a" { பதில் 200, "1"; } }' });
  t.match(await etamil(['routes', 'a.qmz'], { cwd: folder }), { status: 1, out: '', err: /^✗ / });
});

t.test('disasm shows the bytecode', async (t) => {
  const ran = await etamil(['disasm', 'a.qmz'], { cwd: t.testdir({ 'a.qmz': 'அச்சு "வணக்கம்" & 1;' }) });
  t.equal(ran.status, 0);
  t.match(ran.out, /PRINT/);
  t.match(ran.out, /வணக்கம்/);
});

t.test('version is the package version, in every spelling', async (t) => {
  const manifest = await import('../../packages/cli/package.json', { with: { type: 'json' } });
  t.equal(VERSION, manifest.default.version);
  for (const words of [['version'], ['--version'], ['-V']])
    t.same(await etamil(words), { status: 0, out: `etamil ${VERSION}\n`, err: '' });
});

t.test('help names every command in both languages, and explains each', async (t) => {
  const all = await etamil(['help']);
  t.equal(all.status, 0);
  for (const c of COMMANDS) {
    t.ok(all.out.includes(`etamil ${c.name}`) && all.out.includes(c.tamil) && all.out.includes(c.english), c.name);
    const one = await etamil(['help', c.name]);
    t.equal(one.status, 0);
    t.ok(one.out.includes(c.tamil) && c.options.every((o) => one.out.includes(o)), `help ${c.name}`);
  }
  t.equal((await etamil(['--help'])).out, all.out);
  t.equal((await etamil(['run', '-h'])).out, (await etamil(['help', 'run'])).out);
});
