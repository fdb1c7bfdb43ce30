// Shows what each validator accepts and refuses.
import t from 'tap';
import { gstinCheckCharacter, VALIDATORS } from '../../packages/vm-worker/src/builtins/validators.ts';
import { call, testRun } from '../support/builtin-run.ts';

const run = testRun();
const accepts = (id: string, ...texts: string[]): string[] =>
  texts.filter((text) => call(VALIDATORS, run, id, text) !== true);
const refuses = (id: string, ...texts: string[]): string[] =>
  texts.filter((text) => call(VALIDATORS, run, id, text) !== false);

t.test('a GSTIN needs its state code, its form and its check character', async (t) => {
  t.equal(gstinCheckCharacter('27AAPFU0939F1Z'), 'V');
  t.equal(gstinCheckCharacter('29AAGCB7383J1Z'), '4');
  t.same(accepts('isGstin', '27AAPFU0939F1ZV', '29AAGCB7383J1Z4'), []);
  const wrong = ['27AAPFU0939F1ZW', '27aapfu0939f1zv', '00AAPFU0939F1ZV', '27AAPFU0939F1Z', ' 27AAPFU0939F1ZV', ''];
  t.same(refuses('isGstin', ...wrong), []);
});

t.test('one wrong character of a GSTIN is always found', async (t) => {
  const good = '27AAPFU0939F1ZV';
  const missed: string[] = [];
  for (let i = 0; i < 14; i++) {
    for (const c of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const text = good.slice(0, i) + c + good.slice(i + 1);
      if (text !== good && call(VALIDATORS, run, 'isGstin', text) === true) missed.push(text);
    }
  }
  t.same(missed, []);
});

t.test('a PAN is five letters, four digits and a letter', async (t) => {
  t.same(accepts('isPan', 'ABCDE1234F', 'AAPFU0939F'), []);
  t.same(refuses('isPan', 'abcde1234f', 'ABCDE12345', 'ABCDE1234FG', 'ABCD51234F', 'ABCDE1234F\n'), []);
});

t.test('an IFSC is a bank, a zero and a branch', async (t) => {
  t.same(accepts('isIfsc', 'SBIN0001234', 'HDFC0ABC123'), []);
  t.same(refuses('isIfsc', 'SBIN1001234', 'SBI00001234', 'sbin0001234', 'SBIN000123'), []);
});

t.test('a UPI address is a name and a handle', async (t) => {
  t.same(accepts('isUpi', 'kavin@okhdfcbank', 'a.b-c_1@upi', '9876543210@ybl'), []);
  t.same(refuses('isUpi', 'kavin', 'kavin@', '@upi', 'a b@upi', 'kavin@ok.bank', 'கவின்@upi', 'a@upi'), []);
});

t.test('a PIN code has six digits and does not begin with zero, also as a number', async (t) => {
  t.same(accepts('isPinCode', '600001'), []);
  t.equal(call(VALIDATORS, run, 'isPinCode', 641001), true);
  t.same(refuses('isPinCode', '060001', '60001', '6000011', '600 001', '௬00001'), []);
});

t.test('a mobile number begins with 6 to 9 after an optional country code', async (t) => {
  t.same(accepts('isMobile', '9876543210', '+919876543210', '+91 9876543210', '919876543210', '09876543210'), []);
  t.same(refuses('isMobile', '5876543210', '987654321', '98765432101', '+19876543210', '9876 543210'), []);
});

t.test('an e-mail address may be in Tamil but must be well formed', async (t) => {
  t.same(accepts('isEmail', 'a@b.in', 'kavin.raj+x@mail.example.org', 'கவின்@எடுத்துக்காட்டு.இந்தியா'), []);
  const wrong = [
    'a',
    '@b.in',
    'a@b',
    'a..b@c.in',
    '.a@c.in',
    'a@-c.in',
    'a@c..in',
    'a b@c.in',
    'a@b.1',
    `${'x'.repeat(65)}@b.in`,
  ];
  t.same(refuses('isEmail', ...wrong, `a@${'b.'.repeat(200)}in`), []);
});
