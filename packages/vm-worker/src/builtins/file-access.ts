// Owns which paths a program may reach and how they are opened (spec README 41, robustness traps 2): relative to the working
// directory, inside the files root once links are resolved, regular files only while serving. Knows nothing of results or statements.
import { constants, type Stats } from 'node:fs';
import * as fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Host } from '../run.ts';

/** Why a path cannot be used, in both languages as one text. */
export class FileRefusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'அத்தகைய கோப்போ கோப்பகமோ இல்லை (no such file or directory)',
  ENOTDIR: 'கோப்பகம் அல்ல (not a directory)',
  EISDIR: 'இது ஒரு கோப்பகம் (it is a directory)',
  EACCES: 'அனுமதி இல்லை (permission denied)',
  EPERM: 'அனுமதி இல்லை (operation not permitted)',
  EROFS: 'எழுத முடியாத கோப்பு அமைப்பு (read-only file system)',
  ENOSPC: 'வட்டில் இடம் இல்லை (no space left on the device)',
  EMFILE: 'திறந்த கோப்புகள் மிகுதி (too many open files)',
  ENFILE: 'திறந்த கோப்புகள் மிகுதி (too many open files)',
  ENAMETOOLONG: 'பெயர் மிக நீளம் (the name is too long)',
  ELOOP: 'இணைப்புகள் சுழல்கின்றன (too many links)',
};

const NOT_REGULAR = 'சாதாரணக் கோப்பு அல்ல (not a regular file)';
const OUTSIDE = 'அனுமதித்த கோப்புறைக்கு வெளியே உள்ளது (outside the allowed folder)';
const NUL = 'பெயரில் NUL எழுத்து உள்ளது (the name holds a NUL character)';

const codeOf = (e: unknown): string | undefined => (e instanceof Error && 'code' in e ? String(e.code) : undefined);

/** The reason of a refusal or of a system error, for messages; rethrows anything else. */
export function reasonOf(e: unknown): string {
  if (e instanceof FileRefusal) return e.reason;
  const code = codeOf(e);
  if (code === undefined) throw e;
  return REASONS[code] ?? code;
}

/** The path with the links of its longest existing part resolved. */
function realPath(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch (e) {
    const parent = dirname(path);
    if (parent === path || codeOf(e) !== 'ENOENT') throw e;
    // A dangling link would be followed when the file is made: what it points to must be inside as well.
    const link = fs.lstatSync(path, { throwIfNoEntry: false });
    if (link?.isSymbolicLink() === true) return realPath(resolve(parent, fs.readlinkSync(path)));
    return join(realPath(parent), basename(path));
  }
}

/** The absolute path a program's path text means; throws FileRefusal or a system error. */
export function resolvePath(host: Host, text: string): string {
  if (text.includes('\0')) throw new FileRefusal(NUL);
  const absolute = resolve(host.cwd, text);
  if (host.filesRoot === '') return absolute;
  const root = fs.realpathSync(resolve(host.cwd, host.filesRoot));
  const real = realPath(absolute);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) throw new FileRefusal(OUTSIDE);
  return real;
}

/** What may be opened: anything but a directory in a plain run, regular files only while serving. */
function checkKind(host: Host, stats: Stats): void {
  if (stats.isDirectory()) throw new FileRefusal(REASONS.EISDIR as string);
  if (host.serving && !stats.isFile()) throw new FileRefusal(NOT_REGULAR);
}

// A FIFO without a partner would hold the thread for ever (robustness trap 2); with a files root the path holds no links any more.
const openFlags = (host: Host, flags: number): number =>
  flags | (host.serving ? constants.O_NONBLOCK : 0) | (host.filesRoot === '' ? 0 : constants.O_NOFOLLOW);

const READ = constants.O_RDONLY;
const WRITE = constants.O_WRONLY | constants.O_CREAT;
const APPEND = WRITE | constants.O_APPEND;

/** Opens for a statement, hands the descriptor to `use`, closes. */
function withFile<T>(host: Host, text: string, flags: number, use: (fd: number, stats: Stats) => T): T {
  const fd = fs.openSync(resolvePath(host, text), openFlags(host, flags), 0o666);
  try {
    const stats = fs.fstatSync(fd);
    checkKind(host, stats);
    return use(fd, stats);
  } finally {
    fs.closeSync(fd);
  }
}

/** Creates the file or empties it. */
export function truncateFile(host: Host, text: string): void {
  withFile(host, text, WRITE, (fd, stats) => {
    if (stats.isFile()) fs.ftruncateSync(fd);
  });
}

/** Adds the bytes in one write. */
export function appendToFile(host: Host, text: string, data: string): void {
  withFile(host, text, APPEND, (fd) => fs.writeFileSync(fd, data, 'utf8'));
}

/** All bytes of a file; `check` sees the size before anything is read. */
export function readBytes(host: Host, text: string, check: (size: number) => void): Uint8Array {
  return withFile(host, text, READ, (fd, stats) => {
    check(stats.size);
    return fs.readFileSync(fd);
  });
}

/** Opens a file for writing without emptying it; the caller closes the handle. */
export async function openForWriting(host: Host, text: string): Promise<{ handle: FileHandle; stats: Stats }> {
  const handle = await fs.promises.open(resolvePath(host, text), openFlags(host, WRITE), 0o666);
  try {
    const stats = await handle.stat();
    checkKind(host, stats);
    return { handle, stats };
  } catch (e) {
    await handle.close();
    throw e;
  }
}
