import t from 'tap';
import { openBraces, replCommand } from '../../packages/cli/src/repl-input.ts';

t.test('braces count outside strings and comments only', async (t) => {
  t.equal(openBraces('செயல் f() {'), 1);
  t.equal(openBraces('{ { }'), 1);
  t.equal(openBraces('"{" // {'), 0);
  t.equal(openBraces('"\\"{" {'), 1);
  t.equal(openBraces('// {\n{'), 1);
  t.equal(openBraces('}'), -1);
});

t.test('a line that starts with : is a command of the shell', async (t) => {
  t.equal(replCommand(':q'), 'quit');
  t.equal(replCommand('  :vars '), 'vars');
  t.equal(replCommand(':nope'), undefined);
  t.equal(replCommand('a = 1;'), null);
});
