import t from 'tap';
import { COMMANDS } from '../../packages/cli/src/commands.ts';
import { type Dispatch, dispatch } from '../../packages/cli/src/dispatch.ts';
import type { Refusal } from '../../packages/cli/src/usage-error.ts';

const nothing = (): boolean => false;
const chosen = (words: string[], exists = nothing): Dispatch => {
  const d = dispatch(words, exists);
  if ('status' in d) throw new Error(d.message);
  return d;
};
const refused = (words: string[]): Refusal => {
  const d = dispatch(words, nothing);
  if (!('status' in d)) throw new Error(`chose ${d.command}`);
  return d;
};

t.test('a first word that names a command is that command, even when a file has its name', async (t) => {
  for (const { name } of COMMANDS) t.equal(chosen([name], () => true).command, name);
});

t.test('a first word that exists, or contains . or /, is a file to run', async (t) => {
  for (const word of ['a.qmz', 'folder/a', './a', 'நிரல்.qmz'])
    t.match(chosen([word]), { command: 'run', arguments: { operands: [word] } });
  t.match(
    chosen(['நிரல்'], () => true),
    { command: 'run' },
  );
});

t.test('any other first word is refused with the nearest command, in both languages, status 2', async (t) => {
  const r = refused(['chekc', 'a.qmz']);
  t.equal(r.status, 2);
  t.match(
    r.message,
    /'chekc' என்ற கட்டளையோ கோப்போ இல்லை; 'check' என்பதா\? {2}\(there is no command or file 'chekc'; did you mean 'check'\?\)/,
  );
  t.match(refused(['sreve']).message, /'serve'/);
});

t.test('no word at all, or -, is a program on standard input', async (t) => {
  t.match(chosen([]), { command: 'run', arguments: { operands: [] } });
  t.match(chosen(['-']), { command: 'run', arguments: { operands: ['-'] } });
});

t.test('the old options choose the command', async (t) => {
  t.equal(chosen(['--check', 'a']).command, 'check');
  t.equal(chosen(['a.qmz', '--check']).command, 'check');
  t.equal(chosen(['--vm', 'a']).command, 'run');
  t.equal(chosen(['--server', 'a']).command, 'serve');
  t.equal(chosen(['--async', '--port', '0', 'a']).command, 'serve');
  t.equal(chosen(['--repl']).command, 'repl');
  t.equal(chosen(['-V']).command, 'version');
  t.equal(chosen(['--version']).command, 'version');
  t.equal(chosen(['-h']).command, 'help');
});

t.test('in the old form the last operand is the file', async (t) => {
  t.same(chosen(['--check', 'a.qmz', 'b.qmz']).arguments.operands, ['b.qmz']);
});

t.test('--help after a command is the help of that command', async (t) => {
  t.match(chosen(['serve', '--help']), { command: 'help', arguments: { operands: ['serve'] } });
  t.match(chosen(['-h', 'a.qmz']), { command: 'help', arguments: { operands: [] } });
});

t.test('an unknown option is refused with the nearest one, status 2', async (t) => {
  t.match(refused(['run', '--prety', 'a']), { status: 2, id: 'CLI-UNKNOWN-OPTION', message: /'--pretty'/ });
  t.match(refused(['check', '--port', '1', 'a']), { status: 2, id: 'CLI-UNKNOWN-OPTION' });
  t.match(refused(['-x']), { status: 2 });
});

t.test('a missing or unfit value is refused, status 2', async (t) => {
  t.match(refused(['--port']), { status: 2, id: 'CLI-VALUE-MISSING' });
  t.match(refused(['--host', '--port', '80']), { status: 2, id: 'CLI-VALUE-MISSING' });
  for (const port of ['65536', 'abc', '-1', '1.5', '99999999'])
    t.match(refused([`--port=${port}`]), { status: 2, id: 'CLI-BAD-VALUE' });
  t.match(refused(['serve', '--workers', '0', 'a']), { status: 2, id: 'CLI-BAD-VALUE' });
  t.match(refused(['serve', '--set', 'novalue', 'a']), { status: 2, id: 'CLI-BAD-VALUE' });
  t.match(refused(['--check=yes']), { status: 2, id: 'CLI-VALUE-UNWANTED' });
});

t.test('values may stand beside their option or after =, and -- ends the options', async (t) => {
  t.equal(chosen(['--port', '0']).arguments.values.get('--port'), '0');
  t.equal(chosen(['--port=65535']).arguments.values.get('--port'), '65535');
  t.same(chosen(['run', '--', '--odd']).arguments.operands, ['--odd']);
  t.same(chosen(['serve', '--set', 'a.b=c', '--set', 'd=e=f', 'x']).arguments.settings, ['a.b=c', 'd=e=f']);
});
