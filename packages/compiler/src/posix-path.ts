// Owns the handling of POSIX paths as text, so that the compiler runs where there is no node:path. Touches no files.

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** Everything before the last `/`; `''` when there is none, `/` for the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

/** Everything after the last `/`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` seen from `directory`. `..` is kept: with links in the path only the system can fold it. */
export function joinPath(directory: string, path: string): string {
  if (isAbsolute(path)) return path;
  let rest = path;
  while (rest.startsWith('./')) rest = rest.slice(2).replace(/^\/+/, '');
  if (directory === '' || directory === '.') return rest;
  return directory.endsWith('/') ? directory + rest : `${directory}/${rest}`;
}

/** Folds `.`, `..`, empty segments and `\`; never climbs above the root (§17.1 step 6). A leading `/` is kept. */
export function foldPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/');
}

/** Whether a segment of `path` is `..`. */
export function climbs(path: string): boolean {
  return path.split(/[\\/]/).includes('..');
}
