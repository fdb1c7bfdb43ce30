// Owns the proof of display text (language.md §7.10). Must not know how it is built.
import { fromText } from '@etamil/shared/decimal';
import { display, TextTooLong } from '@etamil/shared/display';
import { EFunc, err, ok } from '@etamil/shared/value';
import t from 'tap';
import { arr, closure, named, nest, num, rec } from '../support/values.ts';

t.test('every kind', async (t) => {
  t.equal(display(5), '5');
  t.equal(display(num('1.50')), '1.5');
  t.equal(display(-0.0 + 0), '0');
  t.equal(display('அ"\n'), 'அ"\n');
  t.equal(display(true), 'true');
  t.equal(display(false), 'false');
  t.equal(display(null), 'nil');
  t.equal(display(arr()), '[]');
  t.equal(display(arr(1, 'a', arr(null))), '[1, a, [nil]]');
  t.equal(display(rec([])), '{}');
  t.equal(
    display(
      rec([
        ['ஆ', 2],
        ['அ', 'x'],
        ['B', 1],
        ['b', 1],
        ['10', 0],
        ['9', 0],
      ]),
    ),
    '{10: 0, 9: 0, B: 1, b: 1, அ: x, ஆ: 2}',
  );
  t.equal(display(rec([['x', fromText('0.5')]], 'புள்ளி')), 'புள்ளி{x: 0.5}');
  t.equal(display(ok(arr(1))), 'சரி([1])');
  t.equal(display(err('காரணம்')), 'தவறு(காரணம்)');
  t.equal(display(named('கூட்டு', 3)), '<செயல் கூட்டு>');
  t.equal(display(new EFunc('_typeof', -1, 'typeof', null, false)), '<செயல் _typeof>');
  t.equal(display(closure(1, 2)), '<செயல்>');
});

t.test('only the items an array has', async (t) => {
  const a = arr(1, 2, 3);
  a.len = 2;
  t.equal(display(a), '[1, 2]');
});

t.test('a hundred thousand levels', async (t) => {
  const depth = 100_000;
  t.equal(display(nest(depth, 7, (v) => arr(v))), `${'['.repeat(depth)}7${']'.repeat(depth)}`);
  t.equal(display(nest(depth, 7, (v) => rec([['a', v]]))), `${'{a: '.repeat(depth)}7${'}'.repeat(depth)}`);
  t.equal(display(nest(depth, 7, ok)), `${'சரி('.repeat(depth)}7${')'.repeat(depth)}`);
});

t.test('a text beyond the limit is given up', async (t) => {
  t.throws(
    () =>
      display(
        nest(60, 'x', (v) => arr(v, v)),
        10_000,
      ),
    TextTooLong,
  );
});
