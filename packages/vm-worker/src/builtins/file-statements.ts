// Owns the file statements and their call forms under their internal names `$file-…` (statements-io.md 2, language.md §10.10).
// Must not know how a path is checked; that is file-access.ts.
import type { BuiltinFamily } from '../builtin.ts';
import { Fault } from '../fault.ts';
import type { Run } from '../run.ts';
import { appendToFile, readBytes, reasonOf, truncateFile } from './file-access.ts';
import { textOf } from './text-of.ts';

/** Runs a file operation of a statement; a refusal or system error becomes the runtime error. */
function demand<T>(R: Run, id: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (e) {
    // A limit met on the way is not the file's fault.
    if (e instanceof Fault) throw e;
    return R.fault(id, { path, reason: reasonOf(e) });
  }
}

/** The whole file as text: strict UTF-8, a byte order mark is a letter. */
function readText(R: Run, path: string): string {
  return demand(R, 'RUN-FILE-READ', path, () => {
    const bytes = readBytes(R.host, path, (size) => {
      // A unit takes at most three bytes: a file that must pass the string limit is not read at all.
      if (size / 3 > R.limits.string) R.fault('RUN-STRING-LIMIT', { limit: R.limits.string });
      R.charge(size);
    });
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return R.fault('RUN-FILE-READ', { path, reason: 'UTF-8 அல்ல (not valid UTF-8)' });
    }
    R.chargeString(text.length);
    return text;
  });
}

function withoutFinalLineFeeds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return text.slice(0, end);
}

/** Lines that are not blank, less the header. */
function countRows(text: string): number {
  let rows = 0;
  for (const line of text.split('\n')) if (line.trim() !== '') rows++;
  return Math.max(0, rows - 1);
}

export const FILE_STATEMENTS: BuiltinFamily = {
  '$file-open': (R, file, mode) => {
    const path = textOf(R, file);
    if (textOf(R, mode).toLowerCase() === 'write') demand(R, 'RUN-FILE-OPEN', path, () => truncateFile(R.host, path));
    return null;
  },
  '$file-close': () => null,
  '$file-read': (R, file) => withoutFinalLineFeeds(readText(R, textOf(R, file))),
  '$csv-read': (R, file) => countRows(readText(R, textOf(R, file))),
  '$file-write': (R, file, data) => {
    const path = textOf(R, file);
    const line = `${textOf(R, data)}\n`;
    R.chargeString(line.length);
    demand(R, 'RUN-FILE-WRITE', path, () => appendToFile(R.host, path, line));
    return null;
  },
};
