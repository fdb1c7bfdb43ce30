// Owns the lookup of keywords by spelling (spec language.md §4). Knows nothing of tokens' grammar.
import { KEYWORD_TABLE, type KeywordName } from './keywords-table.ts';

export type { KeywordName } from './keywords-table.ts';

/** `none`: an ordinary name everywhere; `soft`: a keyword in one position only; `hard`: never an unquoted name (§4.3). */
export type ReservedClass = 'none' | 'soft' | 'hard';

/** A keyword token with all its spellings. */
export interface Keyword {
  readonly token: KeywordName;
  readonly reserved: ReservedClass;
  /** False for a word that no grammar rule uses. */
  readonly syntax: boolean;
  /** Tamil first, then romanised (the current one first), then English (these begin with `_`). */
  readonly spellings: readonly string[];
}

const CLASSES: Readonly<Record<string, ReservedClass>> = { n: 'none', s: 'soft', h: 'hard' };

// Built on first use: a program that comes from the bytecode cache never needs it.
let bySpelling: Map<string, Keyword> | null = null;

function build(): Map<string, Keyword> {
  const map = new Map<string, Keyword>();
  for (const line of KEYWORD_TABLE.split('\n')) {
    const [token, flags = '', ...spellings] = line.split(' ');
    const keyword: Keyword = {
      token: token as KeywordName,
      reserved: CLASSES[flags.charAt(0)] ?? 'none',
      syntax: flags.charAt(1) === '+',
      spellings,
    };
    for (const s of spellings) map.set(s, keyword);
  }
  bySpelling = map;
  return map;
}

/** The keyword that `spelling` (in NFC, the whole word) belongs to. */
export function keywordOf(spelling: string): Keyword | undefined {
  return (bySpelling ?? build()).get(spelling);
}

/** All keywords, each once, in the order of the table. */
export function keywords(): readonly Keyword[] {
  return [...new Set((bySpelling ?? build()).values())];
}
