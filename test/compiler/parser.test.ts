import { parse } from '@etamil/compiler/parser';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import t from 'tap';
import { errorOf, treeOf } from '../support/syntax-text.ts';

/** The tree of one expression. */
const tree = (source: string): string => treeOf(`அச்சு ${source};`, true)[0]?.slice('print '.length) ?? '';
const one = (source: string): string | undefined => treeOf(source, true)[0];

t.test('operators group by the precedence table', async (t) => {
  t.equal(tree('1 + 2 * 3 - 4 / 5'), '(- (+ 1 (* 2 3)) (/ 4 5))');
  t.equal(tree('"மொ: " & 2 + 3'), '(+ (& "மொ: " 2) 3)');
  t.equal(tree('"மொ: " & (2 + 3)'), '(& "மொ: " (+ 2 3))');
  t.equal(tree('a அல்லது b மற்றும் இல்லை c == d'), '(or a (and b (not (c == d))))');
  t.equal(tree('a அல்லது b அல்லது c'), '(or (or a b) c)');
  t.equal(tree('-r.n'), '(negate (field r n))');
  t.equal(tree('-2 * -3'), '(* (negate 2) (negate 3))');
  t.equal(tree('- -x'), '(negate (negate x))');
  t.equal(tree('-f(1)[0]'), '(negate (index (call f 1) 0))');
});

t.test('not covers a comparison at the start, one factor after an operator', async (t) => {
  t.equal(tree('இல்லை a == b'), '(not (a == b))');
  t.equal(tree('இல்லை இல்லை a'), '(not (not a))');
  t.equal(tree('1 + இல்லை a == b'), '((+ 1 (not a)) == b)');
  t.equal(tree('"v: " & இல்லை f(x)'), '(& "v: " (not (call f x)))');
  t.equal(tree('a == இல்லை b'), '(a == (not b))');
});

t.test('comparison chains are one node and need repeatable middle operands', async (t) => {
  t.equal(tree('a < b.c[i] <= 5 != x'), '(a < (index (field b c) i) <= 5 != x)');
  t.equal(tree('f() < x < g()'), '((call f) < x < (call g))');
  const chain = (source: string): string => errorOf(`அச்சு ${source};`);
  t.equal(
    chain('1 < f() < 3'),
    "1:15 the middle of a chain must be a name or a literal, found '<' after something else",
  );
  t.match(chain('1 < -5 < 3'), '1:14 the middle of a chain');
  t.match(chain('1 < a[i + 1] < 3'), '1:20 the middle');
  t.match(chain('1 < 2 < a + 1 == 3'), '1:21 the middle');
  const [d] = parse('அச்சு 1 < f() < 3;', 0, { strict: true }).diagnostics;
  t.match(d, { id: 'PAR-CHAIN', code: 'ET1104', length: 1 });
  t.match(d?.tamil, 'தொடரின் நடுவில் ஒரு பெயர் அல்லது மாறிலி');
});

t.test('postfixes: index, field, method, try and calls of values, in any mixture', async (t) => {
  t.equal(tree('f(x)?.name'), '(field (try (call f x)) name)');
  t.equal(tree('a[0][1].b'), '(field (index (index a 0) 1) b)');
  t.equal(tree('r.m(1, 2)'), '(method r m 1 2)');
  t.equal(tree('f(1)(2)'), '(call-value (call f 1) 2)');
  t.equal(tree('(f)(1)'), '(call-value f 1)');
  t.equal(tree('w[0](x)'), '(call-value (index w 0) x)');
  t.equal(tree('r."உடல்" & r."k"(1)'), '(& (field r உடல்) (method r k 1))');
  t.equal(tree('x??'), '(try (try x))');
});

t.test('literals, records, shapes, spreads and anonymous functions', async (t) => {
  t.equal(tree('[மெய், பொய், இன்மை, "அ", 12.50%, []]'), '[true false nil "அ" 0.125 []]');
  t.equal(tree('{}'), '{}');
  t.equal(tree('{a: 1, "உடல்": {b: 2}, வரி: 3}'), '{a=1 உடல்={b=2} வரி=3}');
  t.equal(tree('P{}'), 'P{}');
  t.equal(tree('P{x: 1, y: 2,}'), 'P{x=1 y=2}');
  t.equal(tree('P{x: 1, . . q}'), 'P{x=1 ..q}');
  t.equal(tree('P{..q}.x'), '(field P{ ..q} x)');
  t.equal(
    tree('செயல்(a, எண் b, நிலை செயல் g, P p) எண் { திரும்பு a; }'),
    '(fn (a, Number:b, fixed Function:g, P:p) -> Number {return a})',
  );
  t.equal(tree('செயல்() P { }'), '(fn () -> P {})');
  t.equal(tree('செயல்() செயல் { }(1)'), '(call-value (fn () -> Function {}) 1)');
});

t.test('no trailing comma but in shape literals', async (t) => {
  t.equal(errorOf('அச்சு [1, 2,];'), "1:13 expected a value, found ']'");
  t.equal(errorOf('அச்சு {a: 1,};'), "1:13 expected a field name, found '}'");
  t.equal(errorOf('அச்சு f(1,);'), "1:11 expected a value, found ')'");
  t.equal(errorOf('செயல் f(a,) { }'), "1:11 expected a parameter name, found ')'");
  t.equal(errorOf('அச்சு P{..q,};'), "1:12 expected '}', found ','");
});

t.test('declarations and assignments', async (t) => {
  t.equal(one('x = 1;'), 'assign x 1');
  t.equal(one('x;'), 'assign x');
  t.equal(one('எண் x = 1;'), 'declare Number:x 1');
  t.equal(one('_date d;'), 'declare Date:d');
  t.same(
    treeOf('பின்னம் a; சொல் b; உரை c; ஈர்ம d; அணி e; பொருள் f; தரவு g; P h; செயல் k = f;', true),
    'Number:a Text:b Text:c Boolean:d Array:e Record:f Record:g P:h'
      .split(' ')
      .map((d) => `declare ${d}`)
      .concat('declare Function:k f'),
  );
  t.equal(one('a[i + 1] = 2;'), 'index-set a (+ i 1) 2');
  t.equal(one('r.f = 2;'), 'field-set r f 2');
  t.equal(one('r."உடல்" = 2;'), 'field-set r உடல் 2');
  t.equal(one('வரி = வரி + 1;'), 'assign வரி (+ வரி 1)');
});

t.test('fixed bindings, and the soft words as ordinary names', async (t) => {
  t.equal(one('நிலை x = 1;'), 'fixed x 1');
  t.equal(one('நிலை எண் x = 1;'), 'fixed Number:x 1');
  t.equal(one('நிலை P x = 1;'), 'fixed P:x 1');
  t.equal(one('நிலை செயல் f = g;'), 'fixed Function:f g');
  t.equal(one('நிலை = 1;'), 'assign நிலை 1');
  t.equal(one('நிலை.x = 1;'), 'field-set நிலை x 1');
  t.equal(one('f(நிலை, {நிலை: 1, வடிவம்: 2});'), 'effect (call f நிலை {நிலை=1 வடிவம்=2})');
  t.equal(one('வடிவம் = 1;'), 'assign வடிவம் 1');
  t.equal(one('செயல் f(நிலை, நிலை x) { }'), 'function f(நிலை, fixed x) {}');
  t.equal(errorOf('நிலை குழு = 1;'), "1:6 expected a name after நிலை (nilY), found 'குழு'");
  t.equal(errorOf('நிலை x;'), "1:7 expected '=', found ';'");
});

t.test('effects are calls by name or of a method, with postfixes', async (t) => {
  t.equal(one('f(1)?;'), 'effect (try (call f 1))');
  t.equal(one('f(1)(2).g();'), 'effect (method (call-value (call f 1) 2) g)');
  t.equal(one('r.m(1)[0];'), 'effect (index (method r m 1) 0)');
  t.equal(errorOf('a[0](1);'), "1:5 expected '=', found '('");
  t.equal(errorOf('a.b.c();'), "1:4 expected '=', found '.'");
  t.equal(errorOf('(f)(1);'), "1:4 expected எனில் (eZil) or சுற்று (cuRRu) after a condition, found '('");
  t.equal(errorOf('f(1) + 2;'), "1:6 expected ';', found '+'");
  t.equal(errorOf('5;'), "1:1 expected a statement, found '5'");
  t.equal(errorOf('"x";'), '1:1 expected a statement, found \'"x"\'');
});

t.test('control statements', async (t) => {
  t.equal(one('(x) எனில் { அச்சு 1; } இன்றேல் { }'), 'if x {print 1} else {}');
  t.equal(one('(x > 1) _if { }'), 'if (x > 1) {}');
  t.equal(one('(மெய்) சுற்று { x = x + 1; }'), 'while true {assign x (+ x 1)}');
  t.equal(one('ஒவ்வொரு x இல் [1, 2] { அச்சு x; }'), 'foreach x [1 2] {print x}');
  t.equal(one('திரும்பு;'), 'return');
  t.equal(one('திரும்பு x + 1;'), 'return (+ x 1)');
  t.equal(one('உள்ளிடு x;'), 'input x');
  t.equal(one('உள்ளிடு ((x));'), 'input x');
  t.equal(one('இறக்கு "a/b.qmz";'), 'import a/b.qmz');
  t.equal(errorOf('(x) எனில் { } இன்றேல் (y) எனில் { }'), "1:23 expected '{', found '('");
  t.equal(errorOf('உள்ளிடு x[0];'), "1:10 expected ';', found '['");
  t.equal(errorOf('உள்ளிடு "x";'), '1:9 expected a variable to read into, found \'"x"\'');
  t.equal(errorOf('இறக்கு x;'), "1:8 expected a quoted file path after இறக்கு (iRakku), found 'x'");
});

t.test('in a head a brace opens the block; any bracket lifts that', async (t) => {
  t.equal(one('ஒவ்வொரு x இல் P { அச்சு x; }'), 'foreach x P {print x}');
  t.equal(one('ஒவ்வொரு x இல் (P{a: 1}) { }'), 'foreach x P{a=1} {}');
  t.equal(one('ஒவ்வொரு x இல் f(P{a: 1}) { y = P{a: 2}; }'), 'foreach x (call f P{a=1}) {assign y P{a=2}}');
  t.equal(one('ஒவ்வொரு x இல் [P{}] & {k: P{}} { }'), 'foreach x (& [P{}] {k=P{}}) {}');
  t.equal(one('ஒவ்வொரு x இல் செயல்() { திரும்பு P{}; }() { }'), 'foreach x (call-value (fn () {return P{}})) {}');
  t.equal(one('(P{a: 1} == q) எனில் { }'), 'if (P{a=1} == q) {}');
});

t.test('functions and shapes', async (t) => {
  t.equal(one('செயல் f(எண் a, P b) சொல் { திரும்பு a; }'), 'function f(Number:a, P:b) -> Text {return a}');
  t.equal(one('செயல் f() P { }'), 'function f() -> P {}');
  t.equal(
    one('வடிவம் P { எண் x, y, செயல் k, Q q, செயல் m(இது) எண் { } செயல் n() { } z }'),
    'shape P(Number:x, y, Function:k, Q:q, z) m(இது) -> Number {} n() {}',
  );
  t.equal(one('வடிவம் P { }'), 'shape P()');
  t.equal(one('வடிவம் P { x, }'), 'shape P(x)');
  t.equal(one('வடிவம் P { x செயல் m() { } }'), 'shape P(x) m() {}');
  t.equal(errorOf('வடிவம் P { x y z }'), "1:16 expected ',' or '}' after a field, found 'z'");
  t.equal(errorOf('வடிவம் P { x, "y" }'), '1:15 expected a field name, found \'"y"\'');
  t.equal(errorOf('வடிவம் குழு { x }'), "1:8 expected a shape name, found 'குழு'");
  t.equal(errorOf('வடிவம் P { செயல் "m"() { } }'), '1:18 expected a method name, found \'"m"\'');
  t.equal(errorOf('செயல் "f"() { }'), '1:7 expected a function name, found \'"f"\'');
  t.equal(errorOf('செயல் f x'), "1:9 expected '(', found 'x'");
});

t.test('file, CSV and database statements', async (t) => {
  t.equal(one('கோப்பு_திற "a";'), 'file-open "a" null');
  t.equal(one('கோப்பு_திற "a", "WRITE";'), 'file-open "a" write');
  t.equal(one('கோப்பு_மூடு f;'), 'file-close f');
  t.equal(one('கோப்பு_எழுது f, x & y;'), 'file-write f (& x y)');
  t.equal(one('கோப்பு_படி (f), x;'), 'file-read f x');
  t.equal(one('தரவுரை_படி f, n;'), 'csv-read f n');
  t.equal(one('தரவுரை_எழுது f, n;'), 'csv-write f n');
  t.equal(errorOf('கோப்பு_திற "a", m;'), "1:17 expected a quoted mode, found 'm'");
  t.equal(errorOf('கோப்பு_படி f, 5;'), "1:15 expected a variable to read into, found '5'");
  t.equal(one('தளம்_இணை சீகுலைட், ":memory:";'), 'db-connect SQLite ":memory:" null');
  t.equal(one('தளம்_இணை மற்றொன்று, c, முதன்மை;'), 'db-connect மற்றொன்று c முதன்மை');
  t.equal(one('தளம்_பிரி _PostgreSQL;'), 'db-disconnect PostgreSQL');
  t.same([one('தளம்_பிரி வங்கி;'), one('தளம்_பிரி vawki;')], ['db-disconnect Bank', 'db-disconnect Bank']);
  t.equal(one('தளம்_செய் "q", [1], h;'), 'db-execute "q" [1] h');
  t.equal(one('தளம்_வினா "q", [], rows;'), 'db-query "q" [] rows null');
  t.equal(one('தளம்_வினா "q", [], rows, சீகுலைட்;'), 'db-query "q" [] rows SQLite');
  t.equal(errorOf('தளம்_இணை 5, c;'), "1:10 expected a database type, found '5'");
  t.equal(errorOf('தளம்_வினா "q", [], 5;'), "1:20 expected a variable to hold the rows, found '5'");
  t.equal(errorOf('தளம்_வினா "q", [], r, ;'), "1:23 expected the connection to query, found ';'");
  t.equal(errorOf('தளம்_செய் "q", [], ;'), "1:20 expected the connection to run this on, found ';'");
  t.equal(errorOf('தளம்_இணை x, c, ;'), "1:16 expected a name for this connection, found ';'");
});

t.test('the statements that are refused at run time keep their operands', async (t) => {
  t.equal(one('தளம்_செருக t, {a: 1};'), 'unsupported தளம்_செருக (database insert) {a=1}');
  t.equal(one('தளம்_புதுப்பி t, a, b;'), 'unsupported தளம்_புதுப்பி (database update) a b');
  t.equal(one('தளம்_நீக்கு t, a;'), 'unsupported தளம்_நீக்கு (database delete) a');
  t.equal(one('அட்டை_ஆக்கு t, a;'), 'unsupported அட்டை_ஆக்கு (create table) a');
  t.equal(one('தேர்வெடு a, b இதனில் t விதி a > 1;'), 'unsupported தேர்வெடு (select) (a > 1)');
  t.equal(errorOf('தேர்வெடு a b;'), "1:12 expected இதனில் (iqaZil), found 'b'");
  t.equal(errorOf('தேர்வெடு 5;'), "1:10 expected a column name, found '5'");
  t.equal(errorOf('தளம்_நீக்கு "t", a;'), '1:13 expected a table name, found \'"t"\'');
});

t.test('server statements', async (t) => {
  t.equal(one('வழி பெறு, "/a" { பதில் 200, "b"; }'), 'route GET "/a" {response 200 "b"}');
  t.equal(one('வழி patch, "/" & x { }'), 'route PATCH (& "/" x) {}');
  t.equal(one('வழி TRACE, "/" { }'), 'route ?TRACE "/" {}');
  t.same(
    'பெறு பதி இடு அழி ஒட்டு தெரிவு தலை'.split(' ').map((v) => one(`வழி ${v}, p { }`)),
    'GET POST PUT DELETE PATCH OPTIONS HEAD'.split(' ').map((m) => `route ${m} p {}`),
  );
  t.equal(one('பதில் 200, b, {a: 1};'), 'response 200 b {a=1}');
  t.equal(one('ஜேசான்_உரை b;'), 'json-response b');
  t.equal(one('ஜேசான்_உரை b, 201;'), 'json-response b 201');
  t.equal(one('இடைவெளி 60 { }'), 'every 60 {}');
  t.equal(one('வழங்கி_தொடங்கு "0.0.0.0", 80;'), 'start-server "0.0.0.0" 80 - -');
  t.equal(one('வழங்கி_நிறுத்து;'), 'stop-server');
  t.equal(errorOf('வழி 5, "/" { }'), "1:5 expected an HTTP method, found '5'");
});

t.test('statements that belong to the top level are marked when they stand deeper', async (t) => {
  const inside = '{ இறக்கு "a"; வழி பெறு, "/" { } இடைவெளி 1 { } வழங்கி_தொடங்கு h, 1; வடிவம் P { } }';
  const marked =
    '{import a nested route GET "/" {} nested every 1 {} nested start-server h 1 - - nested shape P() nested}';
  t.equal(one(`(x) எனில் ${inside}`), `if x ${marked}`);
  t.equal(one(`செயல் f() ${inside}`), `function f() ${marked}`);
  t.equal(one(`x = செயல்() ${inside};`), `assign x (fn () ${marked})`);
});

t.test('reserved words that are builtins are called, and stay reserved otherwise', async (t) => {
  t.equal(one('மறை("a", "b");'), 'effect (call மறை "a" "b")');
  t.equal(
    tree('வெளிப்படு(x) & _encryptionKey() & _join(a, ",")'),
    '(& (& (call வெளிப்படு x) (call _encryptionKey)) (call _join a ","))',
  );
  t.equal(one('_decrypt(x)?.a;'), 'effect (field (try (call _decrypt x)) a)');
  t.match(errorOf('அச்சு சேர்(a, b);'), "expected a value, found 'சேர்'");
  t.match(errorOf('மறை = 1;'), "expected a variable name, found 'மறை'");
});

t.test('a reserved word in the place of a name is explained, other tokens are not', async (t) => {
  const rendered = (source: string): string =>
    parse(source, 0, { strict: false })
      .diagnostics.map((d) => renderDiagnostic(d))
      .join('\n');
  t.equal(
    rendered('செயல் தூரம்(குழு) { }'),
    "வரி 1, நெடுவரிசை 13: a parameter name எதிர்பார்க்கப்பட்டது, 'குழு' கிடைத்தது  (line 1, column 13: expected a parameter name, found 'குழு')\n" +
      "  'குழு' ஒரு ஒதுக்கப்பட்ட சொல்; அதைப் பெயராகப் பயன்படுத்த முடியாது  ('குழு' is a reserved word and cannot be used as a name)",
  );
  for (const source of [
    'வலம் = 1;',
    'அச்சு = 1;',
    'அச்சு r.உடல்;',
    'ஒவ்வொரு எண் இல் x { }',
    'செயல் if_() { } எண் இடம்;',
    'அச்சு வரிசை;',
  ]) {
    t.match(rendered(source), 'is a reserved word', source);
  }
  for (const source of ['5 = 1;', 'செயல் (a) { }', 'அச்சு r.5;', 'அச்சு அச்சு;', 'அச்சு 1 அச்சு 2;']) {
    t.match(rendered(source), 'எதிர்பார்க்கப்பட்டது', source);
    t.notMatch(rendered(source), 'is a reserved word', source);
  }
});

t.test('after a type only a name and = or ; may follow', async (t) => {
  t.equal(errorOf('எண் அச்சு 5;'), "1:5 expected a name after the type, found 'அச்சு'");
  t.equal(errorOf('எண் f(3);'), "1:6 expected '=', found '('");
  t.equal(errorOf('x\ny = 1; z w v;'), "2:12 expected '=', found 'v'");
});

t.test('only one step stands on the left of =', async (t) => {
  t.equal(errorOf('a[0][0] = 5;'), "1:5 expected '=', found '['");
  t.equal(errorOf('r.p.q = 1;'), "1:4 expected '=', found '.'");
});

t.test('when the input ends the last token read is named', async (t) => {
  t.equal(errorOf('செயல் f() { அச்சு 1;'), "1:20 expected '}', but the input ended");
  t.equal(errorOf('அச்சு 1 // குறிப்பு\n\n'), "1:7 expected ';', but the input ended");
  t.equal(errorOf('x = f(1, '), '1:8 expected a value, but the input ended');
  t.equal(errorOf('வடிவம் P { x'), "1:12 expected ',' or '}' after a field, but the input ended");
  const [d] = parse('அச்சு', 0, { strict: false }).diagnostics;
  t.match(d, { id: 'PAR-END', code: 'ET1102', line: 1, column: 1, length: 1, stage: 'parse' });
});

t.test('lexical errors come alone; otherwise only the first parse error', async (t) => {
  const ids = (s: string): string[] => parse(s, 3, { strict: false }).diagnostics.map((d) => `${d.id}@${d.file}`);
  t.same(ids('அச்சு @; 5; #'), ['LEX-INPUT@3', 'LEX-INPUT@3']);
  t.same(ids('5; 6; 7;'), ['PAR-EXPECT@3']);
  t.same(parse('x = 1; 5;', 0, { strict: false }).statements, []);
  t.same(parse('', 0, { strict: false }), { statements: [], diagnostics: [] });
});

t.test('positions in the tree are those of the tokens that matter', async (t) => {
  const [first, second] = parse('x = 1;\n  அச்சு அ + பி / 2;', 7, { strict: true }).statements;
  t.same(first?.pos, { file: 7, line: 1, column: 1, length: 1 });
  t.same(second?.pos, { file: 7, line: 2, column: 3, length: 5 });
  t.ok(second?.kind === 'print' && second.value.kind === 'arith');
  if (second?.kind !== 'print' || second.value.kind !== 'arith') return;
  t.same(second.value.pos, { file: 7, line: 2, column: 11, length: 1 });
  t.same(second.value.right.pos, { file: 7, line: 2, column: 16, length: 1 });
});

t.test('nesting beyond the limit is one located error, whatever nests', async (t) => {
  const deep = (open: string, middle: string, close: string, n: number): string =>
    open.repeat(n) + middle + close.repeat(n);
  t.equal(errorOf(`அச்சு ${deep('(', '1', ')', 200)};`), 'no error');
  t.equal(errorOf(`அச்சு ${deep('(', '1', ')', 201)};`), '1:207 too deeply nested (at most 200)');
  const many = [
    `அச்சு ${deep('[', '', ']', 50_000)};`,
    `அச்சு ${deep('{a: ', '1', '}', 50_000)};`,
    `அச்சு ${deep('f(', '1', ')', 50_000)};`,
    `அச்சு ${deep('P{a: ', '1', '}', 50_000)};`,
    `அச்சு ${deep('a[', '1', ']', 50_000)};`,
    `அச்சு ${deep('-', '1', '', 50_000)};`,
    `அச்சு ${deep('இல்லை ', '1', '', 50_000)};`,
    `அச்சு ${deep('செயல்() { திரும்பு ', '1', '; }', 50_000)};`,
    deep('(1) எனில் { ', '', '}', 50_000),
    deep('(1) சுற்று { ', '', '}', 50_000),
    deep('செயல் f() { ', '', '}', 50_000),
    deep('வடிவம் P { செயல் m() { ', '', '} }', 50_000),
    deep('முயல் { ', '', '} பிழை { }', 50_000),
    deep('யதி x { ', '', '}', 50_000),
    `${'('.repeat(100_000)}`,
    `x = ${'யதி ('.repeat(100_000)}`,
    `கோப்பு_படி${'('.repeat(100_000)}`,
    'கோப்பு_படி('.repeat(100_000),
  ];
  for (const source of many) t.match(errorOf(source), /^1:\d+ (too deeply nested|expected)/, source.slice(0, 20));
});

t.test('the height of the tree is bounded too, so that whoever walks it may recurse', async (t) => {
  const chains = [
    `அச்சு 1${' + 1'.repeat(100_000)};`,
    `அச்சு 1${' * 1'.repeat(100_000)};`,
    `அச்சு a${' < a'.repeat(100_000)};`,
    `அச்சு a${' மற்றும் a'.repeat(100_000)};`,
    `அச்சு a${' அல்லது a'.repeat(100_000)};`,
    `அச்சு a${'.b'.repeat(100_000)};`,
    `அச்சு a${'[0]'.repeat(100_000)};`,
    `f${'()'.repeat(100_000)};`,
    `f()${'?'.repeat(100_000)};`,
    `யதி x { }${' இன்றேல் யதி x { }'.repeat(100_000)}`,
    `அச்சு ${`(1${' + 1'.repeat(900)} + `.repeat(150)}1${')'.repeat(150)};`,
  ];
  for (const source of chains)
    t.match(errorOf(source), /^1:\d+ too deeply nested \(at most 1000\)$/, source.slice(0, 20));
  t.equal(errorOf(`அச்சு 1${' + 1'.repeat(900)};`), 'no error');
  t.equal(errorOf(`அச்சு [${'1 + 1, '.repeat(50_000)}1];`), 'no error', 'siblings do not add up');
  t.equal(errorOf(`${'x = a & b & c;\n'.repeat(20_000)}`), 'no error');
  t.equal(treeOf(`யதி x { }${' இன்றேல் யதி x { }'.repeat(400)}`)[0]?.match(/if/g)?.length, 401);
});

t.test('any text whatever is a program or has a located error', async (t) => {
  let seed = 12345;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  const pieces =
    'அச்சு|எண்|நிலை|வடிவம்|செயல்|திரும்பு|எனில்|இன்றேல்|சுற்று|ஒவ்வொரு|இல்|வழி|பெறு|பதில்|முயல்|பிழை|யதி|தரவு|nil|server.start|கோப்பு_படி|தளம்_வினா|இல்லை|மற்றும்|x|P|"a"|1|5%|(|)|[|]|{|}|,|;|.|..|:|=|==|<|+|-|*|/|&|?|"|\\|@'.split(
      '|',
    );
  for (let round = 0; round < 3000; round++) {
    const source = Array.from({ length: 1 + random(30) }, () => pieces[random(pieces.length)]).join(
      random(4) === 0 ? '\n' : ' ',
    );
    const lines = source.split('\n');
    for (const strict of [false, true]) {
      const { statements, diagnostics } = parse(source, 0, { strict });
      if (diagnostics.length === 0) continue;
      const ok =
        statements.length === 0 &&
        diagnostics.every(
          (d) => d.column >= 1 && d.column <= Array.from(lines[d.line - 1] ?? '').length && d.length >= 1,
        );
      if (!ok) t.fail(source);
    }
  }
  t.pass('3000 random programs');
});
