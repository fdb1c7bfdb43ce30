// The shell as a user meets it (language.md §20), its lines from a pipe.
import t from 'tap';
import { etamil } from '../support/command-line.ts';

/** What the shell shows for the lines, without banner and prompts. */
async function session(lines: readonly string[], words: readonly string[] = ['repl']) {
  const ran = await etamil(words, { input: `${lines.join('\n')}\n` });
  const out = ran.out
    .slice(ran.out.indexOf('\n') + 1)
    .replaceAll('» ', '')
    .replaceAll('…  ', '');
  return { status: ran.status, out: out.replace(/\n$/, ''), err: ran.err, raw: ran.out };
}

t.test('an expression and a single call are shown, an assignment is silent', async (t) => {
  const s = await session(['a = 5;', 'a + 1', 'செயல் f(x) { திரும்பு x * 2; }', 'f(a);', 'f(a) & "!"', 'a;', 'a']);
  t.equal(s.out, '6\n10\n10!\n5\n5\n');
  t.equal(s.err, '');
  t.equal(s.status, 0);
});

t.test('input goes on while a brace is open, not counting strings and comments', async (t) => {
  const s = await session(['செயல் f() {', '  // }', '  திரும்பு "}";', '}', 'f()']);
  t.equal(s.out, '}\n');
  t.match(s.raw, /» … {2}… {2}… {2}» /);
});

t.test('functions, shapes and function values live on, and may be redefined', async (t) => {
  const s = await session([
    'வடிவம் P { எண் x }',
    'p = P{x: 1};',
    'g = செயல்(n) { திரும்பு n + p.x; };',
    'செயல் f() { திரும்பு 1; }',
    'செயல் h() { திரும்பு f() + 1; }',
    'g(1)',
    'h()',
    'செயல் f() { திரும்பு 10; }',
    'h()',
    'g(2)',
    'p',
    'வடிவம் P { சொல் y }',
    'P{y: "புதியது"}',
  ]);
  t.equal(s.out, '2\n2\n11\n3\nP{x: 1}\nP{y: புதியது}\n');
  t.equal(s.err, '');
});

t.test('an error shows and loses nothing', async (t) => {
  const s = await session([
    'a = 1;',
    'செயல் f() { b = 2; திரும்பு 1 / 0; }',
    'f()',
    'c = 3;',
    'a + c',
    'b',
    '1 +',
    'எண் z = "q";',
    'c',
  ]);
  t.equal(s.out, '4\n3\n');
  t.match(
    s.err,
    /^✗ பூஜ்ஜியத்தால் வகுத்தல் {2}\(division by zero\)\n✗ .*undefined variable 'b'.*\n✗ வரி 1.*\n✗ வரி 1.*declared எண்/u,
  );
  t.equal(s.status, 0);
});

t.test('what a failing line did before it failed stays done', async (t) => {
  const s = await session(['a = 1; b = 1 / 0; c = 2;', 'a', 'c']);
  t.equal(s.out, '1\n');
  t.match(s.err, /undefined variable 'c'/);
});

t.test('உள்ளிடு reads the next line', async (t) => {
  t.equal((await session(['உள்ளிடு q;', 'கவின்', 'q'])).out, 'கவின்\n');
});

t.test(':vars, :help, :quit and an unknown command', async (t) => {
  const empty = await session([':vars']);
  t.match(empty.out, /\(no variables yet\)/);
  const s = await session(['b = [1]; a = "x";', 'செயல் g() { } செயல் f() { }', ':vars', ':hepl', ':q', 'அச்சு "வராது";']);
  t.equal(s.out, '  a = x\n  b = [1]\n  செயல்: f, g');
  t.match(s.err, /':hepl'.*':help'/);
  t.match((await session([':help'])).out, /:quit/);
});

t.test('வெளியேறு leaves with its status; end of input with 0; --repl is the same shell', async (t) => {
  t.equal((await session(['வெளியேறு(4);', 'அச்சு 1;'])).status, 4);
  const s = await session(['1 + 1'], ['--repl']);
  t.match(s, { status: 0, out: '2\n' });
});

t.test('a line that waits is finished before the next one', async (t) => {
  t.equal((await session(['காத்திரு(20); அச்சு "பின்";', '"அடுத்து"'])).out, 'பின்\nஅடுத்து\n');
});
