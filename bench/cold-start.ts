// Claim: a script starts about as fast as Node itself. Guards packages/cli/bin/etamil and what packages/cli/src/main.ts loads.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { alternate, timed } from './measure.ts';
import { compared, report } from './report.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const NODE = at('../node_modules/node/bin/node');
const ETAMIL = at('../node_modules/.bin/etamil');
const HELLO = at('./programs/hello.qmz');

function start(file: string, args: readonly string[], expected: string): number {
  return timed(() => {
    const ran = spawnSync(file, args, { encoding: 'utf8' });
    if (ran.status !== 0 || ran.stdout !== expected) throw new Error(`${file}: ${ran.status} ${ran.stdout}${ran.stderr}`);
  });
}

const medians = await alternate(
  [
    { name: 'etamil', run: () => start(ETAMIL, ['run', HELLO], 'வணக்கம்\n') },
    { name: 'node', run: () => start(NODE, ['-e', '0'], '') },
  ],
  20,
  2,
);
report('cold-start', 'Cold start, median of 20', [
  compared('etamil run hello.qmz', 'ms', medians.get('etamil') as number, 'node -e 0', medians.get('node') as number, 2),
]);
