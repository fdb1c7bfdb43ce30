// Owns a SourceHost over texts held in memory, for tests, editors and browsers. Knows nothing of disks.
import { foldPath } from './posix-path.ts';
import type { SourceHost } from './source-host.ts';

export interface MemoryHostOptions {
  readonly searchRoots?: readonly string[];
  /** Modules "carried inside the tool", by normalised path. */
  readonly builtins?: Readonly<Record<string, string>>;
  /** Further names of a file: link → path in `files`. */
  readonly links?: Readonly<Record<string, string>>;
}

/** `files` maps a path to its text, or to bytes where the encoding itself is the point. */
export function memoryHost(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: MemoryHostOptions = {},
): SourceHost {
  const encoder = new TextEncoder();
  const byPath = new Map(Object.entries(files).map(([path, content]) => [foldPath(path), content]));
  const links = new Map(Object.entries(options.links ?? {}).map(([from, to]) => [foldPath(from), foldPath(to)]));
  const builtins = new Map(Object.entries(options.builtins ?? {}));
  const canonical = (path: string): string => {
    const folded = foldPath(path);
    return links.get(folded) ?? folded;
  };
  return {
    searchRoots: options.searchRoots ?? [],
    read(path) {
      const name = canonical(path);
      const content = byPath.get(name);
      if (content === undefined) return { ok: false, reason: 'no such file', opened: false };
      return { ok: true, bytes: typeof content === 'string' ? encoder.encode(content) : content, canonical: name };
    },
    isFile: (path) => byPath.has(canonical(path)),
    subfolders(path) {
      const folder = foldPath(path);
      const prefix = folder === '' || folder === '/' ? folder : `${folder}/`;
      const names = new Set<string>();
      for (const file of [...byPath.keys(), ...links.keys()]) {
        const slash = file.startsWith(prefix) ? file.indexOf('/', prefix.length) : -1;
        if (slash > prefix.length) names.add(file.slice(prefix.length, slash));
      }
      return [...names].sort();
    },
    builtinModule: (path) => builtins.get(path) ?? null,
  };
}
