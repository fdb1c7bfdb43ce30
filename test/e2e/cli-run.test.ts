// The command line as a user meets it: a plain run, its streams and its exit status.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cleanEnvironment, entryFile, etamil } from '../support/command-line.ts';

const HELLO = 'அச்சு "வணக்கம்";\n';

t.test('a run prints the output of the program and nothing else', async (t) => {
  const folder = t.testdir({ 'a.qmz': HELLO });
  for (const words of [['run', 'a.qmz'], ['a.qmz'], ['--vm', 'a.qmz'], ['run', '-']]) {
    t.same(await etamil(words, { cwd: folder, input: HELLO }), { status: 0, out: 'வணக்கம்\n', err: '' }, words.join(' '));
  }
});

t.test('without a file the program is standard input, and nothing is left for உள்ளிடு', async (t) => {
  const ran = await etamil([], { input: 'உள்ளிடு x; அச்சு "[" & x & "]";\nமிச்சம்;\n' });
  t.same(ran, { status: 0, out: '[]\n', err: '' });
});

t.test('உள்ளிடு reads lines, then empty texts', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'உள்ளிடு a; உள்ளிடு b; உள்ளிடு c; அச்சு a & "|" & b & "|" & c & "|";' });
  const ran = await etamil(['a.qmz'], { cwd: folder, input: '  அம்மா \r\n12' });
  t.equal(ran.out, 'அம்மா|12||\n');
});

t.test('a file that cannot be opened is one line on standard error and status 1', async (t) => {
  const ran = await etamil(['run', './no.qmz'], { cwd: t.testdir({}) });
  t.equal(ran.status, 1);
  t.equal(ran.out, '');
  t.match(ran.err, /^✗ .*no\.qmz.*\n$/u);
  t.match(await etamil(['run', '.'], { cwd: t.testdir({}) }), { status: 1, out: '' });
});

t.test('a run-time error follows the output, with its line on a second line', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'அச்சு 1;\nஅச்சு 1 / 0;\nஅச்சு 3;\n' });
  const ran = await etamil(['a.qmz'], { cwd: folder });
  t.equal(ran.status, 1);
  t.equal(ran.out, '1\n');
  t.equal(ran.err, '✗ Runtime error: பூஜ்ஜியத்தால் வகுத்தல்  (division by zero)\n  வரி 2  (line 2)\n');
});

t.test('a run-time error in a module names its file', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'இறக்கு "m.qmz";\nவகு(1);\n', 'm.qmz': '\nசெயல் வகு(x) { திரும்பு x / 0; }\n' });
  const ran = await etamil(['a.qmz'], { cwd: folder });
  t.match(ran.err, /\n {2}வரி 2 \[m\.qmz\] {2}\(line 2 \[m\.qmz\]\)\n$/);
});

t.test('வெளியேறு ends with its status, its output written', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'அச்சு "முன்"; வெளியேறு(7); அச்சு "பின்";' });
  t.same(await etamil(['a.qmz'], { cwd: folder }), { status: 7, out: 'முன்\n', err: '' });
});

t.test('--pretty shows code, place, source line with caret, and advice', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'x = 1;\nஅச்சு x / 0;\n', 'b.qmz': 'x = 1\nஅச்சு x;\n' });
  const fault = await etamil(['run', '--pretty', 'a.qmz'], { cwd: folder });
  t.match(
    fault.err,
    /ET3\d{3} RUN-DIVZERO {2}a\.qmz:2:\d+\n[\s\S]* 2 │ அச்சு x \/ 0;\n[\s\S]*\^[\s\S]*அறிவுரை: .*\(advice: /,
  );
  const parse = await etamil(['run', '--pretty', 'b.qmz'], { cwd: folder });
  t.match(parse.err, /ET1\d{3} PAR-EXPECT {2}b\.qmz:2:1\n[\s\S]* 2 │ அச்சு x;\n +│ \^/);
  const plain = await etamil(['run', 'b.qmz'], { cwd: folder });
  t.equal(plain.err.split('\n').length, 2, 'one line without --pretty when nobody is looking');
});

t.test('--strict refuses the dialect', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'முயல் { அச்சு 1 / 0; } பிழை(e) { அச்சு "பிடித்தது"; }' });
  t.match(await etamil(['run', 'a.qmz'], { cwd: folder }), { status: 0, out: 'பிடித்தது\n' });
  t.match(await etamil(['run', '--strict', 'a.qmz'], { cwd: folder }), { status: 1, out: '' });
});

t.test('the variables of .env are seen, the environment wins over them', async (t) => {
  const folder = t.testdir({
    'a.qmz': 'அச்சு சூழல்("A", "?") & சூழல்("B", "?") & சூழல்("C", "?");',
    '.env': 'A=file\nB=file\n',
  });
  t.equal((await etamil(['a.qmz'], { cwd: folder, env: { B: 'own' } })).out, 'fileown?\n');
});

t.test('modules are found through ETAMIL_PATH', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'இறக்கு "m.qmz";', far: { other: { 'm.qmz': 'அச்சு "கிடைத்தது";' } } });
  t.match(await etamil(['a.qmz'], { cwd: folder }), { status: 1 });
  t.match(await etamil(['a.qmz'], { cwd: folder, env: { ETAMIL_PATH: `/nowhere:${join(folder, 'far/other')}` } }), {
    out: 'கிடைத்தது\n',
  });
});

t.test('a large output arrives whole and in order', async (t) => {
  const folder = t.testdir({ 'a.qmz': 'i = 0; (i < 200000) சுற்று { அச்சு "வரி " & i; i = i + 1; }' });
  const lines = (await etamil(['a.qmz'], { cwd: folder })).out.split('\n');
  t.equal(lines.length, 200001);
  t.equal(lines[199999], 'வரி 199999');
  t.ok(lines.slice(0, 200000).every((l, i) => l === `வரி ${i}`));
});

t.test('a reader that goes away ends the run quietly', async (t) => {
  const folder = t.testdir({ 'a.qmz': '(மெய்) சுற்று { அச்சு "முடிவற்றது"; }' });
  const child = spawn(process.execPath, [entryFile(), 'a.qmz'], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (b: Buffer) => {
    err += b.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on('close', resolve));
  t.equal(status, 141);
  t.equal(err, '');
});

t.test('usage errors: bilingual, nearest word, status 2, nothing on standard output', async (t) => {
  const cases: [string[], RegExp][] = [
    [['rnu'], /'run'/],
    [['run', '--prtty', 'x.qmz'], /'--pretty'/],
    [['--port', '99999', 'x.qmz'], /65535/],
    [['help', 'chek'], /'check'/],
  ];
  for (const [words, text] of cases) {
    const ran = await etamil(words, { cwd: t.testdir({}) });
    t.equal(ran.status, 2, words.join(' '));
    t.equal(ran.out, '');
    t.match(ran.err, text);
    t.match(ran.err, /^✗ .*\(.*\)\n/u);
  }
});

t.test('bad UTF-8 in a source is a load error', async (t) => {
  const folder = t.testdir({});
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.qmz'), Buffer.from([0xff, 0xfe, 0x41]));
  t.match(await etamil(['a.qmz'], { cwd: folder }), { status: 1, out: '', err: /a\.qmz/ });
});
