import { parse } from '@etamil/compiler/parser';
import t from 'tap';
import { errorOf, treeOf } from '../support/syntax-text.ts';

const one = (source: string): string | undefined => treeOf(source)[0];

t.test('try: with and without a name, in all spellings', async (t) => {
  t.equal(one('முயல் { x = 1; } பிழை(e) { அச்சு e; }'), 'attempt {assign x 1} catch e {print e}');
  t.equal(one('_try { } _catch { }'), 'attempt {} catch - {}');
  t.equal(one('muyal { } pizY(e) { }'), 'attempt {} catch e {}');
  t.equal(errorOf('முயல் { } அச்சு 1;'), "1:11 expected பிழை (pizY), found 'அச்சு'");
  t.match(errorOf('முயல் { } பிழை(குழு) { }'), "expected a variable name, found 'குழு'");
});

t.test('prefix if: parentheses optional, four spellings, else-if', async (t) => {
  t.equal(one('யதி x > 3 { அச்சு 1; } இன்றேல் { அச்சு 2; }'), 'if (x > 3) {print 1} else {print 2}');
  t.equal(one('யதி (x > 3) { }'), 'if (x > 3) {}');
  t.equal(one('யதி (x) > 3 மற்றும் (y) { }'), 'if (and (x > 3) y) {}');
  for (const word of ['yaqi', '\u0baf\u0926\u093f', '\u092f\u0926\u093f'])
    t.equal(one(`${word} x { }`), 'if x {}', word);
  t.equal(one('யதி a { } இன்றேல் யதி b { } இன்றேல் { x; }'), 'if a {} else {if b {} else {assign x}}');
  t.equal(one('(a) எனில் { } இன்றேல் யதி b { }'), 'if a {} else {if b {}}');
  t.equal(
    one('யதி இல்லை f(P{a: 1})?.b[0] == -1 { }'),
    'if (not ((index (field (try (call f P{a=1})) b) 0) == (negate 1))) {}',
  );
  t.equal(one('யதி {a: 1} == செயல்() எண் { } { }'), 'if ({a=1} == (fn () -> Number {})) {}');
  t.equal(one('யதி கோப்பு_படி("f") == _join([], "") { }'), 'if ((file-read "f") == (call _join [] "")) {}');
  t.equal(one('யதி P { x; }'), 'if P {assign x}');
});

t.test('the words of the dialect keep their core meaning where a core statement stands', async (t) => {
  t.equal(one('யதி = 5;'), 'assign யதி 5');
  t.equal(one('யதி x = 5;'), 'declare யதி:x 5');
  t.equal(one('யதி(x);'), 'effect (call யதி x)');
  t.equal(one('யதி(x).m(P{a: 1});'), 'effect (method (call யதி x) m P{a=1})');
  t.equal(one('யதி[0] = 1;'), 'index-set யதி 0 1');
  t.equal(one('யதி.x = P{a: 1};'), 'field-set யதி x P{a=1}');
  t.equal(one('முயல் = 1;'), 'assign முயல் 1');
  t.equal(one('முயல்(1);'), 'effect (call முயல் 1)');
  t.equal(one('பிழை(1);'), 'effect (call பிழை 1)');
  t.equal(one('f(முயல், பிழை, யதி);'), 'effect (call f முயல் பிழை யதி)');
});

t.test('a mistake inside a prefix if is reported where it is', async (t) => {
  t.equal(errorOf('யதி (1 + ) { }'), "1:10 expected a value, found ')'");
  t.equal(errorOf('யதி x { அச்சு; }'), "1:14 expected a value, found ';'");
  t.equal(errorOf('யதி x > 3 அச்சு 1;'), "1:7 expected '=', found '>'");
});

t.test('nil is a literal as an operand and a plain name elsewhere', async (t) => {
  t.equal(one('அச்சு [nil, {nil: 1}, r.nil, nil == x];'), 'print [nil {nil=1} (field r nil) (nil == x)]');
  t.equal(one('அச்சு nil(1);'), 'print (call nil 1)');
});

t.test('nil is the null literal unless the file binds that name', async (t) => {
  const kindOf = (source: string, strict = false): string | undefined => {
    const s = parse(source, 0, { strict }).statements.at(-1);
    return s?.kind === 'print' ? s.value.kind : undefined;
  };
  t.equal(kindOf('அச்சு nil;'), 'nil');
  t.equal(kindOf('அச்சு nil;', true), 'name');
  t.equal(kindOf('r = {}; r.nil = 5; அச்சு nil;'), 'nil');
  for (const binding of [
    'nil = 5;',
    'எண் nil;',
    'ஒவ்வொரு nil இல் x { }',
    'செயல் f(a, எண் nil) { }',
    'உள்ளிடு nil;',
    'g = செயல்(nil) { };',
  ]) {
    t.equal(kindOf(`${binding} அச்சு nil;`), 'name', binding);
  }
});

t.test('a lone ; is an empty statement', async (t) => {
  t.same(treeOf(';; செயல் f() { ; };; x;;'), ['function f() {}', 'assign x']);
  t.equal(errorOf(';', true), "1:1 expected a statement, found ';'");
});

t.test('file statements have a call form, told apart by the ; after the bracket', async (t) => {
  t.same(
    treeOf('கோப்பு_திற("a"); கோப்பு_திற("a", m & "x"); கோப்பு_மூடு("a"); கோப்பு_எழுது("a", d); தரவுரை_எழுது("a", d);'),
    [
      'effect (file-open "a")',
      'effect (file-open "a" (& m "x"))',
      'effect (file-close "a")',
      'effect (file-write "a" d)',
      'effect (csv-write "a" d)',
    ],
  );
  t.same(treeOf('கோப்பு_படி (f), x; கோப்பு_எழுது (f), d; கோப்பு_எழுது (f) & "x", (d); கோப்பு_திற (f), "write";'), [
    'file-read f x',
    'file-write f d',
    'file-write (& f "x") d',
    'file-open f write',
  ]);
  t.equal(one('x = நீளம்(கோப்பு_படி(f)) & தரவுரை_படி(f);'), 'assign x (& (call நீளம் (file-read f)) (csv-read f))');
  t.equal(errorOf('x = கோப்பு_படி(f, g);'), "1:17 expected ')', found ','");
  t.equal(errorOf('கோப்பு_எழுது(f);'), "1:15 expected ',', found ')'");
  t.equal(errorOf('x = கோப்பு_படி(f);', true), "1:5 expected a value, found 'கோப்பு_படி'");
  t.equal(treeOf('கோப்பு_மூடு (f);', true)[0], 'file-close f');
});

t.test('தரவு is a variable where it cannot be the type', async (t) => {
  t.same(treeOf('தரவு = [1]; தரவு[0] = 5; தரவு.a = 1; தரவு.m(1); அச்சு தரவு[1] & _data; தரவு r = 1;'), [
    'assign தரவு [1]',
    'index-set தரவு 0 5',
    'field-set தரவு a 1',
    'effect (method தரவு m 1)',
    'print (& (index தரவு 1) _data)',
    'declare Record:r 1',
  ]);
  t.equal(one('செயல் f(தரவு x) தரவு { }'), 'function f(Record:x) -> Record {}');
  t.match(errorOf('செயல் f(தரவு) { }'), "expected a parameter name, found ')'");
  t.match(errorOf('தரவு = 1;', true), "expected a name after the type, found '='");
  t.match(errorOf('அச்சு தரவு;', true), "expected a value, found 'தரவு'");
});

t.test('Devanagari words: the response statement and the log builtin', async (t) => {
  t.equal(one('पत्तिका 200, {a: 1};'), 'response 200 {a=1}');
  t.equal(one('पत्तिका 500, "b", {c: "d"};'), 'response 500 "b" {c="d"}');
  t.equal(one('पत्तिका = 1;'), 'assign पत्तिका 1');
  t.equal(one('पत्तिका_त्रुटि("E1", e);'), 'effect (call பிழை_பதிவு "E1" e)');
  t.equal(one('x = விकास्வர_query_async(pool, "q", [1]);'), 'assign x (call விकास्வர_query_async pool "q" [1])');
});

t.test('server.start and server.stop are statements unless the file binds server', async (t) => {
  t.equal(one('server.start(":8080", {workers: 4});'), 'start-server - - ":8080" {workers=4}');
  t.equal(one('server.start(80);'), 'start-server - - 80 -');
  t.equal(one('server.stop();'), 'stop-server');
  t.equal(one('செயல் f() { server.start(1); }'), 'function f() {start-server - - 1 - nested}');
  t.same(treeOf('server = {}; server.start(80);'), ['assign server {}', 'effect (method server start 80)']);
  t.same(treeOf('வடிவம் server { செயல் start(p) { } } server.start(80);')[1], 'effect (method server start 80)');
  t.equal(one('server.other(1);'), 'effect (method server other 1)');
  t.equal(errorOf('server.start();'), "1:14 expected a value, found ')'");
  t.equal(errorOf('server.start(1, 2, 3);'), "1:18 expected ')', found ','");
  t.equal(treeOf('server.start(80);', true)[0], 'effect (method server start 80)');
});

t.test('a route may carry options between path and block', async (t) => {
  t.equal(
    one('வழி பெறு, "/x", { auth: மெய், roles: ["a"] } { பதில் 200, 1; }'),
    'route GET "/x" {auth=true roles=["a"]} {response 200 1}',
  );
  t.equal(one('வழி பெறு, "/x", { } { }'), 'route GET "/x" {} {}');
  t.equal(errorOf('வழி பெறு, "/x", o { }'), "1:17 expected '{', found 'o'");
  t.equal(errorOf('வழி பெறு, "/x", { auth: மெய் } { }', true), "1:15 expected '{', found ','");
});

t.test('strict turns the whole dialect off', async (t) => {
  t.equal(errorOf('முயல் { } பிழை { }', true), "1:7 expected '=', found '{'");
  t.equal(errorOf('யதி x { }', true), "1:7 expected '=', found '{'");
  t.equal(errorOf('(a) எனில் { } இன்றேல் யதி b { }', true), "1:23 expected '{', found 'யதி'");
  t.match(errorOf('यदि x { }', true), "unrecognized input 'यदि'");
});

t.test('deciding between dialect and core stays linear', async (t) => {
  const nested = (n: number, inner: string): string => `${'யதி(செயல்() { '.repeat(n)}${inner}${' });'.repeat(n)}`;
  t.equal(errorOf(nested(60, 'x;')), 'no error');
  t.equal(errorOf(`${'யதி (x); '.repeat(30_000)}`), 'no error');
  t.equal(errorOf(`${'யதி x { } '.repeat(30_000)}`), 'no error');
  t.equal(errorOf(`${'கோப்பு_மூடு(f); server.start(1); அச்சு nil; '.repeat(10_000)}`), 'no error');
  t.match(errorOf('யதி x + '.repeat(50_000)), 'expected');
});
