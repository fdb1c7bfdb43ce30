// Owns the list of the language suite's programs with what each must show. Must not know how they are run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('../conformance/programs', import.meta.url));

export interface Program {
  readonly id: string;
  readonly title: string;
  readonly mode: 'run' | 'check';
  readonly file: string;
  readonly input: string;
  readonly out: string | null;
  /** Must occur in standard error. */
  readonly err: string | null;
  readonly status: number;
}

interface ManifestEntry {
  readonly id: string;
  readonly title: string;
  readonly mode: 'run' | 'check';
}

function sibling(id: string, kind: string): string | null {
  const file = join(FOLDER, `${id}.${kind}`);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export const programs: readonly Program[] = (
  JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as ManifestEntry[]
).map(({ id, title, mode }) => {
  const err = sibling(id, 'err');
  const rc = sibling(id, 'rc');
  return {
    id,
    title,
    mode,
    file: `${id}.qmz`,
    input: sibling(id, 'in') ?? '',
    out: sibling(id, 'out'),
    err: err === null ? null : err.replace(/\n$/, ''),
    status: rc === null ? (err === null ? 0 : 1) : Number(rc.trim()),
  };
});
