// Owns the environment, the end of the program, waiting and the server log (builtins.md 12, spec README 15, language.md §22.7).
// Must not know whether a server, a job or a script runs: that is behind Host.
import { toNumber } from '@etamil/shared/coerce';
import { toText, truncToNumber } from '@etamil/shared/decimal';
import { share } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import { Exit } from '../fault.ts';
import { textOf } from './text-of.ts';

/** The longest delay a timer of the engine takes (24.8 days). */
const LONGEST_TIMER = 2 ** 31 - 1;

export const PROCESS: BuiltinFamily = {
  env: (R, name, fallback) => R.host.env(textOf(R, name)) ?? share(fallback),

  exit(_R, status) {
    const n = truncToNumber(toNumber(status));
    throw new Exit(n >= -(2 ** 31) && n < 2 ** 31 ? n : 1);
  },

  sleep(R, ms) {
    const wait = Math.min(Math.max(Number(toText(toNumber(ms))), 0), LONGEST_TIMER);
    return new Promise((resolve) => {
      // A run that ends while it waits must not leave a timer behind; a finished wait must not leave a cleanup behind.
      const clear = (): void => clearTimeout(timer);
      const timer = setTimeout(() => {
        const at = R.cleanups.indexOf(clear);
        if (at >= 0) R.cleanups.splice(at, 1);
        resolve(null);
      }, wait);
      R.cleanups.push(clear);
    });
  },

  logError(R, code, error) {
    // One line in the log, whatever the texts hold.
    R.host.log('error', `${textOf(R, code)}: ${textOf(R, error)}`.replace(/[\r\n]+/g, ' '));
    return null;
  },
};
