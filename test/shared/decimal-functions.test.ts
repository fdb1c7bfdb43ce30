// Owns the proof of rounding, roots, powers and logarithms (language.md §27.8), against decimal.js at high precision.
// Must not know how they are computed.
import { fromText, type Num, toText } from '@etamil/shared/decimal';
import { ceil, exp, floor, ln, log10, pow, round, sqrt } from '@etamil/shared/decimal-functions';
import { Decimal as Oracle } from 'decimal.js';
import t from 'tap';
import { random, seedFromEnvironment } from '../support/random.ts';

const Exact = Oracle.clone({ precision: 120, toExpNeg: -9e15, toExpPos: 9e15 });
const text = (n: Num | string): string => (typeof n === 'string' ? n : toText(n));

/** At least 25 significant digits, or all 28 places. */
function close(is: Num | string, should: Oracle): boolean {
  if (typeof is === 'string') return false;
  const off = new Exact(toText(is)).minus(should).abs();
  return off.lte(should.abs().times('1e-25')) || off.lte('0.5000001e-28');
}

t.test('rounding goes half away from zero and never adds places', async (t) => {
  const cases: [string, number, string][] = [
    ['2.345', 2, '2.35'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['0.125', 2, '0.13'],
    ['7', 2, '7'],
    ['-0.4', 0, '0'],
    ['-0.5', 0, '-1'],
    ['1.005', 2, '1.01'],
    ['9007199254740990.5', 0, '9007199254740991'],
    ['9007199254740991.5', 0, '9007199254740992'],
    ['0.4999999999999999999999999999', 0, '0'],
    ['0.5000000000000000000000000000', 0, '1'],
    ['1.23', 28, '1.23'],
    ['1.23', 4294967295, '1.23'],
    ['7.9228162514264337593543950335', 27, '7.922816251426433759354395034'],
    ['99.995', 2, '100'],
  ];
  for (const [n, places, should] of cases) t.equal(toText(round(fromText(n), places)), should, `${n} at ${places}`);
});

t.test('random rounding agrees with decimal.js', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  for (let k = 0; k < 20_000; k++) {
    const n = `${r.below(2) === 0 ? '-' : ''}${r.below(10 ** (1 + r.below(9)))}.${String(r.below(1e9)).slice(0, 1 + r.below(9))}${r.pick(['', '5', '50', '49999999999'])}`;
    const places = r.below(12);
    const value = fromText(n);
    const x = new Exact(toText(value));
    const plain = (o: Oracle): string => (o.isZero() ? '0' : o.toFixed());
    if (toText(round(value, places)) !== plain(x.toDecimalPlaces(places, Oracle.ROUND_HALF_UP)))
      wrong.push(`round ${n} ${places}`);
    if (toText(floor(value)) !== plain(x.floor())) wrong.push(`floor ${n}`);
    if (toText(ceil(value)) !== plain(x.ceil())) wrong.push(`ceil ${n}`);
  }
  t.same(wrong.slice(0, 5), []);
});

t.test('floor and ceiling', async (t) => {
  t.equal(floor(fromText('-1.2')), -2);
  t.equal(ceil(fromText('4.01')), 5);
  t.ok(Object.is(ceil(fromText('-0.5')), 0), 'zero has no sign');
  t.equal(floor(fromText('5.00')), 5);
  t.equal(text(floor(fromText('7922816251426433759354395033.5'))), '7922816251426433759354395033');
});

t.test('exact where the true result is a short decimal', async (t) => {
  const cases: [Num | string, string][] = [
    [sqrt(25), '5'],
    [sqrt(fromText('2.25')), '1.5'],
    [sqrt(0), '0'],
    [sqrt(fromText('0.0001')), '0.01'],
    [sqrt(fromText('10000000000000000000000000000')), '100000000000000'],
    [ln(1), '0'],
    [ln(fromText('1.00')), '0'],
    [exp(0), '1'],
    [log10(1000), '3'],
    [log10(fromText('0.01')), '-2'],
    [log10(1), '0'],
    [log10(fromText('10000000000000000000000000000')), '28'],
    [log10(fromText('0.0000000000000000000000000001')), '-28'],
    [log10(fromText('100.00')), '2'],
    [pow(fromText('1.1'), 2), '1.21'],
    [pow(2, 10), '1024'],
    [pow(2, 96), 'overflow'],
    [pow(2, 95), '39614081257132168796771975168'],
    [pow(10, 28), '10000000000000000000000000000'],
    [pow(10, 99), 'overflow'],
    [pow(2, -2), '0.25'],
    [pow(fromText('0.5'), -3), '8'],
    [pow(10, -28), '0.0000000000000000000000000001'],
    [pow(10, -40), '0'],
    [pow(5, 0), '1'],
    [pow(0, 0), '1'],
    [pow(0, 5), '0'],
    [pow(-2, 3), '-8'],
    [pow(-2, 2), '4'],
    [pow(-1, fromText('79228162514264337593543950335')), '-1'],
    [pow(4, fromText('0.5')), '2'],
    [pow(fromText('0.25'), fromText('1.5')), '0.125'],
    [pow(27, fromText('2.0')), '729'],
    [pow(1, fromText('0.3')), '1'],
    [pow(fromText('1.000000000000000000000000001'), 2), '1.000000000000000000000000002'],
    [pow(fromText('0.1'), fromText('79228162514264337593543950335')), '0'],
    [pow(fromText('0.1'), fromText('-79228162514264337593543950335')), 'overflow'],
    [pow(32, fromText('0.2')), '2'],
  ];
  for (const [is, should] of cases) t.equal(text(is), should);
});

t.test('no result where there is none', async (t) => {
  t.equal(sqrt(-1), 'negative');
  t.equal(ln(0), 'not-positive');
  t.equal(ln(-1), 'not-positive');
  t.equal(log10(0), 'not-positive');
  t.equal(exp(67), 'overflow');
  t.equal(exp(fromText('79228162514264337593543950335')), 'overflow');
  t.equal(exp(fromText('-79228162514264337593543950335')), 0);
  t.equal(pow(0, -1), 'zero-power');
  t.equal(pow(0, fromText('-0.5')), 'zero-power');
  t.equal(pow(-8, fromText('0.5')), 'negative-base');
});

t.test('irrational results have 25 correct digits', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  for (let k = 0; k < 300; k++) {
    const n = r.pick([
      `${r.below(1e9)}.${r.below(1e9)}1`,
      `0.${r.below(1e9)}7`,
      `${r.below(1e9)}${r.below(1e9)}3`,
      `1.0000000000000000000${r.below(9)}1`,
    ]);
    const value = fromText(n);
    const x = new Exact(toText(value));
    if (!close(sqrt(value), x.sqrt())) wrong.push(`sqrt ${n}`);
    if (!close(ln(value), x.ln())) wrong.push(`ln ${n}`);
    if (!close(log10(value), x.log(10))) wrong.push(`log10 ${n}`);
    const small = `${r.pick(['', '-'])}${r.below(60)}.${r.below(1e9)}`;
    if (!close(exp(fromText(small)), new Exact(small).exp())) wrong.push(`exp ${small}`);
    const base = `${r.below(30)}.${1 + r.below(1e6)}`;
    const power = `${r.pick(['', '-'])}${r.below(12)}.${1 + r.below(1e6)}`;
    if (!close(pow(fromText(base), fromText(power)), new Exact(base).pow(power))) wrong.push(`pow ${base} ${power}`);
    const rate = `1.0${1 + r.below(999)}`;
    const years = r.below(360) - 60;
    if (!close(pow(fromText(rate), years), new Exact(rate).pow(years))) wrong.push(`pow ${rate} ${years}`);
  }
  t.same(wrong.slice(0, 5), []);
});
