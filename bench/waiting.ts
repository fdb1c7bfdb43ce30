// Claim: requests that wait occupy no worker. 1,000 at once, each waiting 100 ms, are all answered soon after.
// Guards packages/vm-worker/src/driver.ts and the lanes.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';
import { report } from './report.ts';
import { NODE, serveProgram } from './server-process.ts';

const REQUESTS = 1000;
const ROUNDS = 7;

function burst(port: string): Promise<number[]> {
  const script = fileURLToPath(new URL('./burst-client.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [script, port, '/wait', String(REQUESTS), String(ROUNDS)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (b: Buffer) => (out += b));
    child.once('close', (status) => (status === 0 ? resolve(JSON.parse(out) as number[]) : reject(new Error(`the client ended with ${status}`))));
  });
}

const server = await serveProgram('wait');
try {
  const times = await burst(new URL(server.url).port);
  const first = times[0] as number;
  report('waiting', `${REQUESTS} requests at once, each waits 100 ms`, [
    { what: 'until all are answered, median', value: median(times.slice(1)), unit: 'ms', against: 'the wait itself', other: 100, goal: 400 },
    { what: 'the first time (nothing compiled yet)', value: first, unit: 'ms' },
  ]);
} finally {
  await server.stop();
}
