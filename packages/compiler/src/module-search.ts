// Owns where an imported path is looked for (spec §17.1). Knows nothing of what the file holds.
import { climbs, directoryOf, fileNameOf, foldPath, isAbsolute, joinPath } from './posix-path.ts';
import type { SourceHost } from './source-host.ts';

/** Where an importing file lives: on disk, or in the library carried inside the tool. */
export interface ModulePlace {
  readonly kind: 'disk' | 'library';
  /** Its own folder. */
  readonly directory: string;
}

export interface FoundModule {
  readonly kind: 'disk' | 'library';
  readonly path: string;
}

/** Finds `path` as written in a file at `from`; null when there is none (MOD-MISSING). */
export function findModule(path: string, from: ModulePlace, host: SourceHost): FoundModule | null {
  if (path === '' || path.includes('\0')) return null;
  if (from.kind === 'library') {
    // Seen from its own folder first; from the library's root for files that name each other in full.
    return inLibrary(joinPath(from.directory, path), host) ?? inLibrary(path, host);
  }
  if (isAbsolute(path)) return onDisk(path, host);
  const roots = [from.directory, ...host.searchRoots];
  for (const root of roots) {
    const found = onDisk(joinPath(root, path), host);
    if (found !== null) return found;
  }
  if (!climbs(path)) {
    for (const root of roots) {
      const found = oneFolderDeeper(root, path, host);
      if (found !== null) return found;
    }
  }
  return inLibrary(path, host);
}

function onDisk(path: string, host: SourceHost): FoundModule | null {
  return host.isFile(path) ? { kind: 'disk', path } : null;
}

function oneFolderDeeper(root: string, path: string, host: SourceHost): FoundModule | null {
  const folder = joinPath(root, directoryOf(path));
  const file = fileNameOf(path);
  for (const name of host.subfolders(folder === '' ? '.' : folder)) {
    const found = onDisk(joinPath(joinPath(folder, name), file), host);
    if (found !== null) return found;
  }
  return null;
}

function inLibrary(path: string, host: SourceHost): FoundModule | null {
  const folded = foldPath(path);
  return host.builtinModule(folded) === null ? null : { kind: 'library', path: folded };
}
