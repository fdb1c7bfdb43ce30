// The pipeline's products (architecture §3, §4): bytes, facts of routes and jobs, colours, the listing; never an exception.
import { decodeProgram, encodeProgram } from '@etamil/shared/bytecode-format';
import { verifyProgram } from '@etamil/shared/verify';
import { compile, type CompileResult } from '@etamil/compiler/compile';
import { disassemble } from '@etamil/compiler/disassemble';
import { memoryHost } from '@etamil/compiler/memory-host';
import t from 'tap';

const build = (text: string, mode: 'run' | 'serve' | 'check' = 'serve'): CompileResult =>
  compile({ bytes: new TextEncoder().encode(text), name: 'app.qmz', dir: '' }, memoryHost({}), { strict: false, mode });

t.test('routes carry method, pattern, parameters, options and what the handler can read', async (t) => {
  const r = build(`
செயல் யார்() { திரும்பு புலம்_அல்லது(headers, "authorization", ""); }
வழி பெறு, "/பயனர்/:id" { பதில் 200, param_id; }
வழி பதி, "/orders", { timeout: 500, body_limit: 100 } { பதில் 201, request_body; }
`);
  t.same(r.diagnostics, []);
  const [first, second] = r.facts.routes;
  t.match(first, { method: 'GET', pattern: '/பயனர்/:id', params: ['id'], line: 3, file: 'app.qmz' });
  t.match(second, { method: 'POST', options: { timeout: 500, body_limit: 100 } });
  t.equal(first?.reads.headers, true, 'a function reads them, so every handler may');
  t.equal(first?.reads.body, false);
  t.equal(second?.reads.body, true);
  t.equal(first?.preludePure, true);
});

t.test('of two routes with the same method and text the later replaces the earlier', async (t) => {
  const r = build('வழி பெறு, "/a" { பதில் 200, 1; }\nவழி பெறு, "/a" { பதில் 200, 2; }');
  t.equal(r.facts.routes.length, 1);
  t.equal(r.facts.routes[0]?.line, 2);
  t.ok(r.diagnostics.some((d) => d.severity === 'warning'));
});

t.test('a program without routes answers four methods of /', async (t) => {
  const r = build('பதில் 200, "x";\nஇடைவெளி 2.9 { அச்சு 1; }');
  t.same(r.facts.routes.map((x) => `${x.method} ${x.pattern}`), ['GET /', 'POST /', 'PUT /', 'DELETE /']);
  t.match(r.facts.jobs, [{ seconds: 2, line: 2 }]);
});

t.test('only functions that can reach a wait are generators', async (t) => {
  const r = build('செயல் a() { திரும்பு 1; } செயல் b() { காத்திரு(1); } செயல் c() { b(); } செயல் d() { திரும்பு a(); } c(); d();', 'run');
  const image = decodeProgram(r.bytes ?? new Uint8Array());
  t.same(Object.fromEntries(image.functions.filter((f) => f.name !== '').map((f) => [f.name, f.suspends])), { a: false, b: true, c: true, d: false });
  t.equal(image.dynamicSuspends, false);
});

t.test('calls of function values may suspend once a suspending function is a value', async (t) => {
  const pure = build('f = செயல்() { திரும்பு 1; }; அச்சு f();', 'run');
  t.equal(decodeProgram(pure.bytes ?? new Uint8Array()).dynamicSuspends, false);
  const waits = build('f = செயல்() { காத்திரு(1); }; அச்சு f();', 'run');
  t.equal(decodeProgram(waits.bytes ?? new Uint8Array()).dynamicSuspends, true);
});

t.test('the start form is told apart and gives host and port', async (t) => {
  const r = build('server.start("0.0.0.0:9000", { "workers": 2, "timeout": 1500 });');
  t.equal(r.hasStart, true);
  t.match(r.facts.start, { host: '0.0.0.0', port: 9000, workers: 2, timeout: 1500 });
});

t.test('encoding and decoding a program changes nothing', async (t) => {
  const r = build('வடிவம் P { எண் x, செயல் m(இது) { திரும்பு இது.x; } } p = P{x: 1.50}; அச்சு p.m(); முயல் { x = [1][5]; } பிழை(e) { அச்சு e; }', 'run');
  const bytes = r.bytes ?? new Uint8Array();
  const image = decodeProgram(bytes);
  verifyProgram(image);
  t.same(encodeProgram(image), bytes);
});

t.test('every truncation of a program is refused as bytecode, nothing worse', async (t) => {
  const bytes = build('a = [1, 2]; ஒவ்வொரு x இல் a { அச்சு x; }', 'run').bytes ?? new Uint8Array();
  for (let n = 0; n < bytes.length; n++) t.throws(() => decodeProgram(bytes.slice(0, n)), { name: 'BytecodeError' }, `${n} bytes`);
});

t.test('the verifier refuses code that underflows, misnests or points outside its tables', async (t) => {
  const image = decodeProgram(build('அச்சு 1;', 'run').bytes ?? new Uint8Array());
  const [main] = image.functions;
  if (main === undefined) throw new Error('no function');
  for (const code of [[8], [9, 0], [0, 200], [46], [47], [255], [0, 0], [5, 9]]) {
    const broken = { ...image, functions: [{ ...main, code: Uint8Array.from(code) }] };
    t.throws(() => verifyProgram(broken), { name: 'BytecodeError' }, code.join(' '));
  }
});

t.test('the listing names opcodes, constants and places', async (t) => {
  const r = build('செயல் f(n) { (n > 1) எனில் { திரும்பு n * 5%; } திரும்பு 0; }\nஅச்சு f(10);', 'run');
  const text = disassemble(r.bytes ?? new Uint8Array());
  t.match(text, /named f params=1/);
  t.match(text, /IF\n {4}VAR local0\n {4}NUM 0\.05\n {4}MUL {2}; 1:/);
  t.match(text, /CALL_FN #0 1 {2}; 2:/);
});

t.test('two compilations of one text have the same hash, another text has another', async (t) => {
  t.equal(build('அச்சு 1;').hash, build('அச்சு 1;').hash);
  t.not(build('அச்சு 1;').hash, build('அச்சு 2;').hash);
});
