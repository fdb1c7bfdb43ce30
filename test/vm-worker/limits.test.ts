// What a run may use up (spec README 20): located errors for that run alone, and never the process.
import t from 'tap';
import { runProgram, SERVING_LIMITS } from '../support/run-program.ts';

const limits = SERVING_LIMITS;

t.test('an array that grows without end fails at the collection limit', async (t) => {
  const r = await runProgram('a = [];\n(மெய்) சுற்று { a = இணை(a, 1); }', { limits });
  t.match(r.fault, /^RUN-COLLECTION-LIMIT .*@2:/);
});

t.test('arrays inside arrays fail at the memory limit', async (t) => {
  const r = await runProgram('a = [];\n(மெய்) சுற்று {\n a = இணை(a, [a, a, a, {x: a, y: [1, 2, 3]}]); b = [a];\n}', { limits });
  t.match(r.fault, /^RUN-MEMORY .*@3:/);
});

t.test('a record that grows without end fails', async (t) => {
  const r = await runProgram('r = {}; i = 0;\n(மெய்) சுற்று { r["field" & i] = i; i = i + 1; }', { limits });
  t.match(r.fault, /^RUN-(MEMORY|COLLECTION-LIMIT) .*@2:/);
});

t.test('a string that doubles fails at the string limit', async (t) => {
  const r = await runProgram('s = "தமிழ்";\n(மெய்) சுற்று { s = s & s; }', { limits });
  t.match(r.fault, /^RUN-STRING-LIMIT .*@2:/);
});

t.test('a list of large strings fails at the memory limit', async (t) => {
  const source = 's = "x"; i = 0; (i < 20) சுற்று { s = s & s; i = i + 1; }\na = [];\n(மெய்) சுற்று { a = இணை(a, மேல்_எழுத்து(s & i)); i = i + 1; }';
  const r = await runProgram(source, { limits });
  t.match(r.fault, /^RUN-MEMORY .*@3:/);
});

t.test('much garbage is no failure: only what stays alive counts', async (t) => {
  const source = 'i = 0; (i < 400000) சுற்று { r = {a: [i, i, i, i], b: {c: "text" & i}}; i = i + 1; } அச்சு r.a[0];';
  const r = await runProgram(source, { limits: { ...limits, memory: 8 * 1024 * 1024 }, host: { serving: true } });
  t.equal(r.fault, '');
  t.equal(r.out, '399999');
});

t.test('an endless loop ends at its deadline with the loop as its place', async (t) => {
  const r = await runProgram('i = 0;\n(மெய்) சுற்று { i = i + 1; }', { limits: { deadlineMs: 50 } });
  t.match(r.fault, /^RUN-DEADLINE .*@2:/);
});

t.test('endless doubling recursion ends at its deadline', async (t) => {
  const source = 'செயல் f(n) { (n > 0) எனில் { x = f(n - 1); x = f(n - 1); } திரும்பு 0; }\nx = f(200);';
  const r = await runProgram(source, { limits: { deadlineMs: 50 } });
  t.match(r.fault, /^RUN-DEADLINE .*@\d/);
});

t.test('a wait ends at the deadline', async (t) => {
  const r = await runProgram('அச்சு 1;\nகாத்திரு(60000);', { limits: { deadlineMs: 50 } });
  t.match(r.fault, /^RUN-DEADLINE .*@2:/);
  t.equal(r.out, '1');
});

t.test('no try catches a limit, but call depth it does', async (t) => {
  const loop = await runProgram('முயல் { (மெய்) சுற்று { x = 1; } } பிழை(e) { அச்சு e; }', { limits: { deadlineMs: 50 } });
  t.match(loop.fault, /^RUN-DEADLINE/);
  t.equal(loop.out, '');
  const deep = await runProgram('செயல் f(n) { திரும்பு f(n + 1); }\nமுயல் { x = f(0); } பிழை(e) { அச்சு e; }');
  t.match(deep.out, /call depth exceeded/);
});

t.test('256 calls deep is allowed, 257 is not', async (t) => {
  const source = (n: number): string => `செயல் f(n) { (n == 1) எனில் { திரும்பு 1; } திரும்பு f(n - 1); }\nஅச்சு f(${n});`;
  t.equal((await runProgram(source(256))).out, '1');
  t.match((await runProgram(source(257))).fault, /^RUN-DEPTH .*@1:/);
});

t.test('cancelling ends a waiting run and a computing one', async (t) => {
  const waiting = await runProgram('காத்திரு(60000);', { started: (h) => setTimeout(() => h.cancel('RUN-CANCELLED'), 20) });
  t.match(waiting.fault, /^RUN-CANCELLED .*@1:1/);
  const cells = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(cells, 0, 2);
  const computing = await runProgram('(மெய்) சுற்று { x = 1; }', { host: { cancelFlag: { cells, index: 0 } } });
  t.match(computing.fault, /^RUN-CANCELLED .*@1:/);
});
