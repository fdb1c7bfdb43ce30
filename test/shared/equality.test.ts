// Owns the proof of == (language.md §8.3). Must not know how it is computed.

import { fromBigInt } from '@etamil/shared/decimal';
import { equal } from '@etamil/shared/equality';
import { EFunc, err, ok, type Value } from '@etamil/shared/value';
import t, { type Test } from 'tap';
import { arr, closure, named, nest, num, rec } from '../support/values.ts';

const same = (t: Test, a: Value, b: Value): void => {
  t.equal(equal(a, b), true);
  t.equal(equal(b, a), true);
};
const differ = (t: Test, a: Value, b: Value): void => {
  t.equal(equal(a, b), false);
  t.equal(equal(b, a), false);
};

t.test('kinds are not mixed', async (t) => {
  differ(t, '5', 5);
  differ(t, true, 1);
  differ(t, null, false);
  differ(t, '', null);
  differ(t, num('1.5'), '1.5');
  differ(t, num('1.5'), arr());
  differ(t, arr(), rec([]));
  differ(t, ok(1), arr(1));
});

t.test('numbers by value', async (t) => {
  same(t, num('1.50'), num('1.5'));
  same(t, num('5.0'), 5);
  same(t, arr(num('5.0')), arr(5));
  same(t, rec([['a', 5]]), rec([['a', num('5.000')]]));
  differ(t, num('5.1'), 5);
  same(t, num('79228162514264337593543950335'), num('79228162514264337593543950335'));
  same(t, fromBigInt(10n ** 20n, 20), 1);
});

t.test('arrays, records, results, functions', async (t) => {
  same(t, arr(1, 'a', arr(null)), arr(1, 'a', arr(null)));
  differ(t, arr(1), arr(1, 2));
  same(
    t,
    rec([
      ['a', 1],
      ['b', 2],
    ]),
    rec([
      ['b', 2],
      ['a', 1],
    ]),
  );
  differ(t, rec([['a', 1]]), rec([['b', 1]]));
  differ(t, rec([['a', 1]]), rec([['a', 1]], 'S'));
  same(t, rec([['a', 1]], 'S'), rec([['a', 1]], 'S'));
  differ(t, rec([['__proto__', 1]]), rec([['a', 1]]));
  same(t, ok(arr(1)), ok(arr(1)));
  differ(t, ok(1), err(1));
  same(t, named('f', 1), named('f', 1));
  differ(t, named('f', 1), named('f', 2));
  same(t, closure(4, arr(1)), closure(4, arr(1)));
  differ(t, closure(4, 1), closure(4, 2));
  differ(t, closure(4, 1), closure(5, 1));
  same(t, new EFunc('_typeof', -1, 'typeof', null, false), new EFunc('வகை', -1, 'typeof', null, false));
  differ(t, new EFunc('_typeof', -1, 'typeof', null, false), new EFunc('_sort', -1, 'sort', null, false));
});

t.test('items beyond the length do not count', async (t) => {
  const a = arr(1, 2);
  a.len = 1;
  same(t, a, arr(1));
});

t.test('a hundred thousand levels', async (t) => {
  const build = (seed: Value): Value => nest(100_000, seed, (v) => arr(ok(rec([['a', v]]))));
  same(t, build(1), build(1));
  differ(t, build(1), build(2));
});

t.test('values of shared parts are not walked once per path', async (t) => {
  const build = (seed: Value): Value => nest(60, seed, (v) => arr(v, v));
  same(t, build(1), build(1));
  differ(t, build(1), build(2));
});
