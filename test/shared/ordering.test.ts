// Owns the proof of orders: text by code point (language.md §7.3), operators (§8.4), fields (§7.6).
// Must not know how they are computed.
import { compareText } from '@etamil/shared/compare-text';
import { lessOrEqual, lessThan } from '@etamil/shared/ordering';
import { sortedKeys } from '@etamil/shared/sort-keys';
import type { Value } from '@etamil/shared/value';
import t from 'tap';
import { random, seedFromEnvironment } from '../support/random.ts';
import { arr, num, rec } from '../support/values.ts';

const byBytes = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));

t.test('text is ordered as its UTF-8 bytes are', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const pieces = ['a', 'B', '0', 'அ', 'ஆ', '\ue000', '\uffff', '\ud7ff', '\u{10000}', '\u{1f44d}', '\u{10ffff}', 'é'];
  const text = (): string => Array.from({ length: r.below(4) }, () => r.pick(pieces)).join('');
  const wrong: string[] = [];
  for (let k = 0; k < 20_000; k++) {
    const [a, b] = [text(), text()];
    if (Math.sign(compareText(a, b)) !== byBytes(a, b)) wrong.push(JSON.stringify([a, b]));
  }
  t.same(wrong, []);
  t.equal(lessThan('\uffff', '\u{10000}'), true);
});

t.test('fields come by code point', async (t) => {
  t.same(
    sortedKeys(
      rec([
        ['b', 1],
        ['அ', 1],
        ['B', 1],
        ['9', 1],
        ['10', 1],
        ['__proto__', 1],
      ]).map,
    ),
    ['10', '9', 'B', '__proto__', 'b', 'அ'],
  );
  const r = random(7);
  for (const n of [0, 1, 2, 5, 11, 12, 13, 40, 300]) {
    for (const alphabet of ['abc', 'aஅ\uffff\u{10000}']) {
      const letters = [...alphabet];
      const keys = new Set(
        Array.from(
          { length: n },
          (_, k) => Array.from({ length: 1 + r.below(5) }, () => r.pick(letters)).join('') + (k % 7),
        ),
      );
      const map = new Map<string, Value>([...keys].map((k) => [k, 1]));
      t.same(sortedKeys(map), [...keys].sort(byBytes));
    }
  }
});

t.test('the four operators', async (t) => {
  const rows: [Value, Value, boolean, boolean][] = [
    [1, 2, true, true],
    [2, 2, false, true],
    [3, 2, false, false],
    [num('2.0'), 2, false, true],
    [num('1.9'), 2, true, true],
    ['10', '9', true, true],
    ['a', 'a', false, true],
    ['ab', 'a', false, false],
    ['10', 9, false, false],
    [9, '10', true, true],
    ['x', 0, false, true],
    [true, 2, false, false],
    [null, 1, false, false],
    [null, null, false, false],
    [true, true, false, false],
    [arr(1), arr(2), false, false],
    ['a', null, false, false],
    [rec([]), 1, false, false],
  ];
  for (const [a, b, less, lessEq] of rows) {
    t.equal(lessThan(a, b), less);
    t.equal(lessOrEqual(a, b), lessEq);
  }
});
