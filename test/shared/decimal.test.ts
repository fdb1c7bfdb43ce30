// Owns the proof that numbers follow language.md §7.2, against an oracle built on decimal.js.
// Must not know how numbers are represented beyond their invariants.
import {
  add,
  compare,
  Decimal,
  DecimalError,
  div,
  equals,
  fromBigInt,
  fromText,
  isZero,
  mul,
  type Num,
  neg,
  sign,
  strip,
  sub,
  toIntegerOrNull,
  toText,
  truncToNumber,
} from '@etamil/shared/decimal';
import { Decimal as Oracle } from 'decimal.js';
import t from 'tap';
import { type Random, random, seedFromEnvironment } from '../support/random.ts';

const Exact = Oracle.clone({ precision: 260, toExpNeg: -9e15, toExpPos: 9e15, rounding: Oracle.ROUND_HALF_EVEN });
const LIMIT = new Exact('79228162514264337593543950335');
const ROUNDS = 250_000;

/** The rounding rule in the words of the specification: the largest scale at which the rounded value fits. */
function expected(exact: Oracle): string {
  for (let scale = Math.min(28, exact.decimalPlaces(), 28 - exact.e); scale >= 0; scale--) {
    const rounded = exact.toDecimalPlaces(scale, Oracle.ROUND_HALF_EVEN);
    if (rounded.abs().times(new Exact(10).pow(scale)).lte(LIMIT)) return rounded.isZero() ? '0' : rounded.toFixed();
  }
  return 'overflow';
}

function expectedDivision(a: Oracle, b: Oracle): string {
  return b.isZero() ? 'division-by-zero' : expected(a.div(b));
}

function answer(compute: () => Num): { text: string; value: Num | null } {
  try {
    const value = compute();
    return { text: toText(value), value };
  } catch (e) {
    if (e instanceof DecimalError) return { text: e.kind, value: null };
    throw e;
  }
}

/** What must hold of every number; undefined when it does. */
function broken(n: Num): string | undefined {
  if (typeof n === 'number') return Number.isSafeInteger(n) && !Object.is(n, -0) ? undefined : `no safe integer: ${n}`;
  const { c, s } = n;
  if (c === 0 || c === 0n) return 'a Decimal of value zero';
  if (!(s >= 0 && s <= 28)) return `scale ${s}`;
  if (typeof c === 'number') return Number.isSafeInteger(c) && s > 0 ? undefined : `number ${c} at scale ${s}`;
  const magnitude = c < 0n ? -c : c;
  if (magnitude <= 9007199254740991n) return 'a bigint where a number would do';
  return magnitude <= 79228162514264337593543950335n ? undefined : 'a coefficient beyond 96 bits';
}

const EDGES = [
  '0',
  '1',
  '2',
  '3',
  '5',
  '7',
  '10',
  '100',
  '0.5',
  '0.25',
  '1.5',
  '2.5',
  '0.1',
  '0.01',
  '0.05',
  '0.18',
  '12.50',
  '1.00',
  '300000',
  '9007199254740991',
  '9007199254740990',
  '9007199254740992',
  '9007199254740993',
  '4503599627370496',
  '94906265',
  '94906267',
  '90071992547409.91',
  '90071992547409.92',
  '9.007199254740991',
  '9.007199254740993',
  '2147483647',
  '2147483648',
  '4294967296',
  '79228162514264337593543950335',
  '79228162514264337593543950334',
  '79228162514264337593543950333',
  '7922816251426433759354395033.5',
  '7.9228162514264337593543950335',
  '39614081257132168796771975167',
  '39614081257132168796771975168',
  '39614081257132168796771975167.5',
  '0.0000000000000000000000000001',
  '0.0000000000000000000000000005',
  '0.9999999999999999999999999999',
  '0.5000000000000000000000000000',
  '1.0000000000000000000000000001',
  '281474976710656',
  '281474976710655',
  '7922816251426433759354395034',
  '18446744073709551615',
  '18446744073709551616',
  '0.3333333333333333333333333333',
  '66666.666666666666666666666667',
];

function digits(r: Random, n: number): string {
  let out = '';
  for (let k = 0; k < n; k++) out += String(r.below(r.below(4) === 0 ? 1 : 10));
  return out === '' ? '0' : out;
}

function randomText(r: Random): string {
  const minus = r.below(3) === 0 ? '-' : '';
  const kind = r.below(10);
  if (kind < 2) return minus + r.pick(EDGES);
  if (kind < 4) return minus + String(r.below(1_000_000));
  if (kind < 6) return `${minus}${r.below(100_000)}.${digits(r, 1 + r.below(4))}`;
  if (kind === 6) return minus + digits(r, 1 + r.below(18));
  if (kind === 7) return `${minus}0.${digits(r, 1 + r.below(28))}`;
  // Halves at some place: ties of the rounding rule.
  if (kind === 8) return `${minus}${digits(r, 1 + r.below(14))}.${digits(r, r.below(10))}5`;
  const whole = digits(r, 1 + r.below(27));
  return `${minus}${whole}.${digits(r, 1 + r.below(28))}`.slice(0, 30);
}

t.test('a quarter of a million random operations agree with the oracle', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  // Results are operands too: they hold trailing zeros that literals do not.
  const pool: Num[] = [];
  const operand = (): Num => (pool.length > 0 && r.below(3) === 0 ? r.pick(pool) : fromText(randomText(r)));
  const seen = { overflow: 0, rounded: 0 };
  for (let k = 0; k < ROUNDS && wrong.length < 5; k++) {
    const a = operand();
    const b = operand();
    const x = new Exact(toText(a));
    const y = new Exact(toText(b));
    const op = r.pick(['+', '-', '*', '/', '<', 'text'] as const);
    let is: { text: string; value: Num | null };
    let should: string;
    if (op === '+') [is, should] = [answer(() => add(a, b)), expected(x.plus(y))];
    else if (op === '-') [is, should] = [answer(() => sub(a, b)), expected(x.minus(y))];
    else if (op === '*') [is, should] = [answer(() => mul(a, b)), expected(x.times(y))];
    else if (op === '/') [is, should] = [answer(() => div(a, b)), expectedDivision(x, y)];
    else if (op === '<') {
      const c = compare(a, b);
      is = { text: `${c} ${compare(b, a) + c} ${equals(a, b)} ${sign(a)} ${isZero(b)}`, value: neg(a) };
      should = `${x.cmp(y)} 0 ${x.eq(y)} ${x.isZero() ? 0 : x.s} ${y.isZero()}`;
    } else {
      is = { text: toText(fromText(toText(a))), value: strip(a) };
      should = x.toFixed();
      if (!equals(a, strip(a))) wrong.push(`strip changed ${toText(a)}`);
    }
    if (is.text !== should) wrong.push(`${toText(a)} ${op} ${toText(b)}: is ${is.text}, should be ${should}`);
    if (should === 'overflow') seen.overflow++;
    if (should.length > 28) seen.rounded++;
    if (is.value !== null) {
      const fault = broken(is.value);
      if (fault !== undefined) wrong.push(`${toText(a)} ${op} ${toText(b)}: ${fault}`);
      pool[r.below(64)] = is.value;
      if (pool.length > 0 && pool[0] === undefined) pool[0] = is.value;
      for (let i = 0; i < pool.length; i++) pool[i] ??= is.value;
    }
  }
  t.same(wrong, []);
  t.ok(seen.overflow > 100 && seen.rounded > 1000, 'the edges were reached');
});

t.test('every pair of edge values agrees with the oracle', async (t) => {
  const wrong: string[] = [];
  const signed = EDGES.flatMap((e) => [e, `-${e}`]);
  for (const left of signed) {
    for (const right of signed) {
      const a = fromText(left);
      const b = fromText(right);
      const x = new Exact(toText(a));
      const y = new Exact(toText(b));
      const rows = [
        [answer(() => add(a, b)), expected(x.plus(y))],
        [answer(() => sub(a, b)), expected(x.minus(y))],
        [answer(() => mul(a, b)), expected(x.times(y))],
        [answer(() => div(a, b)), expectedDivision(x, y)],
      ] as const;
      rows.forEach(([is, should], k) => {
        if (is.text !== should) wrong.push(`${left} ${'+-*/'[k]} ${right}: is ${is.text}, should be ${should}`);
        const fault = is.value === null ? undefined : broken(is.value);
        if (fault !== undefined) wrong.push(`${left} ${'+-*/'[k]} ${right}: ${fault}`);
      });
      if (compare(a, b) !== x.cmp(y)) wrong.push(`${left} compared with ${right}`);
    }
  }
  t.same(wrong.slice(0, 5), []);
});

t.test('the examples of the specification', async (t) => {
  t.equal(toText(div(200000, 3)), '66666.666666666666666666666667');
  t.equal(toText(div(80, 9)), '8.888888888888888888888888889');
  t.equal(toText(div(fromText('18'), 100)), '0.18');
  t.equal(toText(div(fromText('12.50'), 100)), '0.125');
  t.equal(div(100, 100), 1);
  t.equal(toText(fromText('2.500')), '2.5');
  t.equal(toText(fromText('3.00')), '3');
  t.equal(toText(neg(fromText('0.5'))), '-0.5');
  t.equal(toText(add(fromText('0.1'), fromText('0.2'))), '0.3');
});

t.test('zero has no sign', async (t) => {
  for (const zero of [
    mul(0, -5),
    mul(fromText('-0.5'), 0),
    neg(0),
    div(0, -3),
    fromText('-0'),
    fromText('-0.00'),
    sub(1, fromText('1.0')),
  ]) {
    t.ok(Object.is(zero, 0));
  }
  t.ok(Object.is(mul(fromText('-0.0000000000000000000000000001'), fromText('0.1')), 0), 'rounded to zero');
});

t.test('the limit is exactly 2^96 - 1', async (t) => {
  const max = fromText('79228162514264337593543950335');
  t.equal(answer(() => add(max, 1)).text, 'overflow');
  t.equal(answer(() => add(max, fromText('0.5'))).text, 'overflow', 'a tie rounds to even, beyond the limit');
  t.equal(toText(add(max, fromText('0.4'))), '79228162514264337593543950335');
  t.equal(answer(() => mul(max, 2)).text, 'overflow');
  t.equal(answer(() => div(max, fromText('0.5'))).text, 'overflow');
  t.equal(toText(sub(neg(max), fromText('0.4'))), '-79228162514264337593543950335');
  t.equal(answer(() => sub(neg(max), 1)).text, 'overflow');
  t.equal(answer(() => div(1, 0)).text, 'division-by-zero');
  t.equal(answer(() => div(0, 0)).text, 'division-by-zero');
  t.equal(answer(() => div(fromText('1.5'), 0)).text, 'division-by-zero');
});

t.test('the safe-integer boundary is left in time', async (t) => {
  const edge = 9007199254740991;
  t.equal(toText(add(edge, 1)), '9007199254740992');
  t.equal(toText(add(edge, 2)), '9007199254740993');
  t.equal(toText(mul(94906267, 94906267)), '9007199515875289');
  t.equal(sub(add(edge, 2), 2), edge);
  t.equal(typeof sub(add(edge, 1), 1), 'number');
  t.equal(toText(sub(-edge, edge)), '-18014398509481982');
});

t.test('literal digits that do not fit are rounded half up', async (t) => {
  t.equal(toText(fromText('0.00000000000000000000000000005')), '0.0000000000000000000000000001');
  t.equal(toText(fromText('0.00000000000000000000000000004')), '0');
  t.equal(toText(fromText('1.23456789012345678901234567890123')), '1.2345678901234567890123456789');
  t.equal(toText(fromText('7.92281625142643375935439503355')), '7.922816251426433759354395034');
  t.equal(toText(fromText('79228162514264337593543950334.5')), '79228162514264337593543950335');
  t.equal(toText(fromText(`${'0'.repeat(200)}5.5`)), '5.5');
  t.equal(answer(() => fromText('79228162514264337593543950336')).text, 'overflow');
  t.equal(answer(() => fromText('79228162514264337593543950335.5')).text, 'overflow');
  t.equal(answer(() => fromText('9'.repeat(100_000))).text, 'overflow');
});

t.test('conversions to whole numbers', async (t) => {
  t.equal(toIntegerOrNull(fromText('5.0')), 5);
  t.equal(toIntegerOrNull(fromText('5.5')), null);
  t.equal(toIntegerOrNull(fromText('9007199254740992')), null);
  t.equal(toIntegerOrNull(fromText('9007199254740991.000')), 9007199254740991);
  t.equal(truncToNumber(fromText('-2.9')), -2);
  t.ok(Object.is(truncToNumber(fromText('-0.9')), 0));
  t.equal(truncToNumber(fromText('79228162514264337593543950335')), 2 ** 96);
  t.equal(truncToNumber(fromText('3.0000000000000000000000000001')), 3);
  t.equal(toText(fromBigInt(25n, 1)), '2.5');
  t.equal(fromBigInt(3n, -2), 300);
  t.equal(toText(fromBigInt(25n, 29)), '0.0000000000000000000000000002');
  t.equal(toText(fromBigInt(35n, 29)), '0.0000000000000000000000000004');
  t.equal(answer(() => fromBigInt(1n, -29)).text, 'overflow');
  t.ok(fromText('0.5') instanceof Decimal);
});
