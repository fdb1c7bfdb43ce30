// Shows what the checker refuses and warns of, entry by entry of spec language.md §21.4, and what it must let pass.

import type { Expr, Pos, Stmt } from '@etamil/compiler/ast';
import { type CheckMode, type CheckSession, check, checkInput } from '@etamil/compiler/checker';
import { parse } from '@etamil/compiler/parser';
import { TYPE_CODES } from '@etamil/shared/codes/types';
import { type Diagnostic, renderDiagnostic } from '@etamil/shared/diagnostic';
import t from 'tap';

const at = (column: number): Pos => ({ file: 0, line: 1, column, length: 1 });

/** Trees that the parser would not make. */
function checkTree(statements: readonly Stmt[]): string[] {
  const found = check(statements, [''], { strict: false, mode: 'check' });
  for (const d of found) seen.add(d.id);
  return found.map((d) => `${d.id} ${d.column}`);
}

const seen = new Set<string>();

function all(source: string, mode: CheckMode = 'check'): Diagnostic[] {
  const parsed = parse(source, 0, { strict: false });
  if (parsed.diagnostics.length > 0) throw new Error(parsed.diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
  const found = check(parsed.statements, ['நிரல்.qmz'], { strict: false, mode });
  for (const d of found) seen.add(d.id);
  return found;
}

/** `ID line:column text`, with the text that the problem points at. */
function located(source: string, d: Diagnostic): string {
  const line = [...(source.split('\n')[d.line - 1] ?? '')];
  return `${d.id} ${d.line}:${d.column} ${line.slice(d.column - 1, d.column - 1 + d.length).join('')}`;
}

function errors(source: string, mode: CheckMode = 'check'): string[] {
  return all(source, mode).flatMap((d) => (d.severity === 'error' ? [located(source, d)] : []));
}

function warnings(source: string): string[] {
  return all(source).flatMap((d) => (d.severity === 'warning' ? [located(source, d)] : []));
}

/** The only error, as users see it. */
function onlyText(source: string, mode: CheckMode = 'check'): string {
  return all(source, mode)
    .filter((d) => d.severity === 'error')
    .map((d) => renderDiagnostic(d))
    .join(' || ');
}

t.test('a value must satisfy the declaration of its name', async (t) => {
  t.equal(
    onlyText('எண் x = மெய்;'),
    "வரி 1, நெடுவரிசை 5: 'x' எண் (eN, a number) என அறிவிக்கப்பட்டது, ஆனால் ஒரு ஈர்மம் (a boolean) வழங்கப்பட்டது" +
      "  (line 1, column 5: 'x' is declared எண் (eN, a number), but was given ஒரு ஈர்மம் (a boolean))",
  );
  const mismatches: [string, string][] = [
    ['எண் x = "அ";', "'x' is declared எண் (eN, a number), but was given ஒரு சொல் (a string)"],
    ['சொல் x = [];', "'x' is declared சொல் (col, a string), but was given ஒரு அணி (an array)"],
    ['ஈர்ம x = 1;', "'x' is declared ஈர்ம (Irma, a boolean), but was given ஒரு எண் (a number)"],
    ['அணி x = {};', "'x' is declared அணி (aNi, an array), but was given ஒரு பொருள் (a record)"],
    ['பொருள் x = செயல்() { };', "'x' is declared பொருள் (poruL, a record), but was given ஒரு செயல் (a function)"],
    ['தேதி x = மெய்;', "'x' is declared தேதி (qEqi, a date), but was given ஒரு ஈர்மம் (a boolean)"],
    ['செயல் x = 1;', "'x' is declared செயல் (ceyal, a function), but was given ஒரு எண் (a number)"],
    ['வடிவம் ப { எண் a } எண் x = ப{a: 1};', "'x' is declared எண் (eN, a number), but was given ஒரு ப (a ப record)"],
    ['வடிவம் ப { எண் a } ப x = 1;', "'x' is declared ப (a வடிவம், shape), but was given ஒரு எண் (a number)"],
    ['வடிவம் ப { எண் a } ப x = {a: 1};', "'x' is declared ப (a வடிவம், shape), but was given ஒரு பொருள் (a record)"],
  ];
  for (const [source, text] of mismatches) t.match(onlyText(source), text, source);
});

t.test('text and dates take text or numbers, records take shapes, and the unknown fits everywhere', async (t) => {
  t.same(
    errors(`
வடிவம் ப { எண் a }
சொல் s = 1; சொல் u = "அ"; தேதி d = "2026-01-01"; தேதி e = 5; பொருள் r = ப{a: 1};
எண் n = இன்மை; எண் m = f(); அணி a = [1][0]; ஈர்ம b = f()?; எண் k = r.a; எண் g = (f)();
சொல் day = d; எண் sum = "5" + 1; சொல் join = 1 & 2; ஈர்ம both = 1 மற்றும் 2; ஈர்ம chain = 1 < 2;
`),
    [],
  );
});

t.test('every later assignment in the same scope is held to the declaration', async (t) => {
  t.same(errors('எண் x = 1;\nx = "அ";\nx = 2;\nx = [];'), ['TYP-MISMATCH 2:1 x', 'TYP-MISMATCH 4:1 x']);
  t.same(errors('எண் x = 1; (மெய்) எனில் { x = "அ"; } இன்றேல் { x = மெய்; }').length, 2);
  t.same(errors('எண் x = 1; சொல் x = "அ"; x = "இ";'), [], 'a declaration replaces the one before');
  t.same(errors('எண் x = 1; செயல் f() { x = "அ"; }'), [], 'a function body is a scope of its own');
  t.same(errors('x = 1; x = "அ";'), [], 'nothing was declared');
  t.same(errors('சொல் s = "அ"; எண் n = s;'), ['TYP-MISMATCH 1:19 n'], 'a variable counts as declared');
});

t.test('a declaration without a value gives the number 0', async (t) => {
  t.same(errors('எண் n; சொல் s; தேதி d;'), []);
  t.same(errors('அணி a;'), ['TYP-MISMATCH 1:5 a']);
  t.same(errors('வடிவம் ப { எண் a } ப p;'), ['TYP-MISMATCH 1:22 p']);
});

t.test('for-each, file, CSV and query targets drop a declaration; an input does not', async (t) => {
  t.same(errors('எண் x = 1; கோப்பு_படி "f", x; x = "அ";'), []);
  t.same(errors('எண் x = 1; தரவுரை_படி "f", x; x = "அ";'), []);
  t.same(errors('எண் x = 1; தளம்_வினா "q", [], x; x = "அ";'), []);
  t.same(errors('எண் x = 1; ஒவ்வொரு x இல் [1] { } x = "அ";'), []);
  t.same(errors('எண் x = 1; உள்ளிடு x; x = "அ";'), ['TYP-MISMATCH 1:23 x']);
});

t.test('an argument is told at the parameter, a result at the function', async (t) => {
  t.match(
    onlyText('செயல் f(எண் n) { திரும்பு n; }\nf("அ");\n'),
    "line 1, column 13: 'n' is declared எண் (eN, a number), but was given ஒரு சொல் (a string)",
  );
  t.same(errors('f("அ"); செயல் f(எண் n) { }'), ['TYP-MISMATCH 1:21 n'], 'before the definition too');
  t.same(errors('செயல் f(எண் n) { } f(); f(1, 2, 3);'), [], 'how many there are is not the checker’s concern');
  t.same(errors('செயல் f() எண் { திரும்பு "அ"; }'), ['TYP-MISMATCH 1:7 f']);
  t.same(errors('செயல் f() எண் { திரும்பு; }'), [], 'a bare return is not checked');
  t.match(onlyText('g = செயல்() எண் { திரும்பு "அ"; };'), "line 1, column 5: 'செயல்' is declared எண்");
  t.same(errors('செயல் f() சொல் { திரும்பு "அ"; } எண் n = f();'), ['TYP-MISMATCH 1:38 n']);
  t.same(errors('செயல் g() { செயல் f(எண் n) { } } f(மெய்);'), ['TYP-MISMATCH 1:25 n'], 'a nested function is global');
  t.same(errors('செயல் f(எண் n) { } செயல் f(n) { } f("அ");'), [], 'the last definition counts');
  t.same(errors('செயல் f(எண் n) { } செயல் g(செயல் f) { f("அ"); }'), [], 'a parameter hides the function');
});

t.test('every statement with expressions is looked into', async (t) => {
  const inside = 'f("அ")';
  const statements = [
    `அச்சு ${inside};`,
    `x = [1, ${inside}];`,
    `x = {a: ${inside}};`,
    `x[${inside}] = 1;`,
    `x.a = ${inside};`,
    `(${inside}) எனில் { }`,
    `(மெய்) எனில் { } இன்றேல் { ${inside}; }`,
    `(${inside}) சுற்று { }`,
    `ஒவ்வொரு k இல் ${inside} { }`,
    `பதில் 200, ${inside};`,
    `பதில் 200, "", ${inside};`,
    `ஜேசான்_உரை ${inside};`,
    `ஜேசான்_உரை "", ${inside};`,
    `கோப்பு_திற ${inside};`,
    `கோப்பு_மூடு ${inside};`,
    `கோப்பு_எழுது "f", ${inside};`,
    `கோப்பு_படி ${inside}, x;`,
    `தரவுரை_படி ${inside}, x;`,
    `தரவுரை_எழுது "f", ${inside};`,
    `தளம்_இணை SQLite, ${inside};`,
    `தளம்_செய் "q", [${inside}];`,
    `தளம்_வினா "q", [${inside}], x;`,
    `முயல் { ${inside}; } பிழை(e) { }`,
    `முயல் { } பிழை { ${inside}; }`,
    `வழி பெறு, "/x" { ${inside}; }`,
    `இடைவெளி 5 { ${inside}; }`,
    `x = செயல்() { ${inside}; };`,
    `செயல் g() { ${inside}; }`,
    `x = -${inside} + 1 < 2 மற்றும் இல்லை ${inside}?;`,
    `x = (g)(${inside});`,
    `x = r.m(${inside});`,
  ];
  for (const s of statements) {
    t.ok(errors(`செயல் f(எண் n) { } ${s}`).includes('TYP-MISMATCH 1:13 n'), s);
  }
});

t.test('a type or literal names a shape that exists', async (t) => {
  t.match(onlyText('இல்லாதது x = 1;'), "line 1, column 1: there is no shape named 'இல்லாதது'");
  t.same(errors('x = ப{a: 1};'), ['TYP-NOSHAPE 1:5 ப']);
  t.same(errors('செயல் f(ப a) ப { }'), ['TYP-NOSHAPE 1:9 ப', 'TYP-NOSHAPE 1:14 ப']);
  t.same(errors('வடிவம் க { ப a }'), ['TYP-NOSHAPE 1:12 ப']);
  t.same(errors('நிலை ப x = 1;'), ['TYP-NOSHAPE 1:6 ப']);
  t.same(errors('ப x = ப{a: 1}; வடிவம் ப { எண் a, ப next }').length, 1, 'before its declaration and inside itself');
});

t.test('a shape is declared once, at the top level, under a name of its own', async (t) => {
  t.match(onlyText('வடிவம் ப { a }\nவடிவம் ப { b }'), "line 2, column 8: 'ப' is already a shape, on line 1");
  t.match(onlyText('வடிவம் ப { a } செயல் ப() { }'), "'ப' cannot be both a shape and a function");
  t.same(errors('வடிவம் ப { a } ப = 1;'), ['TYP-SHAPE-VAR 1:16 ப']);
  t.same(errors('வடிவம் ப { a } செயல் f(ப) { }'), ['TYP-SHAPE-VAR 1:24 ப']);
  t.same(errors('வடிவம் ப { a } நிலை ப = 1;'), ['TYP-SHAPE-VAR 1:21 ப']);
  t.same(errors('வடிவம் ப { a } ஒவ்வொரு ப இல் [] { }'), ['TYP-SHAPE-VAR 1:24 ப']);
  t.same(errors('(மெய்) எனில் { வடிவம் ப { a } x = ப{a: 1}; }'), ['TYP-SHAPE-NEST 1:23 ப']);
  t.match(onlyText('செயல் f() { வடிவம் ப { a } }'), 'a shape is declared at the top level of a program');
});

t.test('fields and methods of a shape do not repeat or collide', async (t) => {
  t.match(onlyText('வடிவம் ப { எண் a, சொல் a }'), "line 1, column 24: the field 'a' is declared twice in 'ப'");
  t.match(onlyText('வடிவம் ப { a, செயல் a() { } }'), "'a' cannot be both a field and a method of 'ப'");
  t.match(onlyText('வடிவம் ப { செயல் m() { } செயல் m() { } }'), "the method 'm' is written twice in 'ப'");
});

t.test('the receiver is the shape’s own record, and fixed', async (t) => {
  t.match(onlyText('வடிவம் ப { செயல் m(எண் இது) { } }'), "இது is always the 'ப' the method was called on");
  t.same(errors('வடிவம் ப { a, செயல் m(ப இது) { அச்சு இது.a; } }'), []);
  t.same(errors('வடிவம் ப { a, செயல் m(_self) { அச்சு _self.b; } }'), ['TYP-NOFIELD 1:44 b']);
  t.same(errors('வடிவம் ப { a, செயல் m(iqu) { iqu.a = 1; iqu = 2; } }'), [
    'TYP-FIX-PART 1:30 iqu',
    'TYP-FIX-ASSIGN 1:41 iqu',
  ]);
  t.same(errors('செயல் m(இது) { இது.a = 1; }'), [], 'outside a shape it is a plain parameter');
});

t.test('a shape literal gives every field once and no other', async (t) => {
  const shape = 'வடிவம் ப { எண் a, சொல் b }\n';
  t.same(errors(`${shape}x = ப{b: "அ", a: 1};`), []);
  t.match(onlyText(`${shape}x = ப{};`), 'line 2, column 5: a ப needs every one of its fields; missing: a, b');
  t.same(errors(`${shape}x = ப{a: 1, b: "அ", a: 2};`), ['TYP-GIVEN-TWICE 2:21 a']);
  t.match(
    onlyText(`${shape}x = ப{a: 1, b: "", c: 3};`),
    "line 2, column 20: 'ப' has no field 'c'; its fields are: a, b",
  );
  t.match(onlyText(`${shape}x = ப{a: "", b: ""};`), "line 2, column 5: 'ப.a' is declared எண் (eN, a number)");
  t.same(errors(`${shape}x = ப{a: இன்மை, b: இன்மை};`), [], 'nil fits every field');
  t.same(errors(`${shape}ப q = ப{a: 1, b: ""}; x = ப{a: 2, ..q};`), []);
  t.match(
    onlyText(`${shape}x = ப{a: 2, ..5};`),
    "'..ப' is declared ப (a வடிவம், shape), but was given ஒரு எண் (a number)",
  );
});

t.test('fields are read and set as the shape has them', async (t) => {
  const shape = 'வடிவம் ப { எண் a, செயல் k, செயல் m(இது) எண் { } செயல் s() { } }\nப p = f();\n';
  t.same(errors(`${shape}அச்சு p.a; p.a = 2; p["a"] = 3; p[x] = 1; அச்சு p["zz"];`), []);
  t.match(onlyText(`${shape}அச்சு p.z;`), "line 3, column 9: 'ப' has no field 'z'; its fields are: a, k");
  t.same(errors(`${shape}p.z = 1;`), ['TYP-NOFIELD 3:3 z']);
  t.same(errors(`${shape}p["z"] = 1;`), ['TYP-NOFIELD 3:3 "z"']);
  t.match(onlyText(`${shape}p.a = "";`), "line 3, column 3: 'ப.a' is declared எண்");
  t.same(errors(`${shape}p["a"] = "";`), ['TYP-MISMATCH 3:3 "a"']);
  t.match(onlyText(`${shape}அச்சு p.m;`), "'m' is a method of 'ப', not a field");
  t.same(
    errors(`${shape}நிலை c = ப{a: 1, k: இன்மை}; அச்சு c.z;`),
    ['TYP-NOFIELD 3:37 z'],
    'a fixed literal is remembered',
  );
  t.same(errors(`${shape}c = ப{a: 1, k: இன்மை}; அச்சு c.z;`), [], 'a plain assignment declares nothing');
});

t.test('methods are called as the shape has them', async (t) => {
  const shape = 'வடிவம் ப { எண் a, u, செயல் k, செயல் m(இது) எண் { } செயல் s() சொல் { } }\nப p = f();\n';
  t.same(errors(`${shape}அச்சு p.m(); p.k(1); p.u(); ப.m(p); ப.s();`), []);
  t.match(onlyText(`${shape}ப.z();`), "line 3, column 3: 'ப' has no function 'z'");
  t.match(onlyText(`${shape}p.z();`), "line 3, column 3: 'ப' has no method or field 'z'");
  t.match(onlyText(`${shape}p.s();`), "'s' takes no இது, so it is not called on a record");
  t.match(onlyText(`${shape}p.a();`), "'ப.a' is a field that does not hold a function");
  t.same(errors(`${shape}சொல் t = p.m(); ஈர்ம b = p.m(); ஈர்ம c = ப.s();`), [
    'TYP-MISMATCH 3:22 b',
    'TYP-MISMATCH 3:38 c',
  ]);
  t.match(onlyText('வடிவம் ப { செயல் m() எண் { திரும்பு ""; } }'), "line 1, column 18: 'm' is declared எண்");
  t.same(errors('வடிவம் க { எண் n } வடிவம் ப { க a } ப p = f(); அச்சு p.a.z;'), ['TYP-NOFIELD 1:58 z']);
});

t.test('a conversion takes one argument', async (t) => {
  t.match(onlyText('வடிவம் ப { a }\nx = ப();'), "line 2, column 5: 'ப(…)' takes exactly one argument");
  t.same(errors('வடிவம் ப { a } x = ப({a: 1}); y = ப(1)?;'), []);
});

t.test('a fixed name is bound once in its scope', async (t) => {
  t.match(
    onlyText('நிலை x = 1;\nx = 2;'),
    "வரி 2, நெடுவரிசை 1: 'x' நிலையானது (வரி 1); அதற்கு மீண்டும் மதிப்பிட முடியாது" +
      "  (line 2, column 1: cannot assign twice to 'x': it is bound with நிலை on line 1)",
  );
  t.same(errors('நிலை x = 1; எண் x = 2;'), ['TYP-FIX-ASSIGN 1:17 x']);
  t.same(errors('நிலை x = 1; x;'), ['TYP-FIX-ASSIGN 1:13 x']);
  t.match(onlyText('நிலை x = [1];\nx[0] = 2;'), "line 2, column 1: cannot change 'x[…]'");
  t.match(onlyText('நிலை x = {};\nx.f = 2;'), "cannot change 'x.f'");
  t.match(onlyText('நிலை x = 1;\nநிலை x = 2;'), "line 2, column 6: 'x' is already bound with நிலை on line 1");
  t.match(onlyText('x = 1;\nநிலை x = 2;'), "line 2, column 6: 'x' was already assigned as an ordinary variable here");
  t.same(errors('(மெய்) எனில் { நிலை x = 1; } இன்றேல் { நிலை x = 2; }').length, 1);
  t.same(errors('(மெய்) சுற்று { நிலை x = 1; }'), []);
  t.same(errors('நிலை x = 1; செயல் f() { x = 2; x[0] = 1; நிலை y = 1; } y = x; y = 3;'), [], 'a body is a new scope');
  t.same(errors('செயல் f(நிலை எண் n) { n = 1; }'), ['TYP-FIX-ASSIGN 1:23 n']);
});

t.test('a for-each variable and other targets may not be fixed; the message shows the declaration', async (t) => {
  const fixed = 'நிலை x = 1;\n';
  for (const s of [
    'ஒவ்வொரு x இல் [] { }',
    'உள்ளிடு x;',
    'கோப்பு_படி "f", x;',
    'தரவுரை_படி "f", x;',
    'தளம்_வினா "q", [], x;',
  ]) {
    t.same(errors(fixed + s), ['TYP-FIX-ASSIGN 1:6 x'], s);
  }
  t.same(errors(`${fixed}முயல் { } பிழை(x) { }`), ['TYP-FIX-ASSIGN 2:16 x']);
});

t.test('a handler sees the whole top level and keeps its own names to itself', async (t) => {
  t.same(errors('நிலை x = 1; வழி பெறு, "/" { x = 2; }'), ['TYP-FIX-ASSIGN 1:29 x']);
  t.same(errors('வழி பெறு, "/" { x = 2; } நிலை x = 1;'), ['TYP-FIX-ASSIGN 1:17 x'], 'the prelude runs first');
  t.same(errors('வழி பெறு, "/" { நிலை x = 1; } வழி பதி, "/" { நிலை x = 1; } x = 2;'), []);
  t.same(errors('வழி பெறு, "/" { எண் x = 1; } இடைவெளி 1 { x = ""; }'), []);
  t.same(errors('எண் x = 1; வழி பெறு, "/" { x = ""; }'), ['TYP-MISMATCH 1:28 x']);
  t.same(
    errors('வழி பெறு, "/" { எண் a = ""; }\nஎண் b = "";\nவழி பதி, "/" { எண் c = ""; }'),
    ['TYP-MISMATCH 1:21 a', 'TYP-MISMATCH 2:5 b', 'TYP-MISMATCH 3:20 c'],
    'told in text order all the same',
  );
  t.same(errors('வழி பெறு, "/" { திரும்பு 1; }'), []);
});

t.test('a parameter name is written once', async (t) => {
  t.match(onlyText('செயல் f(a, b, a) { }'), "line 1, column 15: the parameter 'a' is written twice");
  t.same(errors('x = செயல்(a, a) { };'), ['TYP-PARAM-TWICE 1:14 a']);
});

t.test('a route has one of the seven verbs', async (t) => {
  t.match(onlyText('வழி எறி, "/x" { }'), "line 1, column 5: 'எறி' is not an HTTP method");
  t.same(errors('_route _get, "/a" { } _route _head, "/a" { } வழி தெரிவு, "/a" { }'), []);
});

t.test('route options are known, constant and of their kind', async (t) => {
  const route = (options: string): string => `வடிவம் ப { a }\nவழி பெறு, "/x", { ${options} } { }`;
  t.same(
    errors(
      route(
        '"auth": மெய், "roles": ["அ"], "cache": 5, "vary": ["accept"], "rate": "100/60", "timeout": 10, "body_limit": 0, "body": "ப"',
      ),
    ),
    [],
  );
  t.same(
    errors(
      route(
        'அங்கீகாரம்: "optional", பாத்திரங்கள்: ["அ"], பதுக்கு: 0, வேறுபடுத்து: [], வேகவரம்பு: "1/1", கெடுநேரம்: 1, உடல்_வரம்பு: 5, உடல்_வடிவம்: "ப"',
      ),
    ),
    [],
  );
  t.match(onlyText(route('speed: 1')), "line 2, column 19: there is no route option 'speed'");
  for (const bad of [
    'auth: 1',
    'auth: "yes"',
    'roles: "அ"',
    'roles: [1]',
    'roles: []',
    'cache: "5"',
    'cache: 1.5',
    'cache: -1',
    'vary: [x]',
    'rate: "100"',
    'rate: "0/5"',
    'timeout: 0',
    'body_limit: x',
    'body: 5',
    'cache: 1 + 1',
  ]) {
    t.same(errors(route(bad)), [`TYP-OPTION-VALUE 2:19 ${bad.split(':')[0]}`], bad);
  }
  t.same(errors(route('stream: மெய்')), ['TYP-OPTION-STREAM 2:19 stream']);
  t.same(errors(route('ஓடை: மெய்')), ['TYP-OPTION-STREAM 2:19 ஓடை']);
  t.same(errors(route('body: "க"')), ['TYP-NOSHAPE 2:25 "க"']);
  const options = { kind: 'name', name: 'x', pos: at(3) } as const;
  const byHand: Stmt = {
    ...{
      kind: 'route',
      method: 'GET',
      verb: { name: 'பெறு', pos: at(1) },
      path: { kind: 'string', value: '/', pos: at(2) },
    },
    ...{ options, body: [], nested: false, pos: at(1) },
  };
  t.same(checkTree([byHand]), ['TYP-OPTIONS 3'], 'the parser lets no other kind through');
});

t.test('a served program has literal paths and seconds, and no route or job inside a block', async (t) => {
  const path = 'வழி பெறு, "/" & x { }';
  t.same(errors(path), [], 'a plain run refuses it only when reached');
  t.same(errors(path, 'serve').length, 1);
  t.match(onlyText(path, 'serve'), 'the path of a route must be a text literal');
  t.same(errors('(மெய்) எனில் { வழி பெறு, "/" { } }'), []);
  t.same(errors('(மெய்) எனில் { வழி பெறு, "/" { } }', 'serve'), ['TYP-ROUTE-NEST 1:16 வழி']);
  t.same(errors('செயல் f() { இடைவெளி 5 { } }', 'serve'), ['TYP-JOB-NEST 1:13 இடைவெளி']);
  t.same(errors('இடைவெளி n { }', 'serve'), ['TYP-JOB-SECONDS 1:9 n']);
  t.same(errors('இடைவெளி 0.5 { } வழி பெறு, "/" { }', 'serve'), []);
});

t.test('the server is started at the top level with constants', async (t) => {
  t.same(errors('வழங்கி_தொடங்கு "127.0.0.1", 8080;'), []);
  t.same(errors('server.start(":0", { "workers": 2, "timeout": 500, "max_connections": 10 });'), []);
  t.same(errors('server.start("[::1]:80"); '), []);
  t.same(errors('server.start(8080);'), []);
  t.same(errors('(மெய்) எனில் { வழங்கி_தொடங்கு "h", 1; }'), ['TYP-START-NEST 1:16 வழங்கி_தொடங்கு']);
  t.same(errors('செயல் f() { வழங்கி_தொடங்கு "h", 1; }'), ['TYP-START-NEST 1:13 வழங்கி_தொடங்கு']);
  t.same(errors('வழி பெறு, "/" { வழங்கி_தொடங்கு "h", 1; }'), ['TYP-START-NEST 1:17 வழங்கி_தொடங்கு']);
  t.same(errors('வழங்கி_தொடங்கு h, p;'), ['TYP-START-CONST 1:16 h', 'TYP-START-CONST 1:19 p']);
  t.match(onlyText('வழங்கி_தொடங்கு "a b", 1;'), "'a b' is not a host name or address");
  t.match(onlyText('வழங்கி_தொடங்கு "h", 65536;'), "'65536' is not a port");
  t.same(errors('வழங்கி_தொடங்கு "h", 80.5;'), ['TYP-START-PORT 1:21 80.5']);
  for (const bad of ['"host"', '"host:"', '"host:port"', '"a:b:80"', '"http://h:80"', '":70000"', '""']) {
    t.same(errors(`server.start(${bad});`), [`TYP-START-ADDRESS 1:14 ${bad}`], bad);
  }
  t.match(onlyText('server.start(1, { "speed": 1 });'), "there is no start option 'speed'");
  t.same(errors('server.start(1, { "workers": 0 });'), ['TYP-START-VALUE 1:19 "workers"']);
  t.same(errors('server.start(1, x);'), ['TYP-START-CONST 1:17 x']);
});

t.test('warnings tell of what is allowed and rarely meant', async (t) => {
  t.same(warnings('x = 1;\nx;'), ['LINT-ZERO 2:1 x']);
  t.same(warnings('x = {a: 1, b: 2, a: 3};'), ['LINT-KEY-TWICE 1:18 a']);
  t.same(warnings('x = "மொ: " + 5; y = "5" + 1; z = " -1.5 " * 2; w = "அ" & 1;'), ['LINT-TEXT-NUMBER 1:5 "மொ: "']);
  t.same(warnings('வழி பெறு, "/a" { }\nவழி பெறு, "/a" { }\nவழி பதி, "/a" { }'), ['LINT-ROUTE-SAME 2:11 "/a"']);
  t.same(warnings('வழி பெறு, "/a/:x" { }\nவழி பெறு, "/a/:y/" { }'), ['LINT-ROUTE-NEVER 2:11 "/a/:y/"']);
  t.same(warnings('வழி பெறு, "/a/:x" { }\nவழி பெறு, "/:y/a" { }\nவழி பெறு, "/a/" { }\nவழி பெறு, "/a" { }'), []);
  t.same(warnings('வழங்கி_தொடங்கு "h", 1;\nவழங்கி_தொடங்கு "h", 2;'), ['LINT-START-TWICE 2:1 வழங்கி_தொடங்கு']);
  t.ok(all('x;').every((d) => d.severity === 'warning' && d.stage === 'lint'));
});

t.test('all errors are told, in text order, with code, stage and length', async (t) => {
  const found = all('சொல் a = மெய்;\nபொருள் bb = "x";\nசெயல் f() { எண் c = ""; }\nஎண் d = [];');
  t.same(
    found.map((d) => [d.id, d.code, d.stage, d.file, d.line, d.column, d.length]),
    [
      ['TYP-MISMATCH', 'ET2101', 'type', 0, 1, 6, 1],
      ['TYP-MISMATCH', 'ET2101', 'type', 0, 2, 8, 2],
      ['TYP-MISMATCH', 'ET2101', 'type', 0, 3, 17, 1],
      ['TYP-MISMATCH', 'ET2101', 'type', 0, 4, 5, 1],
    ],
  );
});

t.test('in a session a later input sees the earlier ones and may declare them anew', async (t) => {
  let session: CheckSession | undefined;
  const input = (source: string): string[] => {
    const parsed = parse(source, 0, { strict: false });
    t.same(parsed.diagnostics, [], source);
    const answer = checkInput(parsed.statements, ['»'], { strict: false, mode: 'repl', session });
    const found = answer.diagnostics.filter((d) => d.severity === 'error').map((d) => d.id);
    if (found.length === 0) session = answer.session;
    return found;
  };
  t.same(input('வடிவம் ப { எண் a } செயல் f(எண் n) { }'), []);
  t.same(input('f("");'), ['TYP-MISMATCH']);
  t.same(input('ப p = ப{a: 1};'), []);
  t.same(input('அச்சு p.z;'), ['TYP-NOFIELD']);
  t.same(input('வடிவம் ப { z }'), [], 'a shape anew');
  t.same(input('அச்சு p.z;'), []);
  t.same(input('செயல் f(சொல் s) { } f("");'), [], 'a function anew');
  t.same(input('நிலை x = 1;'), []);
  t.same(input('x = 2;'), ['TYP-FIX-ASSIGN']);
  t.same(input('நிலை x = 3;'), [], 'fixed anew');
  t.same(input('எண் x = 4; x = 5;'), [], 'declared anew');
  t.same(input('x = "";'), ['TYP-MISMATCH']);
  t.same(input('செயல் ப() { }'), [], 'a function in place of a shape');
  t.same(input('வடிவம் f { a }'), [], 'a shape in place of a function');
});

t.test('long chains and wide shapes need neither deep stacks nor long messages', async (t) => {
  const one: Expr = { kind: 'number', text: '1', pos: at(9) };
  let joined: Expr = one;
  let field: Expr = { kind: 'name', name: 'r', pos: at(9) };
  let test: Expr = one;
  for (let i = 0; i < 100_000; i++) {
    joined = { kind: 'arith', op: '&', left: joined, right: one, pos: at(9) };
    field = { kind: 'field', target: field, field: { name: 'a', pos: at(9) }, pos: at(9) };
    test = { kind: 'try', operand: test, pos: at(9) };
  }
  const declare = (value: Expr): Stmt => ({
    ...{ kind: 'declare', id: { name: 'x', pos: at(5) }, type: { kind: 'Number', pos: at(1) }, value, pos: at(1) },
  });
  t.same(checkTree([declare(joined), declare(field), declare(test)]), ['TYP-MISMATCH 5']);
  const fields = Array.from({ length: 500 }, (_, i) => `f${i}`).join(', ');
  const text = onlyText(`வடிவம் ப { ${fields} } x = ப{z: 1};`);
  t.ok(text.includes('f63, …'));
  t.notOk(text.includes('f64'));
});

t.test('every error and warning of the checker was shown above', async (t) => {
  const missing = TYPE_CODES.filter((e) => !e.id.startsWith('MOD-') && !seen.has(e.id)).map((e) => e.id);
  t.same(missing, []);
});
