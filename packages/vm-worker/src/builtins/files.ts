// Owns the file builtins (builtins.md 11) and what a handler does with files (builtins.md 13).
// Must not know how a path is checked: that is file-access.ts.
import * as fs from 'node:fs';
import { compareText } from '@etamil/shared/compare-text';
import { toNumber } from '@etamil/shared/coerce';
import { toIntegerOrNull } from '@etamil/shared/decimal';
import { EArray, ERecord, type EResult, ok, share, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import { Fault } from '../fault.ts';
import type { Run } from '../run.ts';
import { failure } from './failure.ts';
import { openForWriting, reasonOf, resolvePath } from './file-access.ts';
import { textOf } from './text-of.ts';

/** Runs a file operation of a builtin; a refusal or system error becomes the failure result. */
async function attempt(id: string, path: string, work: () => Promise<EResult>): Promise<EResult> {
  try {
    return await work();
  } catch (e) {
    // A limit met on the way is not the file's fault.
    if (e instanceof Fault) throw e;
    return failure(id, { path, reason: reasonOf(e) });
  }
}

/** Writes all of it to the path, replacing what was there; answers the number of bytes. */
function save(R: Run, path: string, data: string | Uint8Array): Promise<EResult> {
  return attempt('FAIL-FILE-WRITE', path, async () => {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
    const { handle, stats } = await openForWriting(R.host, path);
    try {
      if (stats.isFile()) await handle.truncate();
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
    return ok(bytes.length);
  });
}

async function fileSave(R: Run, path: Value, content: Value): Promise<EResult> {
  const data = textOf(R, content);
  R.charge(data.length);
  return save(R, textOf(R, path), data);
}

async function readDir(R: Run, value: Value): Promise<EResult> {
  const path = textOf(R, value);
  return attempt('FAIL-DIRECTORY', path, async () => {
    const names = await fs.promises.readdir(resolvePath(R.host, path));
    R.chargeEntries(names.length, names.length, 48);
    return ok(new EArray(names.sort(compareText)));
  });
}

async function fileExists(R: Run, value: Value): Promise<boolean> {
  try {
    await fs.promises.stat(resolvePath(R.host, textOf(R, value)));
    return true;
  } catch {
    return false;
  }
}

async function fileInfo(R: Run, value: Value): Promise<EResult> {
  const path = textOf(R, value);
  return attempt('FAIL-FILE-READ', path, async () => {
    const stats = await fs.promises.stat(resolvePath(R.host, path));
    return ok(
      new ERecord(
        new Map<string, Value>([
          ['வகை', stats.isDirectory() ? 'கோப்பகம்' : 'கோப்பு'],
          ['அளவு', stats.size],
          ['மாற்றம்', Math.floor(stats.mtimeMs / 1000)],
        ]),
      ),
    );
  });
}

/** The last of response, JSON response and file response wins: a later response clears `response_file`. */
async function respondFile(R: Run, status: Value, value: Value, headers: Value): Promise<EResult> {
  const path = textOf(R, value);
  return attempt('FAIL-FILE-READ', path, async () => {
    const stats = await fs.promises.stat(resolvePath(R.host, path));
    if (!stats.isFile()) return failure('FAIL-FILE-READ', { path, reason: 'சாதாரணக் கோப்பு அல்ல (not a regular file)' });
    R.setGlobal('response_status', toNumber(status));
    R.setGlobal('response_file', path);
    R.setGlobal('response_headers', share(headers));
    return ok(null);
  });
}

async function saveUpload(R: Run, index: Value, value: Value): Promise<EResult> {
  const number = toIntegerOrNull(toNumber(index));
  const part = number === null || number < 0 ? undefined : R.host.uploads[number];
  if (part === undefined) return failure('FAIL-UPLOAD', { index: textOf(R, toNumber(index)) });
  const path = textOf(R, value);
  if (part.data !== null) return save(R, path, part.data);
  const source = part.path;
  if (source === null) return failure('FAIL-UPLOAD', { index: textOf(R, toNumber(index)) });
  return attempt('FAIL-FILE-WRITE', path, async () => {
    const { handle, stats } = await openForWriting(R.host, path);
    if (stats.isFile()) await handle.truncate();
    await fs.promises.writeFile(handle, fs.createReadStream(source)).finally(() => handle.close());
    return ok(part.size);
  });
}

export const FILES: BuiltinFamily = { fileSave, readDir, fileExists, fileInfo, respondFile, saveUpload };
