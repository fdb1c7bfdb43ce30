import { keywordOf, keywords } from '@etamil/shared/keywords';
import t from 'tap';
import keywordsJson from '../../packages/shared/data/keywords.json' with { type: 'json' };

t.test('the compact table holds exactly what keywords.json holds', async (t) => {
  t.equal(keywords().length, 203);
  t.same(
    keywords().map((k) => [k.token, k.reserved, k.syntax, ...k.spellings]),
    keywordsJson.map((k) => [k.token, k.reserved, k.syntax, ...k.tamil, ...k.romanized, ...k.english]),
  );
});

t.test('each of the 545 spellings is found, is in NFC and belongs to one token', async (t) => {
  const all = keywords().flatMap((k) => k.spellings);
  t.equal(all.length, 545);
  t.equal(new Set(all).size, 545);
  t.same(
    all.filter((s) => s !== s.normalize('NFC')),
    [],
  );
  for (const k of keywords()) for (const s of k.spellings) t.equal(keywordOf(s), k, s);
});

t.test('reserved classes have the sizes the specification states', async (t) => {
  const count = (reserved: string): number => keywords().filter((k) => k.reserved === reserved).length;
  t.same([count('none'), count('soft'), count('hard')], [88, 2, 113]);
  t.equal(keywords().filter((k) => k.reserved === 'hard' && !k.syntax).length, 50);
});

t.test('a word that is no keyword is not found, whatever objects inherit', async (t) => {
  for (const word of ['', 'constructor', '__proto__', 'toString', 'அசலெண்', 'அசல் '])
    t.equal(keywordOf(word), undefined, word);
});
