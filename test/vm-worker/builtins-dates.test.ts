// Shows the calendar: proleptic Gregorian, impossible days carry over, what is no date is an error.
import t from 'tap';
import { DATES } from '../../packages/vm-worker/src/builtins/dates.ts';
import { call, faultOf, testHost, testRun } from '../support/builtin-run.ts';

const run = testRun();
const between = (a: string, b: string) => call(DATES, run, 'daysBetween', a, b);
const add = (d: string, n: number | string) => call(DATES, run, 'addDays', d, n);

t.test('days between two dates', async (t) => {
  t.equal(between('2026-01-31', '2026-03-01'), 29);
  t.equal(between('2026-03-01', '2026-01-31'), -29);
  t.equal(between('1970-01-01', '2000-01-01'), 10957);
  t.equal(between('0000-03-01', '2000-03-01'), 730485);
});

t.test('padding and outer space are not required', async (t) => {
  t.equal(add(' 2024-2-28 ', 2), '2024-03-01');
  t.equal(add('2024-2-9', 0), '2024-02-09');
});

t.test('a day the month does not have counts on', async (t) => {
  t.equal(add('2026-02-31', 0), '2026-03-03');
  t.equal(add('2024-02-30', 0), '2024-03-01');
});

t.test('the count is truncated towards zero and may be negative', async (t) => {
  t.equal(add('2026-01-01', '2.9'), '2026-01-03');
  t.equal(add('2026-01-01', '-1.9'), '2025-12-31');
  t.equal(add('2026-01-01', 'x'), '2026-01-01');
  t.equal(add('0001-01-01', -366), '0000-01-01');
  t.equal(add('0000-01-01', -1), '-0001-12-31');
});

t.test('what is no date is an error, not a failure', async (t) => {
  for (const text of [
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-32',
    '2026-01',
    '-2026-01-01',
    '2026/01/01',
    '',
    'x',
  ]) {
    t.match(
      faultOf(() => between(text, '2026-01-01')),
      /is not a date; expected YYYY-MM-DD/,
      text,
    );
  }
});

t.test('huge years and counts stay exact, beyond 64 bits they are refused', async (t) => {
  t.equal(add('9999-12-31', 1), '10000-01-01');
  t.equal(add('1000000000000-01-01', 1), '1000000000000-01-02');
  t.equal(String(add('2026-01-01', '9223372036854775807')).length > 15, true);
  t.match(
    faultOf(() => add('2026-01-01', '9223372036854775808')),
    /out of range/,
  );
  t.match(
    faultOf(() => between('9223372036854775808-01-01', '2026-01-01')),
    /is not a date/,
  );
});

t.test('adding days and counting them back agree over 800 years', async (t) => {
  const wrong: number[] = [];
  for (let n = -146097; n <= 146097; n += 271)
    if (between('2000-02-29', String(add('2000-02-29', n))) !== n) wrong.push(n);
  t.same(wrong, []);
});

t.test('today is a date of ten characters in UTC unless a zone is named', async (t) => {
  t.match(call(DATES, run, 'today'), /^\d{4}-\d{2}-\d{2}$/);
  const zoned = testRun(testHost({ env: (name) => (name === 'ETAMIL_TZ' ? 'Asia/Kolkata' : undefined) }));
  t.match(call(DATES, zoned, 'today'), /^\d{4}-\d{2}-\d{2}$/);
  const wrong = testRun(testHost({ env: () => 'No/Such_Zone' }));
  t.equal(call(DATES, wrong, 'today'), new Date().toISOString().slice(0, 10));
  t.ok(Number(call(DATES, run, 'nowSeconds')) > 1_700_000_000);
});
