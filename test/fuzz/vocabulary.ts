// Owns the words that random programs are made of. Knows nothing of grammar.
import { BUILTIN_LIST } from '../../packages/shared/src/builtin-table.ts';
import { type KeywordName, keywords } from '../../packages/shared/src/keywords.ts';
import type { Random } from './random.ts';

const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map(keywords().map((k) => [k.token, k.spellings]));

/** A spelling of that keyword: Tamil mostly, now and then a romanised or English one. */
export function word(r: Random, token: KeywordName): string {
  const all = SPELLINGS.get(token) ?? ['?'];
  return r.chance(70) ? (all[0] as string) : r.pick(all);
}

export const ALL_SPELLINGS: readonly string[] = [...SPELLINGS.values()].flat();

/** Variables; some are keywords of class none, some are names that JavaScript gives a meaning of its own. */
export const VARIABLES: readonly string[] = [
  ...['அ', 'ஆ', 'தொகை', 'பெயர்', 'எண்ணிக்கை', 'x', 'y', 'i', 'total', 'கூ', 'வரவு', 'பற்று', 'நிலை'],
  ...['__proto__', 'constructor', 'toString', 'R', 'l0', 'g0', 'S', 'arguments', 'eval', 'await', 'response_status'],
];
export const PLAIN_VARIABLES: readonly string[] = VARIABLES.slice(0, 10);
export const FUNCTIONS: readonly string[] = ['கூட்டு_செய்', 'f', 'g', 'இரட்டி', 'valueOf', 'சுழல்'];
export const SHAPES: readonly string[] = ['புள்ளி', 'P', 'Q'];
export const FIELDS: readonly string[] = ['அ', 'ஆ', 'name', 'x', 'y', '__proto__', 'constructor', 'hasOwnProperty', 'மதிப்பு'];
export const METHODS: readonly string[] = ['கூட்டு', 'm', 'n', 'toString'];

/** Texts with letters of several code points, of several UTF-16 units, and with meaning to other notations. */
export const TEXTS: readonly string[] = [
  ...['', 'a', 'abc', 'அம்மா', 'நூற்றாண்டு', 'ஸ்ரீ', 'க்ஷ', 'கொ', 'கொ', '👩‍👩‍👧', '🇮🇳x', 'é', '0', '5', ' 5 ', '-3.5', '1_0', '1e3', '٣'],
  ...['true', 'nil', '{}', '[1,2]', '{"a":1}', '\\n', '\\t\\"', 'a,b,c', '2024-02-29', '__proto__', '${x}', '`', "'", '\\\\', '\\u0B95'],
];

export const NUMBERS: readonly string[] = [
  ...['0', '1', '2', '3', '5', '7', '10', '100', '0.5', '0.1', '0.25', '1.50', '2.005', '3.333', '18%', '12.50%', '0.0', '00012', '1.000'],
  ...['9007199254740991', '9007199254740993', '90071992547409.93', '123456789012345678', '0.0000000000000000000000000001'],
  ...['79228162514264337593543950335', '7922816251426433759354395033.5', '0.99999999999999999999999999999', '4294967296', '2147483648'],
];

/** Builtins that neither wait for the outside nor tell the time, or only wait a moment: safe in any random program. */
export const PURE_BUILTINS = BUILTIN_LIST.filter((b) => b.available && !b.suspends && !['today', 'nowSeconds', 'randomBytes', 'encryptionKey', 'exit', 'millis'].includes(b.id));

const OUTSIDE =
  /^(run|http|redis|mongo|mq|hsm|serial|pin|tone|register|package|try|query|hashPassword|verifyPassword|testRoute|issueToken)/;

/** Spellings that could reach processes, networks or databases, or burn time on purpose: such programs are compiled, never run. */
export const OUTSIDE_WORDS: readonly string[] = [
  ...BUILTIN_LIST.filter((b) => OUTSIDE.test(b.id)).flatMap((b) => b.names),
  ...(['DBConnect', 'DBQuery', 'DBExecute'] as const).flatMap((t) => SPELLINGS.get(t) ?? []),
  'query_async',
];

/** Two runs of a program with one of these may lawfully differ. */
export const UNSTEADY_WORDS: readonly string[] = BUILTIN_LIST.filter((b) =>
  ['today', 'nowSeconds', 'randomBytes', 'encryptionKey', 'keyPair', 'millis', 'sleep', 'fileSave', 'fileInfo', 'fileExists', 'readDir', 'encrypt', 'counterAdd'].includes(b.id),
).flatMap((b) => b.names);
