// Owns the proof of JSON reading and writing: exact numbers, sorted fields, every fault a value.
// Must not know messages.
import { display, TextTooLong } from '@etamil/shared/display';
import { equal } from '@etamil/shared/equality';
import { JsonFault, jsonRead } from '@etamil/shared/json-read';
import { jsonWrite } from '@etamil/shared/json-write';
import { ERecord, err, ok, type Value } from '@etamil/shared/value';
import t from 'tap';
import { type Random, random, seedFromEnvironment } from '../support/random.ts';
import { arr, named, nest, num, rec } from '../support/values.ts';

function read(text: string): Value {
  const v = jsonRead(text);
  if (v instanceof JsonFault) throw new Error(`${v.reason} at ${v.at}`);
  return v;
}

function fault(text: string): string {
  const v = jsonRead(text);
  return v instanceof JsonFault ? `${v.reason} ${v.at}` : 'none';
}

t.test('numbers are exact', async (t) => {
  const rows: [string, string][] = [
    ['0.1', '0.1'],
    ['1.50', '1.5'],
    ['1.5e3', '1500'],
    ['1E+2', '100'],
    ['25e-1', '2.5'],
    ['-0', '0'],
    ['-0.0e5', '0'],
    ['12345678901234567890', '12345678901234567890'],
    ['9007199254740993', '9007199254740993'],
    ['79228162514264337593543950335', '79228162514264337593543950335'],
    ['0.00000000000000000000000000005', '0.0000000000000000000000000001'],
    ['1e-400', '0'],
    ['0e999999999999', '0'],
    ['0.0000001e8', '10'],
    ['123.456e1', '1234.56'],
    ['7e28', '70000000000000000000000000000'],
    ['1e-28', '0.0000000000000000000000000001'],
    ['5e-29', '0.0000000000000000000000000001'],
    ['4e-29', '0'],
    ['1e-99999999999999999999', '0'],
    ['10000000000000000000000000000000000e-34', '1'],
  ];
  for (const [text, should] of rows) t.equal(display(read(text)), should, text);
  for (const text of ['8e28', '1e400', '79228162514264337593543950336', '1e99999999999999999999', '-1e29'])
    t.equal(fault(text), 'number 1', text);
});

t.test('only what RFC 8259 allows', async (t) => {
  const rows: [string, string][] = [
    ['', 'empty 1'],
    ['  ', 'empty 3'],
    ['1 2', 'trailing 3'],
    ['{}x', 'trailing 3'],
    ['[1,]', 'unexpected 4'],
    ['{"a":1,}', 'unexpected 8'],
    ['{a:1}', 'unexpected 2'],
    ["'a'", 'unexpected 1'],
    ['[1', 'end 3'],
    ['{"a"', 'end 5'],
    ['{"a":', 'end 6'],
    ['"abc', 'end 5'],
    ['"\\', 'end 3'],
    ['tru', 'end 1'],
    ['trux', 'unexpected 1'],
    ['nul', 'end 1'],
    ['01', 'trailing 2'],
    ['1.', 'trailing 2'],
    ['.5', 'unexpected 1'],
    ['+1', 'unexpected 1'],
    ['-', 'unexpected 1'],
    ['1e', 'trailing 2'],
    ['NaN', 'unexpected 1'],
    ['"\n"', 'control 2'],
    ['"\\x"', 'escape 2'],
    ['"\\u12G4"', 'escape 2'],
    ['"\\u12', 'escape 2'],
    ['\ufeff1', 'unexpected 1'],
    ['[1 2]', 'unexpected 4'],
    ['{"a" 1}', 'unexpected 6'],
    ['/*x*/1', 'unexpected 1'],
    ['\u00a01', 'unexpected 1'],
    ['"அ👍" x', 'trailing 6'],
    ['"\\__proto__"', 'escape 2'],
    ['"\\constructor"', 'escape 2'],
  ];
  for (const [text, should] of rows) t.equal(fault(text), should, JSON.stringify(text));
});

t.test('escapes and surrogates', async (t) => {
  t.equal(read('"\\u0b95\\u0bbe"'), 'கா');
  t.equal(read('"\\ud83d\\udc4d👍"'), '👍👍');
  t.equal(read('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"'), '"\\/\b\f\n\r\t\0');
  for (const text of [
    '"\\ud83d"',
    '"\\udc4d"',
    '"\\ud83dx"',
    '"\\ud83d\\n"',
    '"\\ud83d\\u0041"',
    '"\\udc4d\\ud83d"',
    '"\ud83d"',
    '"\udc4d"',
  ]) {
    t.equal(fault(text), 'surrogate 2', JSON.stringify(text));
  }
});

t.test('depth ends at 128', async (t) => {
  t.notOk(jsonRead('['.repeat(128) + ']'.repeat(128)) instanceof JsonFault);
  t.equal(fault('['.repeat(129) + ']'.repeat(129)), 'depth 129');
  t.equal(fault('{"a":'.repeat(200)), `depth ${128 * 5 + 1}`);
  t.equal(fault('['.repeat(1_000_000)), 'depth 129');
});

t.test('__proto__ is an ordinary field; of a repeated one the last value wins', async (t) => {
  const v = read('{"__proto__":{"x":1},"constructor":2,"a":1,"a":3}');
  t.ok(v instanceof ERecord);
  t.equal(display(v), '{__proto__: {x: 1}, a: 3, constructor: 2}');
  t.equal(jsonWrite(v), '{"__proto__":{"x":1},"a":3,"constructor":2}');
  t.equal(({} as Record<string, unknown>).x, undefined);
});

t.test('writing is compact, sorted and not escaped beyond need', async (t) => {
  t.equal(
    jsonWrite(
      rec([
        ['ஆ', num('1.50')],
        ['அ', arr(true, null, 'x')],
        ['B', num('3.00')],
      ]),
    ),
    '{"B":3,"அ":[true,null,"x"],"ஆ":1.5}',
  );
  t.equal(
    jsonWrite('"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028👍'),
    '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028👍"',
  );
  t.equal(jsonWrite(arr(ok(1), err(1), named('f', 0))), '[null,null,null]');
  t.equal(jsonWrite(ok(1)), 'null');
  t.equal(jsonWrite(rec([['a', 1]], 'S')), '{"a":1}');
  t.equal(jsonWrite(rec([['a"b', 1]])), '{"a\\"b":1}');
  t.equal(jsonWrite(num('79228162514264337593543950335')), '79228162514264337593543950335');
  t.equal(jsonWrite(arr()) + jsonWrite(rec([])), '[]{}');
});

t.test('writing goes as deep as values do, and no longer than allowed', async (t) => {
  const depth = 100_000;
  t.equal(jsonWrite(nest(depth, 1, (v) => arr(v))), `${'['.repeat(depth)}1${']'.repeat(depth)}`);
  t.equal(jsonWrite(nest(depth, 1, (v) => rec([['a', v]]))), `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
  t.throws(
    () =>
      jsonWrite(
        nest(60, 1, (v) => arr(v, v)),
        1000,
      ),
    TextTooLong,
  );
});

function randomValue(r: Random, depth: number): Value {
  const texts = ['', 'a', 'அம்மா', '"', '\\', '\n\u0001', '👍', '__proto__', '\u2028'];
  const kind = r.below(depth > 3 ? 5 : 8);
  if (kind === 0) return r.pick([null, true, false]);
  if (kind === 1) return r.below(1e9) - 5e8;
  if (kind === 2) return num(`${r.pick(['', '-'])}${r.below(1e6)}.${r.below(1e6)}`);
  if (kind === 3)
    return num(`${1 + r.below(9)}${String(r.below(1e9)).padStart(9, '7')}${String(r.below(1e9)).padStart(9, '1')}`);
  if (kind === 4) return r.pick(texts) + r.pick(texts);
  if (kind < 6) return arr(...Array.from({ length: r.below(4) }, () => randomValue(r, depth + 1)));
  return rec(
    Array.from({ length: r.below(4) }, () => [r.pick(texts) + r.below(9), randomValue(r, depth + 1)] as const),
  );
}

t.test('what was written reads back equal, and is what JSON.parse takes it for', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  for (let k = 0; k < 5000 && wrong.length < 5; k++) {
    const v = randomValue(r, 0);
    const text = jsonWrite(v);
    if (!equal(read(text), v) || jsonWrite(read(text)) !== text) wrong.push(text);
    const spaced = JSON.stringify(JSON.parse(text), null, '\t');
    if (!/\d{16}/.test(text) && !/__proto__/.test(text) && !equal(read(spaced), v)) wrong.push(spaced);
  }
  t.same(wrong, []);
});

t.test('damaged texts are refused exactly when JSON.parse refuses them', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  const units = [...'{}[]",:\\u0123e.-+ tfn\n'];
  for (let k = 0; k < 30_000 && wrong.length < 5; k++) {
    const chars = [...jsonWrite(randomValue(r, 1))];
    for (let n = r.below(3); n >= 0; n--) chars.splice(r.below(chars.length + 1), r.below(2), r.pick(units));
    const text = chars.join('');
    let lawful = true;
    try {
      JSON.parse(text);
    } catch {
      lawful = false;
    }
    const v = jsonRead(text);
    // Lawful JSON that the language has no value for; reading ends there.
    if (v instanceof JsonFault && (v.reason === 'number' || v.reason === 'surrogate')) continue;
    const refused = v instanceof JsonFault;
    if (refused === lawful) wrong.push(JSON.stringify(text));
  }
  t.same(wrong, []);
});
