// Owns starting the real `etamil` in tests: the bundle, built anew when a source is newer.
// Must not know what a command answers.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function newest(folder: string): number {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    latest = Math.max(
      latest,
      entry.isDirectory() ? newest(path) : entry.name.endsWith('.ts') ? statSync(path).mtimeMs : 0,
    );
  }
  return latest;
}

/** The file that Node runs as `etamil`. */
export function entryFile(): string {
  const bundle = join(ROOT, 'packages/cli/dist/etamil.mjs');
  const stamp = join(ROOT, 'packages/cli/dist/.built');
  const fresh = existsSync(bundle) && existsSync(stamp) && statSync(stamp).mtimeMs >= newest(join(ROOT, 'packages'));
  if (!fresh) execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: ROOT });
  return bundle;
}

const ENTRY = entryFile();

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of a test run: ours without `ETAMIL_*` and `NODE_ENV`, which would change what is tested. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([n]) => !n.startsWith('ETAMIL_') && n !== 'NODE_ENV' && n !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(own), ...more };
}

function start(words: readonly string[], options: RunOptions): ChildProcess {
  return spawn(process.execPath, [ENTRY, ...words], {
    cwd: options.cwd ?? ROOT,
    env: cleanEnvironment(options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function collect(child: ChildProcess): { out: () => string; err: () => string } {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (b: Buffer) => out.push(b));
  child.stderr?.on('data', (b: Buffer) => err.push(b));
  return { out: () => Buffer.concat(out).toString(), err: () => Buffer.concat(err).toString() };
}

/** Runs `etamil WORDS` to its end. */
export function etamil(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(words, options);
  const text = collect(child);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out: text.out(), err: text.err() }));
  });
}

/** A served program. */
export interface Serving {
  /** `http://host:port` with the real port. */
  readonly url: string;
  out(): string;
  err(): string;
  /** Sends SIGTERM and waits for the end; answers the exit status. */
  stop(): Promise<number | null>;
}

/** Starts `etamil WORDS` and waits until it listens. Rejects when it ends before that. */
export function serving(words: readonly string[], options: RunOptions = {}): Promise<Serving> {
  const child = start(words, options);
  const text = collect(child);
  child.stdin?.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve) => child.on('close', (status) => resolve(status)));
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = /Listening on: (http:\/\/[^\s"]+)/.exec(text.out());
      if (found === null) return;
      child.stdout?.off('data', look);
      const stop = (): Promise<number | null> => {
        child.kill('SIGTERM');
        return ended;
      };
      resolve({ url: found[1] as string, out: text.out, err: text.err, stop });
    };
    child.stdout?.on('data', look);
    ended.then((status) => reject(new Error(`ended with ${status} before it listened\n${text.out()}\n${text.err()}`)));
  });
}
