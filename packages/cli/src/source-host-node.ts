// Owns how the compiler reaches files: reading, the search roots of §17.1, the library carried inside the tool.
// Knows nothing of the language. Everything is synchronous: a plain run waits for nothing.
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceHost } from '@etamil/compiler/source-host';

/** The library lies at the same distance from the sources and from the bundle. */
const LIBRARY = new URL('../../stdlib/', import.meta.url);
/** Step 3 of §17.1: the folder of the installed package. */
const PACKAGE = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Errors of the system in words a reader knows; the code when it is none of these. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is not a folder',
  ELOOP: 'too many links',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
};

function reasonOf(e: unknown): string {
  const error = e as NodeJS.ErrnoException;
  return REASONS[error.code ?? ''] ?? error.code ?? error.message;
}

/** `searchPath`: the value of ETAMIL_PATH. */
export function nodeSourceHost(searchPath: string): SourceHost {
  return {
    read(path) {
      let canonical: string;
      try {
        canonical = realpathSync.native(path);
        if (statSync(canonical).isDirectory()) return { ok: false, reason: reasonOf({ code: 'EISDIR' }), opened: true };
      } catch (e) {
        return { ok: false, reason: reasonOf(e), opened: false };
      }
      try {
        return { ok: true, bytes: readFileSync(canonical), canonical };
      } catch (e) {
        return { ok: false, reason: reasonOf(e), opened: (e as NodeJS.ErrnoException).code !== 'EACCES' };
      }
    },
    isFile(path) {
      try {
        return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
      } catch {
        // a name too long, a loop of links, no permission: nothing that could be imported
        return false;
      }
    },
    subfolders(path) {
      try {
        return readdirSync(path, { withFileTypes: true })
          .filter((e) => e.isDirectory())
          .map((e) => e.name)
          .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      } catch {
        return [];
      }
    },
    searchRoots: [
      ...searchPath
        .split(delimiter)
        .filter((p) => p !== '')
        .map((p) => resolve(p)),
      PACKAGE,
      '/usr/share/etamil',
      '/usr/local/share/etamil',
    ],
    builtinModule(path) {
      if (path.startsWith('/') || path.split('/').includes('..')) return null;
      try {
        return readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), LIBRARY), 'utf8');
      } catch {
        return null;
      }
    },
  };
}
