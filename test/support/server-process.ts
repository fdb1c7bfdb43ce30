// Owns starting and watching a server process for tests. Knows nothing of any single test.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PartialConfig } from '@etamil/shared/limits';

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly url: string;
  /** Exit status, or the signal that ended it. */
  readonly exit: Promise<number | string>;
  /** Standard output so far. */
  text(): string;
}

export function spawnServer(source: string, config: PartialConfig = {}): Promise<ServerProcess> {
  const main = fileURLToPath(new URL('./serve-main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, TEST_SOURCE: source, TEST_CONFIG: JSON.stringify(config) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const exit = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '?')),
  );
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (d: Buffer) => {
      text += d.toString();
      const port = /Listening on: http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port !== undefined)
        resolve({ child, port: Number(port), url: `http://127.0.0.1:${port}`, exit, text: () => text });
    });
    exit.then((status) => reject(new Error(`the server ended with ${status} before it listened`)));
  });
}
