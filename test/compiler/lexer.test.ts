import { lex } from '@etamil/compiler/lexer';
import { prepareSource } from '@etamil/compiler/source-text';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import { keywords } from '@etamil/shared/keywords';
import t from 'tap';

/** `kind` or `kind:text` of every token but the end. */
function kinds(source: string, strict = false): string[] {
  return lex(source, 0, strict)
    .tokens.slice(0, -1)
    .map((k) => (k.kind === k.text ? k.kind : `${k.kind}:${k.text}`));
}

function errors(source: string, strict = false): string[] {
  return lex(source, 0, strict).diagnostics.map((d) => `${d.line}:${d.column}+${d.length} ${d.english}`);
}

t.test('every spelling lexes to its own token; words of class none are names', async (t) => {
  for (const k of keywords()) {
    for (const s of k.spellings) {
      const { tokens, diagnostics } = lex(s, 0);
      t.same([diagnostics.length, tokens.length], [0, 2], s);
      t.equal(tokens[0]?.kind, k.reserved === 'none' ? 'name' : k.token, s);
      t.equal(tokens[0]?.word, k, s);
      t.equal(tokens[0]?.text, s, 'the spelling is kept');
    }
  }
});

t.test('a keyword wins only when it is the whole match', async (t) => {
  t.same(kinds('அசல் அசலெண் அச்சு அச்சுகள் _if _iff if'), [
    'name:அசல்',
    'name:அசலெண்',
    'Print:அச்சு',
    'name:அச்சுகள்',
    'If:_if',
    'name:_iff',
    'name:if',
  ]);
});

t.test('Tamil digits, symbols and a leading vowel sign are letters, never numbers', async (t) => {
  t.same(kinds('௫ ௹1 ாக x௧ _9'), ['name:௫', 'name:௹1', 'name:ாக', 'name:x௧', 'name:_9']);
});

t.test(
  'names and keywords are compared in NFC, strings stay as written, positions are those of the text',
  async (t) => {
    const split = '\u0b95\u0bc6\u0bbe';
    t.same(kinds(`${split} = "${split}";`), ['name:\u0b95\u0bca', '=', `string:${split}`, ';']);
    const [first, second] = lex(`${split} x`, 0).tokens;
    t.same([first?.length, second?.column], [3, 5]);
    const keyword = 'இன்றேல்'.normalize('NFD');
    t.equal(lex(keyword, 0).tokens[0]?.kind, 'Else');
  },
);

t.test('operators: the longer one wins; .. and // and /* as specified', async (t) => {
  t.same(
    kinds('== != >= <= > < = + - * / & ? [ ] ( ) { } . : , ;'),
    '== != >= <= > < = + - * / & ? [ ] ( ) { } . : , ;'.split(' '),
  );
  t.same(kinds('===<==>'), ['==', '=', '<=', '=', '>']);
  t.same(kinds('..a'), ['.', '.', 'name:a']);
  t.same(kinds('a//b "c\nd'), ['name:a', 'name:d']);
  t.same(kinds('/* x */'), ['/', '*', 'name:x', '*', '/']);
});

t.test('numbers keep their exact value in canonical text', async (t) => {
  t.same(kinds('007 1.50 0.0 0000.1000 123456789012345678901234567.5'), [
    'number:7',
    'number:1.5',
    'number:0',
    'number:0.1',
    'number:123456789012345678901234567.5',
  ]);
  t.same(kinds('1. 2.. 1.5.2'), ['number:1', '.', 'number:2', '.', '.', 'number:1.5', '.', 'number:2']);
  t.same(kinds('.5 12ab'), ['.', 'number:5', 'number:12', 'name:ab']);
});

t.test('too many digits round half up at 28 places or 96 bits', async (t) => {
  const number = (s: string): string | undefined => lex(s, 0).tokens[0]?.text;
  t.equal(number(`0.${'0'.repeat(27)}15`), `0.${'0'.repeat(27)}2`);
  t.equal(number(`0.${'0'.repeat(27)}14999`), `0.${'0'.repeat(27)}1`);
  t.equal(number(`0.${'0'.repeat(28)}9`), '0.0000000000000000000000000001');
  t.equal(number(`0.${'9'.repeat(29)}`), '1');
  t.equal(number('79228162514264337593543950335'), '79228162514264337593543950335');
  t.equal(number('79228162514264337593543950335.4'), '79228162514264337593543950335');
  t.equal(number('7922816251426433759354395033.54'), '7922816251426433759354395033.5');
  t.equal(number('7922816251426433759354395033.55'), '7922816251426433759354395034', 'the carry costs a place');
  t.equal(number('7922816251426433759354395033.549'), '7922816251426433759354395033.5');
  t.equal(number(`${'0'.repeat(50)}1.5`), '1.5');
});

t.test('an integer part beyond 96 bits is refused as a whole, also when rounding makes it so', async (t) => {
  t.same(errors('x = 79228162514264337593543950336.5%;'), [
    "1:5+32 unrecognized input '79228162514264337593543950336.5%'",
  ]);
  t.same(errors('79228162514264337593543950335.5'), ["1:1+31 unrecognized input '79228162514264337593543950335.5'"]);
  t.equal(errors('9'.repeat(100_000)).length, 1);
});

t.test('a percentage is divided by 100 exactly, half to even beyond 28 places', async (t) => {
  const number = (s: string): string | undefined => lex(s, 0).tokens[0]?.text;
  t.same(['18%', '12.50%', '100%', '0%', '0.5%', '250%'].map(number), ['0.18', '0.125', '1', '0', '0.005', '2.5']);
  t.equal(number(`0.${'0'.repeat(26)}25%`), '0');
  t.equal(number(`0.${'0'.repeat(25)}150%`), '0.0000000000000000000000000002');
  t.equal(number(`0.${'0'.repeat(25)}250%`), '0.0000000000000000000000000002');
  t.equal(number(`0.${'0'.repeat(25)}251%`), '0.0000000000000000000000000003');
  t.equal(number('79228162514264337593543950335%'), '792281625142643375935439503.35');
  t.same(errors('5 %'), ["1:3+1 unrecognized input '%'"]);
});

t.test('strings: escapes, other backslashes kept, line breaks allowed', async (t) => {
  const value = (s: string): string | undefined => lex(s, 0).tokens[0]?.text;
  t.equal(value('"a\\n\\t\\r\\"\\\\b"'), 'a\n\t\r"\\b');
  t.equal(value('"\\u0B95 C:\\k"'), '\\u0B95 C:\\k');
  t.equal(value('"ஒன்று\nஇரண்டு // இல்லை"'), 'ஒன்று\nஇரண்டு // இல்லை');
  t.equal(value('""'), '');
  t.same(kinds('"a""b"'), ['string:a', 'string:b']);
});

t.test('positions count code points; tabs count one; surrogate pairs count one', async (t) => {
  const places = (s: string): string[] => lex(s, 0).tokens.map((k) => `${k.line}:${k.column}+${k.length}`);
  t.same(places('அச்சு "அ" அச்சு 1;'), ['1:1+5', '1:7+3', '1:11+5', '1:17+1', '1:18+1', '1:19+0']);
  t.same(places('"😀" x'), ['1:1+3', '1:5+1', '1:6+0']);
  t.same(places('\t\fx // 😀😀\n\n y'), ['1:3+1', '3:2+1', '3:3+0']);
  t.same(places('"அ\n😀ஆ" x'), ['1:1+6', '2:5+1', '2:6+0']);
  t.same(places('// 😀'), ['1:5+0']);
});

t.test('each unrecognisable piece is one error, all are reported, and the message is bilingual', async (t) => {
  t.same(errors('அச்சு 1 @ 2;\nஅச்சு #;'), ["1:9+1 unrecognized input '@'", "2:7+1 unrecognized input '#'"]);
  t.same(errors('₹5 café ! !== \u00a0x'), [
    "1:1+1 unrecognized input '₹'",
    "1:7+1 unrecognized input 'é'",
    "1:9+1 unrecognized input '!'",
    "1:15+1 unrecognized input '\u00a0'",
  ]);
  const [first] = lex('$', 0).diagnostics;
  t.ok(first);
  if (first !== undefined) {
    t.equal(
      renderDiagnostic(first),
      "வரி 1, நெடுவரிசை 1: அறியப்படாத உள்ளீடு '$'  (line 1, column 1: unrecognized input '$')",
    );
    t.match(first, { id: 'LEX-INPUT', code: 'ET1001', stage: 'lex', severity: 'error', file: 0 });
  }
});

t.test('an unterminated string is one piece from its quote; a backslash before a line break ends one', async (t) => {
  t.same(errors('x = 1;\ny = "அ😀\nஆ'), ["2:5+5 unrecognized input '\"அ😀…'"]);
  t.same(errors('x = "ab\\\n+ 1;'), ["1:5+4 unrecognized input '\"ab\\'"]);
  t.same(kinds('"ab\\\n+ 1;'), ['+', 'number:1', ';']);
  t.same(errors('"\\'), ["1:1+2 unrecognized input '\"\\'"]);
});

t.test('an invisible character is named, a dangerous one never reaches the terminal', async (t) => {
  const [joiner] = lex('அ\u200dஆ', 0).diagnostics;
  t.match(joiner?.notes?.[0], 'the invisible character U+200D');
  const [control] = lex('\u001b[2J', 0).diagnostics;
  t.equal(control?.english, "unrecognized input 'U+001B'");
});

t.test('Devanagari letters belong to names in the dialect only', async (t) => {
  t.same(kinds('यदि விकास्வர_query_async பத்'), ['name:यदि', 'name:விकास्வர_query_async', 'name:பத்']);
  t.same(errors('यदि x', true), ["1:1+3 unrecognized input 'यदि'"]);
});

t.test('bytes become text: one BOM dropped, CR LF joined, a lone CR kept, bad UTF-8 refused', async (t) => {
  const bytes = (s: string): Uint8Array => new TextEncoder().encode(s);
  t.same(prepareSource(bytes('\ufeff\ufeffa\r\n"b\r\nc"\r')), { ok: true, text: '\ufeffa\n"b\nc"\r' });
  t.same(prepareSource(new Uint8Array([0x61, 0xff])), { ok: false, reason: 'invalid UTF-8' });
  t.same(prepareSource(new Uint8Array([0xed, 0xa0, 0x80])), { ok: false, reason: 'invalid UTF-8' });
  t.same(prepareSource(new Uint8Array()), { ok: true, text: '' });
  t.same(errors('a\rb'), ["1:2+1 unrecognized input 'U+000D'"]);
});

t.test('binary data gives a bounded list of errors that says so', async (t) => {
  const { diagnostics } = lex('@ '.repeat(50_000), 0);
  t.equal(diagnostics.length, 10_000);
  t.match(diagnostics.at(-1)?.notes?.at(-1), 'errors after this one are not listed');
});
