// Shows JSON as a builtin: exact, every fault a failure with its place, large texts counted before they are read.
import t from 'tap';
import { display } from '../../packages/shared/src/display.ts';
import type { EResult, Value } from '../../packages/shared/src/value.ts';
import { BUILTINS } from '../../packages/vm-worker/src/builtins/index.ts';
import { call, faultOf, testHost, testRun } from '../support/builtin-run.ts';

const run = testRun();
const parse = (text: string): EResult => call(BUILTINS, run, 'jsonParse', text) as EResult;
const write = (v: Value): Value => call(BUILTINS, run, 'jsonStringify', v);

t.test('numbers are exact and exponents are expanded', async (t) => {
  t.equal(
    display(parse('{"a": 0.1, "b": 1.5e3, "c": 1234567890123456789}')),
    'சரி({a: 0.1, b: 1500, c: 1234567890123456789})',
  );
});

t.test('writing is compact, sorted and keeps Tamil as it is', async (t) => {
  t.equal(
    write(parse('{"b": [true, null], "அ": "\\u0b85\\n", "a": 1.50}').value),
    '{"a":1.5,"b":[true,null],"அ":"அ\\n"}',
  );
  t.equal(write(parse('{"__proto__": 1}').value), '{"__proto__":1}');
});

t.test('every fault is a failure that names its place', async (t) => {
  t.match(display(parse('')), /the text is empty/);
  t.match(display(parse('{"a": }')), /unexpected character at character 7/);
  for (const text of [
    '[1,]',
    '1 2',
    "{'a':1}",
    '"\\ud800"',
    '01',
    '"\t"',
    'tru',
    `${'['.repeat(129)}${']'.repeat(129)}`,
    '1e40',
  ]) {
    t.equal(parse(text).ok, false, text.slice(0, 20));
  }
});

t.test('a text that would become too much is refused before it is read', async (t) => {
  const tight = testRun(testHost(), { memory: 1_000_000, collection: 10_000 });
  const refused = (text: string): string => faultOf(() => call(BUILTINS, tight, 'jsonParse', text));
  t.equal(refused(`[${'[],'.repeat(9000)}[]]`), 'no fault');
  t.equal(refused(`[${'0,'.repeat(20_000)}0]`), 'RUN-COLLECTION-LIMIT');
  t.equal(refused(`[${`[${'{},'.repeat(999)}{}],`.repeat(20)}0]`), 'RUN-MEMORY');
  t.equal(refused(`["${',[{'.repeat(20_000)}\\",,", 1]`), 'no fault');
});
