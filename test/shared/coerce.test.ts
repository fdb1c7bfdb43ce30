// Owns the proof of coercions: truth (language.md §7.9), numbers (§8.2, §7.2.8), kind names (§7.1).
// Must not know display text.
import { kindName, textToNumber, toNumber, trimSpace, truthy } from '@etamil/shared/coerce';
import { toText } from '@etamil/shared/decimal';
import { err, ok, type Value } from '@etamil/shared/value';
import t from 'tap';
import { arr, closure, named, num, rec } from '../support/values.ts';

t.test('truth', async (t) => {
  const falsy: Value[] = [null, false, 0, num('0.00'), '', arr(), rec([]), rec([], 'S'), err(1), err(true)];
  const truths: Value[] = [
    true,
    1,
    -1,
    num('0.1'),
    '0',
    'பொய்',
    arr(null),
    rec([['a', null]]),
    ok(false),
    named('f', 0),
    closure(1),
  ];
  for (const v of falsy) t.equal(truthy(v), false);
  for (const v of truths) t.equal(truthy(v), true);
});

t.test('operands', async (t) => {
  const rows: [Value, string][] = [
    [7, '7'],
    [num('1.5'), '1.5'],
    [true, '1'],
    [false, '0'],
    ['12.5', '12.5'],
    ['x', '0'],
    [null, '0'],
    [arr(1), '0'],
    [rec([]), '0'],
    [ok(3), '0'],
    [named('f', 0), '0'],
  ];
  for (const [v, should] of rows) t.equal(toText(toNumber(v)), should);
});

t.test('text that is a number', async (t) => {
  const rows: [string, string][] = [
    ['5', '5'],
    [' 12.50 ', '12.5'],
    ['+5', '5'],
    ['-5', '-5'],
    ['-.5', '-0.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1_000', '1000'],
    ['1_0.2_5', '10.25'],
    ['1._5', '1.5'],
    ['-0', '0'],
    ['007', '7'],
    ['\u00a05\u3000', '5'],
    ['\u20285\u0085', '5'],
    ['0.00000000000000000000000000005', '0.0000000000000000000000000001'],
    ['79228162514264337593543950335', '79228162514264337593543950335'],
    ['0000000000000000000000000000000000000005', '5'],
  ];
  for (const [text, should] of rows) {
    const n = textToNumber(text);
    t.equal(n === null ? null : toText(n), should, encodeURI(text));
  }
});

t.test('text that is none', async (t) => {
  for (const text of [
    '',
    ' ',
    '.',
    '-',
    '+',
    '1e3',
    '1,000',
    '5%',
    '0x10',
    '1 2',
    '௫',
    '--5',
    '_5',
    '._5',
    '1.2.3',
    '\ufeff5',
    'NaN',
    'Infinity',
    '79228162514264337593543950336',
    '९',
    '- 5',
  ]) {
    t.equal(textToNumber(text), null, encodeURI(text));
  }
});

t.test('white space is that of Unicode', async (t) => {
  t.equal(trimSpace('\t\v\f\u1680 \u2003x y\u205f\u202f\u2029'), 'x y');
  t.equal(trimSpace('\ufeffx\u200b'), '\ufeffx\u200b');
  t.equal(trimSpace(' \n '), '');
});

t.test('kind names', async (t) => {
  const rows: [Value, string][] = [
    [1, 'a number'],
    [num('1.5'), 'a number'],
    ['', 'a string'],
    [true, 'a boolean'],
    [null, 'nil'],
    [arr(), 'an array'],
    [rec([]), 'a record'],
    [rec([], 'புள்ளி'), 'புள்ளி'],
    [ok(1), 'a result'],
    [err(1), 'a result'],
    [named('f', 0), 'a function'],
  ];
  for (const [v, should] of rows) t.equal(kindName(v), should);
});
