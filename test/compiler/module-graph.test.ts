// Shows how a program and its modules become one (spec language.md §17), over a host in memory.

import { type MemoryHostOptions, memoryHost } from '@etamil/compiler/memory-host';
import { loadProgram, MODULE_LIMITS } from '@etamil/compiler/module-graph';
import type { SourceHost } from '@etamil/compiler/source-host';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import t from 'tap';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The printed texts in order, which is the order of the joined statements. */
function prints(files: Files, options: MemoryHostOptions = {}, entry = 'a.qmz'): string[] {
  const loaded = loadProgram(entry, memoryHost(files, options), { strict: false });
  if (loaded.diagnostics.length > 0) return loaded.diagnostics.map((d) => renderDiagnostic(d, loaded.files[d.file]));
  return loaded.statements.flatMap((s) => (s.kind === 'print' && s.value.kind === 'string' ? [s.value.value] : []));
}

function problems(files: Files, options: MemoryHostOptions = {}, entry = 'a.qmz'): string[] {
  const loaded = loadProgram(entry, memoryHost(files, options), { strict: false });
  return loaded.diagnostics.map((d) => `${d.id} ${loaded.files[d.file]} ${d.line}:${d.column}`);
}

t.test('a module’s statements stand where it is imported, the first time only', async (t) => {
  const files = {
    'a.qmz': 'அச்சு "1"; இறக்கு "m/b.qmz"; அச்சு "3"; இறக்கு "m/b.qmz"; இறக்கு "./m/../m/b.qmz"; அச்சு "4";',
    'm/b.qmz': 'அச்சு "2"; இறக்கு "c.qmz";',
    'm/c.qmz': 'அச்சு "2a"; இறக்கு "../a.qmz"; இறக்கு "b.qmz";',
  };
  t.same(prints(files), ['1', '2', '2a', '3', '4']);
  t.same(loadProgram('a.qmz', memoryHost(files), { strict: false }).files, ['a.qmz', 'm/b.qmz', 'm/c.qmz']);
});

t.test('a link is the file it leads to', async (t) => {
  const files = { 'a.qmz': 'இறக்கு "b.qmz"; இறக்கு "l.qmz";', 'b.qmz': 'அச்சு "b";' };
  t.same(prints(files, { links: { 'l.qmz': 'b.qmz' } }), ['b']);
});

t.test(
  'a path is looked for beside the file, then in the roots, then one folder deeper, then in the library',
  async (t) => {
    const importing = 'இறக்கு "lib/x.qmz";';
    const options = { searchRoots: ['/first', '/second'], builtins: { 'lib/x.qmz': 'அச்சு "library";' } };
    const places: [string, string][] = [
      ['work/lib/x.qmz', 'beside'],
      ['/first/lib/x.qmz', 'first'],
      ['/second/lib/x.qmz', 'second'],
      ['work/lib/b/x.qmz', 'beside, deeper'],
      ['work/lib/c/x.qmz', 'beside, deeper, later by name'],
      ['/first/lib/a/x.qmz', 'first, deeper'],
    ];
    for (let i = 0; i < places.length; i++) {
      const files = Object.fromEntries(places.slice(i).map(([path, text]) => [path, `அச்சு "${text}";`]));
      t.same(prints({ 'work/a.qmz': importing, ...files }, options, 'work/a.qmz'), [places[i]?.[1]]);
    }
    t.same(prints({ 'work/a.qmz': importing }, options, 'work/a.qmz'), ['library']);
  },
);

t.test('a path with .. is not looked for one folder deeper', async (t) => {
  t.same(problems({ 'w/a.qmz': 'இறக்கு "../w/x.qmz";', 'w/d/x.qmz': '' }, {}, 'w/a.qmz'), ['MOD-MISSING w/a.qmz 1:1']);
  t.same(problems({ 'w/a.qmz': 'இறக்கு "x.qmz";', 'w/d/x.qmz': '' }, {}, 'w/a.qmz'), []);
});

t.test('an absolute path is used as it is', async (t) => {
  t.same(prints({ 'a.qmz': 'இறக்கு "/m/x.qmz";', '/m/x.qmz': 'அச்சு "x";' }), ['x']);
  t.same(problems({ 'a.qmz': 'இறக்கு "/n/x.qmz";' }, { builtins: { 'n/x.qmz': '' } }), ['MOD-MISSING a.qmz 1:1']);
});

t.test('the library is named by folded path and finds its own files only', async (t) => {
  const builtins = {
    'lib/x.qmz': 'அச்சு "x"; இறக்கு "sub/y.qmz";',
    'lib/sub/y.qmz': 'அச்சு "y"; இறக்கு "../z.qmz"; இறக்கு "lib/x.qmz";',
    'lib/z.qmz': 'அச்சு "z";',
  };
  t.same(prints({ 'a.qmz': 'இறக்கு "..\\\\lib/./q/../x.qmz";' }, { builtins }), ['x', 'y', 'z']);
  const outside = { 'lib/x.qmz': 'இறக்கு "w.qmz";' };
  t.same(problems({ 'a.qmz': 'இறக்கு "lib/x.qmz";', 'w.qmz': '', 'lib/w.qmz': '' }, { builtins: outside }), [
    'MOD-MISSING lib/x.qmz 1:1',
  ]);
});

t.test('a library module and a disk file of the same name are two modules', async (t) => {
  const builtins = { 'x.qmz': 'அச்சு "library";', 'y.qmz': 'இறக்கு "x.qmz";' };
  t.same(prints({ 'a.qmz': 'இறக்கு "x.qmz"; இறக்கு "y.qmz";', 'x.qmz': 'அச்சு "disk";' }, { builtins }), [
    'disk',
    'library',
  ]);
});

t.test('a missing module is told in both languages, at its import and with its file', async (t) => {
  const files = { 'a.qmz': '\nஇறக்கு "b.qmz";', 'b.qmz': 'அச்சு 1;\n இறக்கு "illY.qmz";' };
  t.same(prints(files), [
    "வரி 2, நெடுவரிசை 2 [b.qmz]: தொகுதி 'illY.qmz' கண்டுபிடிக்க முடியவில்லை" +
      "  (line 2, column 2 [b.qmz]: cannot open module 'illY.qmz')",
  ]);
  t.same(problems({ 'a.qmz': 'இறக்கு "";' }), ['MOD-MISSING a.qmz 1:1']);
});

t.test('a program that cannot be opened or read says why', async (t) => {
  t.same(prints({}), ["'a.qmz' ஐத் திறக்க முடியவில்லை: no such file  (cannot open 'a.qmz': no such file) [a.qmz]"]);
  const unreadable: SourceHost = {
    ...memoryHost({}),
    read: () => ({ ok: false, reason: 'is a folder', opened: true }),
  };
  t.same(
    loadProgram('a.qmz', unreadable, { strict: false }).diagnostics.map((d) => d.id + d.english),
    ["MOD-READcannot read 'a.qmz': is a folder"],
  );
  t.same(problems({ 'a.qmz': Uint8Array.of(0xff, 0xfe) }), ['MOD-READ a.qmz 0:0']);
  t.same(problems({ 'a.qmz': 'இறக்கு "b.qmz";', 'b.qmz': Uint8Array.of(0xc3) }), ['MOD-READ a.qmz 1:1']);
});

t.test('an error in the text of a module stops the loading and carries its file', async (t) => {
  const files = { 'a.qmz': 'இறக்கு "b.qmz"; இறக்கு "c.qmz";', 'b.qmz': '\nஅச்சு ;', 'c.qmz': 'அச்சு ;' };
  const found = problems(files);
  t.equal(found.length, 1);
  t.match(found[0] ?? '', /^PAR-EXPECT b\.qmz 2:/);
});

t.test('two modules may not define one function; the program and repeats may', async (t) => {
  const f = (s: string): string => `செயல் f() { அச்சு "${s}"; }`;
  const importing = 'இறக்கு "m/one.qmz"; இறக்கு "m/two.qmz";';
  t.same(prints({ 'a.qmz': importing, 'm/one.qmz': f('1'), 'm/two.qmz': `\n${f('2')}` }), [
    "வரி 2, நெடுவரிசை 7 [m/two.qmz]: 'f' இரண்டு தொகுதிகளில் வரையறுக்கப்பட்டுள்ளது: 'one.qmz' மற்றும் 'two.qmz'" +
      "  (line 2, column 7 [m/two.qmz]: 'f' is defined in two modules, 'one.qmz' and 'two.qmz')",
  ]);
  t.same(problems({ 'a.qmz': f('0') + importing, 'm/one.qmz': f('1') + f('1'), 'm/two.qmz': '' }), []);
  t.same(problems({ 'a.qmz': importing, 'm/one.qmz': f('1'), 'm/two.qmz': 'செயல் g() { செயல் f() { } }' }), []);
});

t.test('modules of one file name collide too, and are then told by path', async (t) => {
  const files = {
    'a.qmz': 'இறக்கு "m/x.qmz"; இறக்கு "n/x.qmz";',
    'm/x.qmz': 'செயல் f() { }',
    'n/x.qmz': 'செயல் f() { }',
  };
  t.match(prints(files)[0] ?? '', "'f' is defined in two modules, 'm/x.qmz' and 'n/x.qmz'");
});

t.test('an import inside a block stays in the tree', async (t) => {
  const loaded = loadProgram('a.qmz', memoryHost({ 'a.qmz': '(மெய்) எனில் { இறக்கு "b.qmz"; }' }), { strict: false });
  t.same(loaded.diagnostics, []);
  const [first] = loaded.statements;
  t.equal(first?.kind === 'if' ? first.then[0]?.kind : '', 'import');
});

t.test('a program given as text resolves its imports from its folder', async (t) => {
  const host = memoryHost({ 'w/b.qmz': 'அச்சு "b"; இறக்கு "a.qmz";', 'w/a.qmz': 'அச்சு "on disk";' });
  const bytes = new TextEncoder().encode('இறக்கு "b.qmz";');
  const asInput = loadProgram({ bytes, name: '<stdin>', dir: 'w' }, host, { strict: false });
  t.same([asInput.files, asInput.statements.length], [['<stdin>', 'w/b.qmz', 'w/a.qmz'], 2]);
  const asBuffer = loadProgram({ bytes, name: 'w/a.qmz', dir: 'w', canonical: 'w/a.qmz' }, host, { strict: false });
  t.same([asBuffer.files, asBuffer.statements.length], [['w/a.qmz', 'w/b.qmz'], 1]);
});

t.test('imports may be nested as deep as there are modules, and there are only so many', async (t) => {
  const chain = (n: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`m${i}.qmz`, i + 1 < n ? `இறக்கு "m${i + 1}.qmz";` : 'அச்சு "end";']),
    );
  t.same(prints(chain(MODULE_LIMITS.modules + 1), {}, 'm0.qmz'), ['end'], 'the program and as many modules');
  t.same(problems(chain(MODULE_LIMITS.modules + 2), {}, 'm0.qmz'), [`MOD-COUNT m${MODULE_LIMITS.modules}.qmz 1:1`]);
});

t.test('the source text of a program is bounded', async (t) => {
  const big = new Uint8Array(MODULE_LIMITS.bytes).fill(0x20);
  t.same(problems({ 'a.qmz': 'இறக்கு "b.qmz";', 'b.qmz': big }), ['MOD-SIZE a.qmz 1:1']);
});
