// Shows that the catalogue of errors is complete and consistent, and that the builtin table agrees with its source.
import { readFileSync } from 'node:fs';
import t from 'tap';
import { bilingual } from '../../packages/shared/src/catalogue.ts';
import { BUILTIN_LIST, builtinById, builtinByName } from '../../packages/shared/src/builtin-table.ts';
import { ALL_CODES, byCode, byId } from '../../packages/shared/src/codes.ts';
import { RUNTIME_CODES } from '../../packages/shared/src/codes/runtime.ts';

const TAMIL = /[\u0B80-\u0BFF]/;

t.test('every id and every public code belongs to one entry', async (t) => {
  t.equal(new Set(ALL_CODES.map((e) => e.id)).size, ALL_CODES.length);
  t.equal(new Set(ALL_CODES.map((e) => e.code)).size, ALL_CODES.length);
  for (const e of ALL_CODES) {
    t.equal(byId(e.id), e, e.id);
    t.equal(byCode(e.code), e, e.code);
  }
});

t.test('a public code has the digit of its family', async (t) => {
  for (const e of ALL_CODES) t.match(e.code, /^ET[123459][0-9]{3}$/, e.id);
  for (const e of RUNTIME_CODES) t.match(e.code, /^ET(3|91)/, e.id);
});

t.test(
  'runtime entries have both languages, and English without Tamil script but for words of the language',
  async (t) => {
    for (const e of RUNTIME_CODES) {
      if (e.id === 'RUN-BUILTIN-ARG') continue;
      t.match(e.tamil, TAMIL, e.id);
      t.match(e.english, /[a-z]/, e.id);
    }
  },
);

t.test('both halves of a runtime entry name known slots only', async (t) => {
  for (const e of RUNTIME_CODES) {
    for (const [, slot] of `${e.tamil}${e.english}${e.tail}`.matchAll(/\{(.*?)\}/g)) t.match(slot, /^[a-z]+$/i, e.id);
  }
});

t.test('quoted texts of the specification are met exactly', async (t) => {
  const text = (id: string, values: Record<string, string | number> = {}): string => {
    const entry = byId(id);
    return entry === undefined ? '' : bilingual(entry, values);
  };
  t.equal(text('RUN-DIVZERO'), 'பூஜ்ஜியத்தால் வகுத்தல்  (division by zero)');
  t.equal(
    text('RUN-ARITY', { name: 'கூட்டு', expected: 2, given: 1 }),
    "செயல் 'கூட்டு' 2 அளவுருக்களை எதிர்பார்க்கிறது, 1 வழங்கப்பட்டது  (function 'கூட்டு' expects 2 argument(s), got 1)",
  );
  t.match(
    text('RUN-ARITY-ANONYMOUS', { expected: 2, given: 1 }),
    'function பெயரில்லா செயல் (an anonymous function) expects 2 argument(s), got 1',
  );
  t.match(text('RUN-IDX-RANGE', { index: -1, length: 1 }), '(index -1 out of bounds, length 1)');
  t.equal(
    text('RUN-FILE-READ', { path: 'a.txt', reason: 'r' }),
    "கோப்பு 'a.txt' படிக்க முடியவில்லை  (cannot read 'a.txt'): r",
  );
  t.equal(text('FAIL-NUMBER', { text: 'x' }), "'x' ஒரு எண் அல்ல  ('x' is not a number)");
});

t.test('limits and deadlines carry their own words to HTTP', async (t) => {
  t.equal(byId('RUN-MEMORY')?.word, 'RESOURCE_LIMIT');
  t.equal(byId('RUN-DEADLINE')?.status, 504);
  t.equal(byId('RUN-UNDEF')?.word, 'HANDLER_ERROR');
  t.equal(byId('FAIL-NUMBER')?.word, undefined);
});

interface SpecBuiltin {
  readonly id: string;
  readonly tamil: string;
  readonly romanized: string;
  readonly english: string;
  readonly io: boolean;
  readonly exec: string;
  readonly params: readonly { readonly name: string }[];
}

const SPEC = JSON.parse(
  readFileSync(new URL('../../packages/shared/data/builtins.json', import.meta.url), 'utf8'),
) as readonly SpecBuiltin[];

t.test('the builtin table has the names and arities of builtins.json', async (t) => {
  t.equal(BUILTIN_LIST.filter((b) => !b.ours).length, SPEC.length);
  for (const spec of SPEC) {
    const info = builtinById(spec.id);
    const fewest = spec.params.filter((p) => !p.name.endsWith('?')).length;
    t.same(info?.names.slice(0, 3), [spec.tamil, spec.romanized, spec.english], spec.id);
    t.same([info?.arity, info?.arityMax], [fewest, spec.params.length], spec.id);
    if (spec.io || spec.exec === 'cpu-heavy') t.equal(info?.suspends, true, `${spec.id} suspends`);
  }
});

t.test('every spelling is in composed form and leads to one builtin', async (t) => {
  const all = BUILTIN_LIST.flatMap((b) => b.names);
  t.equal(new Set(all).size, all.length);
  for (const b of BUILTIN_LIST) {
    for (const name of b.names) {
      t.equal(name, name.normalize('NFC'));
      t.equal(builtinByName(name), b, name);
    }
  }
  t.equal(builtinByName('length'), undefined);
});
