// Owns answers by path (http-handlers.md §5, spec README 41): only regular files inside files.root, opened without blocking.
// Knows nothing of lanes. Streams; never holds a whole file.
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';

export interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

/** Opens what a handler named. Throws an Error whose message says why not. */
export async function openAnswer(path: string, cwd: string, filesRoot: string): Promise<OpenFile> {
  if (path.includes('\0')) throw new Error('NUL');
  const full = await realpath(resolve(cwd, path));
  if (filesRoot !== '') {
    const inside = relative(await realpath(resolve(cwd, filesRoot)), full);
    if (inside.startsWith('..') || isAbsolute(inside)) throw new Error('outside files.root');
  }
  // non-blocking: opening a FIFO must not hold a thread of the I/O pool (robustness trap 2)
  const handle = await open(full, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('not a regular file');
    return { handle, size: stat.size };
  } catch (e) {
    await handle.close();
    throw e;
  }
}
