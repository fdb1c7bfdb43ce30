import t from 'tap';
import { linesOf, sourceFrame } from '../../packages/cli/src/source-frame.ts';

t.test('the caret stands under the column, counted in code points', async (t) => {
  t.same(sourceFrame('a = 1;\nb = @;', 2, 5, 1), ['  1 │ a = 1;', '  2 │ b = @;', '    │     ^']);
});

t.test('marks above or below a Tamil letter take no cell, vowel signs beside it take one', async (t) => {
  // அச்சு: அ ச ் ச ு – the dot takes no cell, the sign u stands beside its letter
  const [, caret] = sourceFrame('அச்சு @', 1, 7, 1);
  t.equal(caret, '    │      ^');
});

t.test('a piece of several letters is underlined as wide as it is shown', async (t) => {
  t.equal(sourceFrame('x = foo;', 1, 5, 3).at(-1), '    │     ^^^');
  t.equal(sourceFrame('க் = 1', 1, 1, 2).at(-1), '    │ ^');
});

t.test('tabs before the caret stay tabs', async (t) => {
  t.equal(sourceFrame('\tx', 1, 2, 1).at(-1), '    │ \t^');
});

t.test('a position beyond the text shows the end or nothing', async (t) => {
  t.equal(sourceFrame('ab', 1, 9, 1).at(-1), '    │   ^');
  t.same(sourceFrame('ab', 5, 1, 1), []);
});

t.test('lines are counted as the compiler counts them', async (t) => {
  t.same(linesOf('\uFEFFa\r\nb\nc'), ['a', 'b', 'c']);
});
