// Shows results, field look-ups and arrays as builtins see them.
import t from 'tap';
import { display } from '../../packages/shared/src/display.ts';
import { fromText } from '../../packages/shared/src/decimal.ts';
import { EArray, EFunc, ERecord, err, ok, type Value } from '../../packages/shared/src/value.ts';
import { ARRAYS } from '../../packages/vm-worker/src/builtins/arrays.ts';
import { RECORDS } from '../../packages/vm-worker/src/builtins/records.ts';
import { RESULTS } from '../../packages/vm-worker/src/builtins/results.ts';
import { call, faultOf, testHost, testRun } from '../support/builtin-run.ts';

const run = testRun();
const record = (fields: Record<string, Value>): ERecord => new ERecord(new Map(Object.entries(fields)));
const array = (...items: Value[]): EArray => new EArray(items);
const shown = (v: Value): string => display(v);

t.test('isOk and isErr are false for anything but a result', async (t) => {
  t.equal(call(RESULTS, run, 'isOk', 7), false);
  t.equal(call(RESULTS, run, 'isErr', null), false);
  t.equal(call(RESULTS, run, 'isOk', ok(1)), true);
  t.equal(call(RESULTS, run, 'isErr', err(1)), true);
});

t.test('unwrap answers the content of a success and quotes the content of a failure', async (t) => {
  t.equal(call(RESULTS, run, 'unwrap', ok('x')), 'x');
  t.equal(
    faultOf(() => call(RESULTS, run, 'unwrap', err('இல்லை'))),
    'RUN-UNWRAP',
  );
  t.match(
    faultOf(() => call(RESULTS, run, 'unwrap', 5)),
    /needs a result, got a number/,
  );
});

t.test('unwrapErr and unwrapOr refuse other kinds', async (t) => {
  t.equal(call(RESULTS, run, 'unwrapErr', err(4)), 4);
  t.match(
    faultOf(() => call(RESULTS, run, 'unwrapErr', ok(4))),
    /unwrapErr on a success: 4/,
  );
  t.equal(call(RESULTS, run, 'unwrapOr', err(4), 9), 9);
  t.equal(call(RESULTS, run, 'unwrapOr', ok(null), 9), null);
  t.match(
    faultOf(() => call(RESULTS, run, 'unwrapOr', record({}), 9)),
    /got a record/,
  );
});

t.test('what a builtin hands out of an argument is marked as held twice', async (t) => {
  const inner = array(1);
  t.equal(call(RESULTS, run, 'unwrap', ok(inner)), inner);
  t.equal(inner.shared, true);
  const field = record({});
  call(RECORDS, run, 'fieldOr', record({ a: field }), 'a', 0);
  t.equal(field.shared, true);
});

t.test('a field holding nil is present', async (t) => {
  const r = record({ a: null });
  t.equal(call(RECORDS, run, 'hasField', r, 'a'), true);
  t.equal(call(RECORDS, run, 'fieldOr', r, 'a', 5), null);
  t.equal(call(RECORDS, run, 'fieldOr', r, 'b', 5), 5);
  t.match(
    faultOf(() => call(RECORDS, run, 'hasField', 5, 'a')),
    /hasField needs a record/,
  );
});

t.test('field names of Object.prototype are ordinary names, and keys are display text', async (t) => {
  t.equal(call(RECORDS, run, 'hasField', record({}), '__proto__'), false);
  t.equal(call(RECORDS, run, 'hasField', record({}), 'constructor'), false);
  t.equal(call(RECORDS, run, 'hasField', record({ '5': 1 }), fromText('5.0')), true);
});

t.test('append leaves its argument as it was, also when both live in one buffer', async (t) => {
  const a = array(1);
  const b = call(ARRAYS, run, 'append', a, 2) as EArray;
  const c = call(ARRAYS, run, 'append', a, 3) as EArray;
  t.equal(shown(a), '[1]');
  t.equal(shown(b), '[1, 2]');
  t.equal(shown(c), '[1, 3]');
  t.equal(a.tail || a.shared, true, 'a write to the source copies first');
  t.match(
    faultOf(() => call(ARRAYS, run, 'append', 5, 1)),
    'RUN-BUILTIN-ARG append needs an array',
  );
});

t.test('sort is numeric for numbers and by code point of the display text otherwise', async (t) => {
  t.equal(shown(call(ARRAYS, run, 'sort', array(10, 9, fromText('9.5'), -1))), '[-1, 9, 9.5, 10]');
  t.equal(shown(call(ARRAYS, run, 'sort', array('b', 10, 'a'))), '[10, a, b]');
  t.equal(shown(call(ARRAYS, run, 'sort', array('\u{1F600}', '\uFF5E'))), '[\uFF5E, \u{1F600}]');
  t.equal(shown(call(ARRAYS, run, 'sort', array())), '[]');
  const source = array(3, 1);
  call(ARRAYS, run, 'sort', source);
  t.equal(shown(source), '[3, 1]');
});

t.test('sortByField orders by number, keeps the order of equals and counts what is missing as 0', async (t) => {
  const items = array(record({ n: 1, k: 'a' }), 'text', record({ n: '3', k: 'b' }), record({ n: 1, k: 'c' }));
  t.equal(
    shown(call(ARRAYS, run, 'sortByField', items, 'n', false)),
    '[text, {k: a, n: 1}, {k: c, n: 1}, {k: b, n: 3}]',
  );
  t.equal(shown(call(ARRAYS, run, 'sortByField', items, 'n', 1)), '[{k: b, n: 3}, {k: a, n: 1}, {k: c, n: 1}, text]');
});

t.test('join joins display texts', async (t) => {
  t.equal(call(ARRAYS, run, 'join', array(1, 'அ', true), '|'), '1|அ|true');
  t.equal(call(ARRAYS, run, 'join', array(), '|'), '');
  t.match(
    faultOf(() => call(ARRAYS, run, 'join', 'x', '|')),
    /join needs an array/,
  );
});

t.test('a join beyond the string limit and an append beyond the collection limit are refused', async (t) => {
  const tight = testRun(testHost(), { string: 10, collection: 2 });
  t.equal(
    faultOf(() => call(ARRAYS, tight, 'join', array('12345', '67890'), '-')),
    'RUN-STRING-LIMIT',
  );
  t.equal(call(ARRAYS, tight, 'join', array('12345', '6789'), '-'), '12345-6789');
  t.equal(
    faultOf(() => call(ARRAYS, tight, 'append', array(1, 2), 3)),
    'RUN-COLLECTION-LIMIT',
  );
});

t.test('a sort can be stopped in the middle', async (t) => {
  const stopped = testRun();
  stopped.cancelled = 'RUN-CANCELLED';
  const many = new EArray(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5000));
  t.equal(
    faultOf(() => call(ARRAYS, stopped, 'sort', many)),
    'RUN-CANCELLED',
  );
});

t.test('functions display by name in a join', async (t) => {
  t.equal(call(ARRAYS, run, 'join', array(new EFunc('f', 0, null, null, false)), ','), '<செயல் f>');
});
