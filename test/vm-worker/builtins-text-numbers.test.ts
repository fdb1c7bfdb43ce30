// Shows numbers, conversion, letters, replace and split as builtins.
import t from 'tap';
import { compare, fromText, sub } from '../../packages/shared/src/decimal.ts';
import { display } from '../../packages/shared/src/display.ts';
import { EArray, EFunc, ERecord, EResult, err, type Num, ok, type Value } from '../../packages/shared/src/value.ts';
import { BUILTINS } from '../../packages/vm-worker/src/builtins/index.ts';
import { call, faultOf, testHost, testRun } from '../support/builtin-run.ts';

const run = testRun();
const f = (id: string, ...args: Value[]): Value => call(BUILTINS, run, id, ...args);
const shown = (id: string, ...args: Value[]): string => display(f(id, ...args));
const content = (id: string, ...args: Value[]): Value => {
  const result = f(id, ...args);
  return result instanceof EResult && result.ok ? result.value : `no success: ${display(result)}`;
};
const failed = (id: string, ...args: Value[]): boolean => {
  const result = f(id, ...args);
  return result instanceof EResult && !result.ok;
};

t.test('round goes half away from zero and never adds places', async (t) => {
  t.equal(shown('round', fromText('2.345'), 2), '2.35');
  t.equal(shown('round', fromText('-2.5'), 0), '-3');
  t.equal(shown('round', fromText('0.125'), 2), '0.13');
  t.equal(shown('round', 7, 2), '7');
  t.equal(shown('round', 'abc', 2), '0');
  t.equal(shown('round', fromText('1.26'), fromText('1.9')), '1.3');
  t.equal(shown('round', fromText('1.26'), 4294967295), '1.26');
  t.match(
    faultOf(() => f('round', 1, -1)),
    /places from 0/,
  );
  t.match(
    faultOf(() => f('round', 1, 4294967296)),
    /places from 0/,
  );
  t.equal(shown('round', fromText('1.6'), fromText('-0.9')), '2');
});

t.test('floor and ceil answer whole numbers without a signed zero', async (t) => {
  t.equal(shown('floor', fromText('-1.2')), '-2');
  t.equal(shown('ceil', fromText('4.01')), '5');
  t.equal(shown('ceil', fromText('-0.5')), '0');
  t.equal(shown('floor', 'x'), '0');
});

t.test('roots, logarithms and powers are exact where the answer is short', async (t) => {
  t.equal(display(content('sqrt', 25)), '5');
  t.equal(display(content('sqrt', fromText('2.25'))), '1.5');
  t.equal(display(content('ln', 1)), '0');
  t.equal(display(content('exp', 0)), '1');
  t.equal(display(content('log10', 1000)), '3');
  t.equal(display(content('log10', fromText('0.01'))), '-2');
  t.equal(display(content('pow', fromText('1.1'), 2)), '1.21');
  t.equal(display(content('pow', 2, 10)), '1024');
  t.equal(display(content('pow', 0, 0)), '1');
});

t.test('irrational answers have at least twenty correct digits', async (t) => {
  const near = (v: Value, text: string): boolean => {
    const d = sub(v as Num, fromText(text));
    return compare(d, fromText('0.00000000000000000001')) < 0 && compare(d, fromText('-0.00000000000000000001')) > 0;
  };
  t.ok(near(content('sqrt', 2), '1.4142135623730950488016887242'));
  t.ok(near(content('exp', 1), '2.7182818284590452353602874714'));
  t.ok(near(content('ln', 10), '2.3025850929940456840179914547'));
  t.ok(near(content('pow', 2, fromText('0.5')), '1.4142135623730950488016887242'));
});

t.test('what has no answer is a failure', async (t) => {
  t.ok(failed('sqrt', -1));
  t.ok(failed('ln', 0));
  t.ok(failed('log10', -5));
  t.ok(failed('exp', 100));
  t.ok(failed('pow', 10, 99));
  t.ok(failed('pow', 0, -1));
  t.ok(failed('pow', -8, fromText('0.5')));
});

t.test('length counts items, fields and letters, and refuses other kinds', async (t) => {
  t.equal(f('length', 'கோவை'), 2);
  t.equal(f('length', 'நூற்றாண்டு'), 5);
  t.equal(f('length', '\r\n'), 1);
  t.equal(f('length', '👨‍👩‍👧'), 1);
  t.equal(f('length', ''), 0);
  t.equal(f('length', new EArray([4, 5])), 2);
  t.equal(f('length', new ERecord(new Map([['a', 1]]))), 1);
  for (const v of [5, true, null, ok(1)]) {
    t.equal(
      faultOf(() => f('length', v)),
      'RUN-BUILTIN-ARG length needs an array, record or string',
    );
  }
});

t.test('kind names are the exact contract', async (t) => {
  const kinds = [1, fromText('0.5'), 'x', true, new EArray([]), new ERecord(new Map()), ok(1), err(1), null];
  t.same(
    kinds.map((v) => f('typeof', v)),
    ['a number', 'a number', 'a string', 'a boolean', 'an array', 'a record', 'a result', 'a result', 'nil'],
  );
  t.equal(f('typeof', new EFunc('f', 0, null, null, false)), 'a function');
  t.equal(f('typeof', new ERecord(new Map(), 'புள்ளி')), 'புள்ளி');
});

t.test('toNumber reads decimals strictly and quotes what is none', async (t) => {
  t.equal(display(content('toNumber', ' 12.50 ')), '12.5');
  t.equal(display(content('toNumber', '1_000')), '1000');
  t.equal(display(content('toNumber', '.5')), '0.5');
  for (const text of ['', '1e3', '1,000', '5%', '0x10', '1 2', '௫', '99999999999999999999999999999999'])
    t.ok(failed('toNumber', text), text);
  t.equal(shown('toNumber', 'x'), "தவறு('x' ஒரு எண் அல்ல  ('x' is not a number))");
  t.ok(failed('toNumber', true), 'the display text of a boolean is no number');
});

t.test('case mapping is full and without a locale', async (t) => {
  t.equal(f('upper', 'straße அ'), 'STRASSE அ');
  t.equal(f('lower', 'ABC அ'), 'abc அ');
  t.equal(f('upper', null), 'NIL');
});

t.test('replace takes every match between letters and nothing else', async (t) => {
  t.equal(f('replace', 'a-b-c', '-', '+'), 'a+b+c');
  t.equal(f('replace', 'கா', 'ா', 'x'), 'கா');
  t.equal(f('replace', 'abc', '', 'x'), 'abc');
  t.equal(f('replace', 'aaa', 'aa', 'b'), 'ba');
  t.equal(f('replace', 'a.b', '.', '$&'), 'a$&b');
  t.equal(f('replace', 112, 1, 'x'), 'xx2');
  t.equal(f('replace', 'abab', 'ab', ''), '');
});

t.test('a rejected match still consumes its characters', async (t) => {
  // 'கக' is first found at 0, where its end cuts 'கா'; the search goes on after it.
  t.equal(f('replace', 'ககாக', 'கக', 'x'), 'ககாக');
  t.equal(f('replace', 'ககககா', 'கக', 'x'), 'xககா');
});

t.test('split gives one piece more than there are matches', async (t) => {
  t.equal(shown('split', 'அ,ஆ,', ','), '[அ, ஆ, ]');
  t.equal(shown('split', ',', ','), '[, ]');
  t.equal((f('split', '', ',') as EArray).len, 1);
  t.equal(shown('split', 'abc', ''), '[abc]');
  t.equal(shown('split', 'கூகை', 'ூ'), '[கூகை]');
  t.equal(shown('split', 'a\r\nb', '\n'), '[a\r\nb]');
});

t.test('texts that multiply are refused before they exist', async (t) => {
  const tight = testRun(testHost(), { string: 1000, collection: 100 });
  t.equal(
    faultOf(() => call(BUILTINS, tight, 'replace', 'a'.repeat(900), 'a', 'x'.repeat(900))),
    'RUN-STRING-LIMIT',
  );
  t.equal(
    faultOf(() => call(BUILTINS, tight, 'split', 'a,'.repeat(200), ',')),
    'RUN-COLLECTION-LIMIT',
  );
  t.equal(
    faultOf(() => call(BUILTINS, tight, 'bytes', 'அ'.repeat(60))),
    'RUN-COLLECTION-LIMIT',
  );
  let shared: Value = new EArray(['xxxxxxxx']);
  for (let i = 0; i < 60; i++) shared = new EArray([shared, shared]);
  const bomb = shared;
  t.equal(
    faultOf(() => call(BUILTINS, tight, 'toString', bomb)),
    'RUN-STRING-LIMIT',
  );
  t.equal(
    faultOf(() => call(BUILTINS, tight, 'jsonStringify', bomb)),
    'RUN-STRING-LIMIT',
  );
});

t.test('bytes and fromBytes are inverse, invalid bytes are a failure, non-bytes an error', async (t) => {
  t.equal(shown('bytes', 'அ'), '[224, 174, 133]');
  t.equal(content('fromBytes', new EArray([72, 105])), 'Hi');
  t.equal(content('fromBytes', new EArray([0xef, 0xbb, 0xbf, 65])), '\uFEFFA');
  t.equal(content('fromBytes', new EArray(['72', true])), 'H\u0001');
  t.ok(failed('fromBytes', new EArray([255])));
  t.match(
    faultOf(() => f('fromBytes', new EArray([1, 256]))),
    /element 1 is not a byte: 256/,
  );
  t.match(
    faultOf(() => f('fromBytes', new EArray([fromText('0.5')]))),
    /element 0 is not a byte/,
  );
  t.match(
    faultOf(() => f('fromBytes', 'x')),
    /fromBytes needs an array/,
  );
});
