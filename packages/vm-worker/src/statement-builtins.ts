// Owns the internal builtins behind file and database statements (`$…`, spec §10.10–10.12) and `ஒருசேர`. Called by linked
// code only; never reachable under a name.
import { closeSync, fstatSync, openSync, readFileSync, realpathSync, writeSync, constants } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { kindName } from '@etamil/shared/coerce';
import { display } from '@etamil/shared/display';
import { EArray, EFunc, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from './builtin.ts';
import { Together } from './driver.ts';
import { Fault } from './fault.ts';
import type { Run } from './run.ts';

type FileFault = 'RUN-FILE-READ' | 'RUN-FILE-WRITE' | 'RUN-FILE-OPEN';

/** The real path a program may reach, or a fault (spec README 41). */
function reachable(R: Run, name: string, id: FileFault): string {
  const fail = (reason: string): never => R.fault(id, { path: name, reason });
  if (name.includes('\0')) return fail('NUL');
  const path = resolve(R.host.cwd, name);
  if (R.host.filesRoot === '') return path;
  const root = realpathSync(resolve(R.host.cwd, R.host.filesRoot));
  // links are resolved on the part that exists
  let real = path;
  try {
    real = realpathSync(path);
  } catch {
    try {
      real = resolve(realpathSync(dirname(path)), path.slice(dirname(path).length + 1));
    } catch {
      return fail('ENOENT');
    }
  }
  const inside = relative(root, real);
  if (inside.startsWith('..') || isAbsolute(inside)) return fail('outside files.root');
  return real;
}

function opened<T>(R: Run, name: string, flags: number, id: FileFault, use: (fd: number) => T): T {
  const path = reachable(R, name, id);
  let fd = -1;
  try {
    // non-blocking: opening a FIFO must not stop the worker (robustness trap 2)
    fd = openSync(path, flags | constants.O_NONBLOCK, 0o666);
    if (R.host.serving && !fstatSync(fd).isFile()) return R.fault(id, { path: name, reason: 'not a regular file' });
    return use(fd);
  } catch (e) {
    if (e instanceof Fault) throw e;
    const reason = e instanceof Error && 'code' in e ? String(e.code) : String(e);
    return R.fault(id, { path: name, reason });
  } finally {
    if (fd >= 0) closeSync(fd);
  }
}

function readText(R: Run, file: Value): string {
  const name = display(file);
  return opened(R, name, constants.O_RDONLY, 'RUN-FILE-READ', (fd) => {
    const size = fstatSync(fd).size;
    R.chargeString(size);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(fd));
    } catch (e) {
      if (e instanceof TypeError) return R.fault('RUN-FILE-READ', { path: name, reason: 'UTF-8' });
      throw e;
    }
  });
}

const database = (R: Run, backend: Value): never => R.fault('RUN-DB-BACKEND', { backend: display(backend), package: 'etamil' });

export const STATEMENT_BUILTINS: BuiltinFamily = {
  '$file-open': (R, file, mode) => {
    if (display(mode as Value).toLowerCase() !== 'write') return null;
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
    opened(R, display(file as Value), flags, 'RUN-FILE-OPEN', () => undefined);
    return null;
  },
  '$file-close': () => null,
  '$file-write': (R, file, data) => {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
    const bytes = Buffer.from(`${display(data as Value)}\n`);
    opened(R, display(file as Value), flags, 'RUN-FILE-WRITE', (fd) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    });
    return null;
  },
  '$file-read': (R, file) => readText(R, file as Value).replace(/\n+$/, ''),
  '$csv-read': (R, file) => {
    const lines = readText(R, file as Value).split('\n').filter((l) => l.trim() !== '').length;
    return Math.max(0, lines - 1);
  },
  '$db-connect': (R, backend) => database(R, backend as Value),
  '$db-disconnect': (R, handle) => R.fault('RUN-DB-NOTCONN', { handle: display(handle as Value) }),
  '$db-execute': (R, _sql, params) => noDatabase(R, params as Value),
  '$db-query': (R, _sql, params) => noDatabase(R, params as Value),
  '$no-shape': (R, shape) => R.fault('RUN-SHAPE-UNKNOWN', { shape: display(shape as Value) }),
  all: (R, list) => {
    const items = list instanceof EArray ? list.items() : [];
    if (!(list instanceof EArray) || !items.every((f) => f instanceof EFunc)) {
      const kind = kindName(list as Value);
      return R.fault('RUN-BUILTIN-ARG', {
        tamil: `ஒருசேர க்கு செயல்களின் அணி தேவை, ${kind} கிடைத்தது`,
        english: `all needs an array of functions, got ${kind}`,
      });
    }
    // the driver knows what to do with it (driver.ts)
    return new Together(items as readonly EFunc[]) as unknown as Promise<Value>;
  },
};

function noDatabase(R: Run, params: Value): never {
  if (!(params instanceof EArray)) return R.fault('RUN-DB-PARAMS', { kind: kindName(params) });
  return R.fault('RUN-DB-NONE');
}
