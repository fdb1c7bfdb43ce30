// Owns `npm run bench [-- NAME…]`: each benchmark in a process of its own, one after the other, bounded in time.
// Knows nothing of what they measure.
import { spawn } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One file per claim, in order, with the seconds it may take. */
const BENCHMARKS: ReadonlyMap<string, number> = new Map([
  ['decimal', 90],
  ['append', 60],
  ['route', 90],
  ['waiting', 30],
  ['cold-start', 30],
]);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHMARKS.has(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${[...BENCHMARKS.keys()].join(', ')}`);
  process.exit(2);
}

function run(name: string, seconds: number): Promise<boolean> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: 'inherit' });
  // SIGTERM lets it end the servers it started.
  const timer = setTimeout(() => child.kill('SIGTERM'), seconds * 1000);
  return new Promise((resolve) => {
    child.once('exit', (status, signal) => {
      clearTimeout(timer);
      if (status !== 0) console.error(`\n${name}: ${signal === null ? `ended with ${status}` : `no end within ${seconds} s`}`);
      resolve(status === 0);
    });
  });
}

const load = loadavg()[0] as number;
if (load > availableParallelism() / 2) console.log(`the machine is busy (load ${load.toFixed(1)}): the numbers below are too high`);
let failed = 0;
for (const [name, seconds] of BENCHMARKS) if ((asked.length === 0 || asked.includes(name)) && !(await run(name, seconds))) failed++;
process.exitCode = failed > 0 ? 1 : 0;
