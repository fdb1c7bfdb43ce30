// Owns servers under test as processes of their own: start, processor time, end by their own pid. Linux only (/proc).
// Knows nothing of load.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const NODE = at('../node_modules/node/bin/node');

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Processor time of all its threads since it began, in milliseconds. */
  processorMs(): number;
  stop(): Promise<void>;
}

/** Requests are not logged, as in the servers compared with; everything else is the default. */
export function serveProgram(name: string): Promise<ServerProcess> {
  const args = ['serve', at(`./programs/${name}.qmz`), '--port', '0', '--set', 'log.requests=false'];
  return listening(spawn(at('../node_modules/.bin/etamil'), args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: at('./programs') }));
}

export function serveScript(name: string): Promise<ServerProcess> {
  return listening(spawn(NODE, [at(`./servers/${name}.mjs`)], { stdio: ['ignore', 'pipe', 'inherit'] }));
}

// A benchmark that runs past its time is ended by SIGTERM; only a regular exit ends its servers.
process.once('SIGTERM', () => process.exit(143));

let tick = 0;

/** utime and stime of /proc/PID/stat, in clock ticks; the name in parentheses may hold anything. */
function processorMs(pid: number): number {
  if (!existsSync(`/proc/${pid}/stat`)) throw new Error('this benchmark reads /proc: Linux only');
  if (tick === 0) tick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

function listening(child: ChildProcess): Promise<ServerProcess> {
  const pid = child.pid as number;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever becomes of us, no server is left behind.
  const endIt = (): void => void child.kill('SIGKILL');
  process.once('exit', endIt);
  return new Promise((resolve, reject) => {
    let out = '';
    const timer = setTimeout(() => reject(new Error(`a server did not listen within 20 s\n${out}`)), 20_000);
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (text: string) => {
      if (out.length > 100_000) return;
      out += text;
      const found = /Listening on: (http:\/\/[^\s"]+)/.exec(out);
      if (found === null) return;
      clearTimeout(timer);
      out = 'x'.repeat(100_001);
      resolve({
        url: found[1] as string,
        pid,
        processorMs: () => processorMs(pid),
        async stop() {
          child.kill('SIGTERM');
          const late = setTimeout(endIt, 15_000);
          await ended;
          clearTimeout(late);
          process.off('exit', endIt);
        },
      });
    });
    ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`a server ended before it listened\n${out}`));
    });
  });
}
