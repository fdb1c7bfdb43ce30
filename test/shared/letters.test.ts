// Owns the proof that letters are extended grapheme clusters (language.md §7.3), against Intl.Segmenter.
// Must not know which stretches are decided without it.
import { findAll, replaceText, splitText } from '@etamil/shared/letter-search';
import { forgetLetters, isBoundary, letterAt, letterCount, lettersOf } from '@etamil/shared/letters';
import t from 'tap';
import { random, seedFromEnvironment } from '../support/random.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const segments = (text: string): string[] => Array.from(segmenter.segment(text), (s) => s.segment);

t.test('the examples of the specification', async (t) => {
  for (const [text, count] of [
    ['நூற்றாண்டு', 5],
    ['ஸ்ரீ', 2],
    ['க்ஷ', 2],
    ['கொ', 1],
    ['கொ', 1],
    ['\r\n', 1],
    ['👨‍👩‍👧‍👦', 1],
    ['கோவை', 2],
    ['', 0],
    ['🇮🇳🇱🇰', 2],
  ] as const) {
    t.equal(letterCount(text), count, JSON.stringify(text));
  }
});

const PIECES = [
  'க',
  'ங',
  'ண',
  'ஸ',
  'ஷ',
  'அ',
  'ஃ',
  '்',
  'ா',
  'ி',
  'ூ',
  'ெ',
  'ொ',
  'ௌ',
  'ஂ',
  'ௗ',
  '௫',
  '௹',
  'a',
  'Z',
  '0',
  ' ',
  'é',
  'e\u0301',
  '\u0308',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0085',
  '\u00ad',
  '©',
  '®',
  '™',
  '❤\ufe0f',
  '👍',
  '👍🏽',
  '👨',
  '\u200d',
  '\u200c',
  '👩‍💻',
  '🇮',
  '🇳',
  '🏴',
  '\u{e0067}',
  'क',
  '्',
  'ष',
  'ि',
  'ക',
  '്',
  'క',
  '్',
  'ক',
  '্',
  'ಕ',
  '್',
  '각',
  'ᄀ',
  'ᅡ',
  'ᆨ',
  '가',
  'ก',
  'ำ',
  '中',
  '\u0600',
  '\u110bd',
  '\u{110bd}',
  '—',
  '…',
  '“',
  '”',
  '\u2028',
  '\u200b',
  '₹',
  '\u20dd',
  '\ufeff',
  '\u0bff',
  '\u0b80',
  '\u0bc9',
  '𝒳',
  '\u0d4e',
  '\u1100',
  '\ud7b0',
  'ﷺ',
];

t.test('random mixtures are cut where Intl.Segmenter cuts them', async (t) => {
  const seed = seedFromEnvironment();
  t.comment(`SEED=${seed}`);
  const r = random(seed);
  const wrong: string[] = [];
  for (let k = 0; k < 60_000 && wrong.length < 5; k++) {
    let text = '';
    const length = r.below(k % 50 === 0 ? 60 : 9);
    // Mostly known units, so that stretches of both kinds meet.
    for (let i = 0; i < length; i++) text += r.below(2) === 0 ? PIECES[r.below(31)] : r.pick(PIECES);
    const should = segments(text);
    const is = lettersOf(text);
    const same = is.length === should.length && is.every((letter, i) => letter === should[i]);
    if (!same || letterCount(text) !== should.length) wrong.push(JSON.stringify({ text, is, should }));
    const index = r.below(should.length + 2);
    if (letterAt(text, index) !== should[index]) wrong.push(`letter ${index} of ${JSON.stringify(text)}`);
    const ends = new Set([0]);
    for (const letter of should) ends.add(Math.max(...ends) + letter.length);
    for (let at = 0; at <= text.length; at++) {
      if (isBoundary(text, at) !== ends.has(at)) wrong.push(`boundary at ${at} of ${JSON.stringify(text)}`);
    }
  }
  t.same(wrong, []);
});

t.test('every known unit alone, doubled, after a letter and before a sign', async (t) => {
  const wrong: string[] = [];
  for (let unit = 0; unit < 0x2c00; unit++) {
    const c = String.fromCharCode(unit);
    for (const text of [c, c + c, `a${c}`, `க${c}`, `${c}ா`, `${c}\n`, `\r${c}`, `${c}்க`]) {
      if (lettersOf(text).join('|') !== segments(text).join('|')) wrong.push(JSON.stringify(text));
    }
  }
  t.same(wrong, []);
});

t.test('a long text is read by index, also after others were', async (t) => {
  const texts = Array.from({ length: 7 }, (_, k) => `${'தமிழ்'.repeat(40)}${k}👩‍💻`);
  for (const text of [...texts, ...texts]) {
    const should = segments(text);
    t.same(
      should.map((_, i) => letterAt(text, i)),
      should,
    );
    t.equal(letterAt(text, should.length), undefined);
  }
  forgetLetters();
  t.equal(letterAt(texts[0], 0), 'த');
});

t.test('a text of single units has its units as letters', async (t) => {
  t.equal(letterCount('x'.repeat(1000)), 1000);
  t.equal(letterAt('abc', 1), 'b');
  t.equal(letterAt('abc', 3), undefined);
  t.same(lettersOf('aé9'), ['a', 'é', '9']);
});

t.test('a hit must begin and end at a letter', async (t) => {
  t.same(splitText('கூகை', 'ூ'), ['கூகை']);
  t.equal(replaceText('கா', 'ா', 'x'), 'கா');
  t.same(findAll('கூ க', 'க'), [3]);
  t.same(splitText('a\r\nb', '\n'), ['a\r\nb']);
  t.same(splitText('a\r\nb', '\r\n'), ['a', 'b']);
  t.equal(replaceText('👩‍💻👩', '👩', '-'), '👩‍💻-');
});

t.test('a rejected hit still consumes its characters', async (t) => {
  // Raw hits of "aa" in "aaaா": units 0 and then none; its end at 2 is a boundary.
  t.same(findAll('aaaா', 'aa'), [0]);
  // The hit at 1 is rejected (it begins inside CR LF) and takes the units up to 4; the good one at 3 is never looked at.
  t.same(findAll('\r\na\na\nb', '\na\n'), []);
  t.same(findAll('x\na\na\nb', '\na\n'), [1]);
});

t.test('edges of split and replace', async (t) => {
  t.same(splitText('', ','), ['']);
  t.same(splitText('அ,ஆ,', ','), ['அ', 'ஆ', '']);
  t.same(splitText(',x', ','), ['', 'x']);
  t.same(splitText('abc', ''), ['abc']);
  t.equal(replaceText('a-b-c', '-', '+'), 'a+b+c');
  t.equal(replaceText('abc', '', 'x'), 'abc');
  t.equal(replaceText('a.b', '.', '$&'), 'a$&b');
  t.equal(replaceText('aaaa', 'aa', 'b'), 'bb');
});

t.test('the length of a replacement is told before it exists', async (t) => {
  const lengths: number[] = [];
  replaceText('a-b-c', '-', '<>', (length) => lengths.push(length));
  t.same(lengths, ['a<>b<>c'.length]);
  t.throws(
    () =>
      replaceText('a-b', '-', 'x', () => {
        throw new Error('too long');
      }),
    { message: 'too long' },
  );
});
