// Owns starting a real server for a test: compiles an eTamil text, serves it on a free port, collects output and log.
// Knows nothing of any single test.
import { compile } from '@etamil/compiler/compile';
import { memoryHost } from '@etamil/compiler/memory-host';
import { type RunningServer, startServer } from '@etamil/gateway/server';
import type { PartialConfig } from '@etamil/shared/limits';

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface TestServer extends RunningServer {
  readonly url: string;
  readonly logs: LogLine[];
  /** What handlers printed. */
  readonly output: string[];
}

const WORKER = new URL('../../packages/vm-worker/src/worker-entry.ts', import.meta.url);

/** Serves `source`; the caller closes it. */
export async function serve(source: string, config: PartialConfig = {}, workerUrl = WORKER): Promise<TestServer> {
  const result = compile('app.qmz', memoryHost({ 'app.qmz': source }), { strict: false, mode: 'serve' });
  if (result.bytes === null)
    throw new Error(result.diagnostics.map((d) => `${d.line}:${d.column} ${d.english}`).join('\n'));
  const logs: LogLine[] = [];
  const output: string[] = [];
  const server = await startServer({
    program: { bytes: result.bytes, hash: result.hash, facts: result.facts },
    config: { port: 0, workers: 1, ...config },
    workerUrl,
    stdout: (text) => void output.push(text),
    log: (level, message, fields = {}) => void logs.push({ level, message, fields }),
  });
  return { ...server, url: `http://127.0.0.1:${server.port}`, logs, output };
}
