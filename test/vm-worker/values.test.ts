// Value semantics under copy on write (spec §9.3, §9.4): no program can observe sharing.
import t from 'tap';
import { runProgram } from '../support/run-program.ts';

const cases: readonly (readonly [name: string, source: string, out: string])[] = [
  ['a copy of an array does not follow its original', 'a = [1, 2]; b = a; a[0] = 9; அச்சு a; அச்சு b;', '[9, 2]\n[1, 2]'],
  ['appending to a copy leaves the original', 'a = [1]; b = a; b = இணை(b, 2); a = இணை(a, 3); அச்சு a; அச்சு b;', '[1, 3]\n[1, 2]'],
  ['many kept versions stay apart', 'a = []; v = []; i = 0; (i < 4) சுற்று { a = இணை(a, i); v = இணை(v, a); i = i + 1; } a[0] = 9; அச்சு v; அச்சு a;', '[[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]\n[9, 1, 2, 3]'],
  ['a nested record taken out is a copy', 'r = {p: {x: 1}}; p = r.p; p.x = 2; அச்சு r; அச்சு p;', '{p: {x: 1}}\n{x: 2}'],
  ['an element taken out is a copy', 'a = [[1], [2]]; b = a[0]; b[0] = 7; அச்சு a; அச்சு b;', '[[1], [2]]\n[7]'],
  ['an argument is a copy', 'செயல் f(x) { x[0] = 9; திரும்பு x; } a = [1]; b = f(a); அச்சு a; அச்சு b;', '[1]\n[9]'],
  ['a function changes its own copy of a global', 'g = [1]; செயல் f() { g[0] = 5; திரும்பு g; } அச்சு f(); அச்சு g;', '[5]\n[1]'],
  ['a capture is a copy', 'செயல் f() { a = [1]; h = செயல்() { a[0] = a[0] + 1; திரும்பு a; }; a[0] = 50; திரும்பு h; } h = f(); அச்சு h(); அச்சு h();', '[2]\n[2]'],
  ['iteration runs over a copy', 'a = [1, 2]; ஒவ்வொரு x இல் a { a = இணை(a, x); a[0] = 100; } அச்சு a;', '[100, 2, 1, 2]'],
  ['what a result holds is a copy', 'a = [1]; r = சரி(a); b = மதிப்பு(r); b[0] = 2; அச்சு a; அச்சு r; அச்சு b;', '[1]\nசரி([1])\n[2]'],
  ['a field default is a copy', 'd = [1]; x = புலம்_அல்லது({}, "k", d); x[0] = 2; அச்சு d; அச்சு x;', '[1]\n[2]'],
  ['a record holding itself holds the old value', 'r = {a: 1}; r.me = r; r.a = 2; அச்சு r;', '{a: 2, me: {a: 1}}'],
  ['__proto__ is an ordinary field', 'r = {"__proto__": {x: 1}, constructor: 2}; r["__proto__"] = 5; அச்சு r; அச்சு புலம்_உள்ளதா({}, "toString");', '{__proto__: 5, constructor: 2}\nfalse'],
  ['a spread copies', 'வடிவம் P { x, y } p = P{x: [1], y: 2}; q = P{y: 3, ..p}; z = q.x; z[0] = 9; அச்சு p; அச்சு q;', 'P{x: [1], y: 2}\nP{x: [1], y: 3}'],
  ['text grows in place without being seen elsewhere', 's = "a"; u = s; s = s & "b"; அச்சு u & s;', 'aab'],
];

for (const [name, source, out] of cases) {
  t.test(name, async (t) => {
    const r = await runProgram(source);
    t.equal(r.refused + r.fault, '');
    t.equal(r.out, out);
  });
}

t.test('appending in loops and functions stays linear', async (t) => {
  const source = 'செயல் f(n) { a = []; s = ""; i = 0; (i < n) சுற்று { a = இணை(a, i); s = s & "x"; a[0] = i; i = i + 1; } திரும்பு நீளம்(a) & நீளம்(s); } அச்சு f(300000);';
  // quadratic copying of 300,000 items would take minutes, beyond tap's own limit
  t.equal((await runProgram(source)).out, '300000300000');
});
