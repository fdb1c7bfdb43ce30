// Owns the list of builtins this build implements, by id of the builtin table. One file per family; a test compares the ids with
// the table's `available`. Knows nothing of names or arity.
import type { BuiltinFamily } from '../builtin.ts';
import { ARRAYS } from './arrays.ts';
import { BOARD_AND_TOKEN } from './board.ts';
import { CACHE } from './cache.ts';
import { CONVERSION } from './conversion.ts';
import { CRYPTO } from './crypto.ts';
import { DATES } from './dates.ts';
import { FILES } from './files.ts';
import { JSON_TEXT } from './json.ts';
import { NUMBERS } from './numbers.ts';
import { PROCESS } from './process.ts';
import { RECORDS } from './records.ts';
import { RESULTS } from './results.ts';
import { TEXT } from './text.ts';
import { VALIDATORS } from './validators.ts';

export const BUILTINS: BuiltinFamily = {
  ...NUMBERS,
  ...CONVERSION,
  ...TEXT,
  ...ARRAYS,
  ...RECORDS,
  ...RESULTS,
  ...DATES,
  ...JSON_TEXT,
  ...CRYPTO,
  ...PROCESS,
  ...FILES,
  ...CACHE,
  ...VALIDATORS,
  ...BOARD_AND_TOKEN,
};
