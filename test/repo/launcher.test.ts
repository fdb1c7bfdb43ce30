// Shows how the launcher packages/cli/bin/etamil finds its Node and its bundle, in installations laid out for the purpose.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tap, { type Test } from 'tap';

const launcher = fileURLToPath(new URL('../../packages/cli/bin/etamil', import.meta.url));
// Tools of the shell but no node; the launcher may need readlink and nothing else.
const tools = '/usr/bin:/bin';

/** A Node of the given version that says which one it is instead of running anything. */
function fakeNode(path: string, version: string, name: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(
    path,
    `#!/bin/sh\n[ "$1" = -v ] && echo v${version} && exit\necho "${name} $NODE_COMPILE_CACHE"\necho "$@"\n`,
  );
  chmodSync(path, 0o755);
}

interface Installation {
  readonly root: string;
  readonly link: string;
  readonly direct: string;
}

/** The layout npm makes of the workspace: own runtime (unless undefined), package, links; `a b` because folders have such names. */
function installation(t: Test, own: string | undefined, built = true): Installation {
  const root = join(t.testdir({}), 'a b');
  const modules = join(root, 'node_modules');
  const home = join(root, 'packages/cli');
  mkdirSync(join(home, 'bin'), { recursive: true });
  mkdirSync(join(modules, '.bin'), { recursive: true });
  copyFileSync(launcher, join(home, 'bin/etamil'));
  chmodSync(join(home, 'bin/etamil'), 0o755);
  writeFileSync(join(home, 'package.json'), '{}');
  symlinkSync('../packages/cli', join(modules, 'etamil'));
  symlinkSync('../etamil/bin/etamil', join(modules, '.bin/etamil'));
  if (built) {
    mkdirSync(join(home, 'dist'));
    writeFileSync(join(home, 'dist/etamil.mjs'), '');
  }
  if (own !== undefined) {
    fakeNode(join(modules, 'node/bin/node'), own, 'own');
    writeFileSync(join(modules, 'node/package.json'), JSON.stringify({ name: 'node', version: own }, null, 2));
  }
  return { root, link: join(modules, '.bin/etamil'), direct: join(home, 'bin/etamil') };
}

function run(command: string, args: string[], env: Record<string, string> = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', env: { PATH: tools, HOME: '/home/kavin', ...env } });
  const [first = '', second = ''] = result.stdout.split('\n');
  return {
    status: result.status,
    node: first.split(' ')[0],
    cache: first.split(' ')[1],
    passed: second,
    stderr: result.stderr,
  };
}

const bilingual = /^etamil: [^\n]*[\u0b80-\u0bff][^\n]* {2}\([^\n]*[a-z]+[^\n]*\)\n$/;

tap.test('the runtime of the repository is used, also through links from anywhere', async (t) => {
  const { root, link, direct } = installation(t, '26.1.0');
  symlinkSync(direct, join(root, 'elsewhere'));
  symlinkSync('elsewhere', join(root, 'chain'));
  for (const command of [link, direct, join(root, 'elsewhere'), join(root, 'chain')]) {
    const { node, passed, stderr } = run(command, ['run', 'x y']);
    t.equal(node, 'own', command);
    t.match(passed, /dist\/etamil\.mjs run x y$/);
    t.equal(stderr, '');
  }
});

tap.test('ETAMIL_NODE comes first if it is new enough, and is passed over if not', async (t) => {
  const { root, link } = installation(t, '26.1.0');
  fakeNode(join(root, 'chosen'), '24.0.0', 'chosen');
  fakeNode(join(root, 'old'), '20.19.0', 'old');
  t.equal(run(link, [], { ETAMIL_NODE: join(root, 'chosen') }).node, 'chosen');
  t.equal(run(link, [], { ETAMIL_NODE: join(root, 'old') }).node, 'own');
  t.equal(run(link, [], { ETAMIL_NODE: join(root, 'missing') }).node, 'own');
});

tap.test('the node of PATH is the last resort, and an old one does not count', async (t) => {
  const { root, link } = installation(t, undefined);
  fakeNode(join(root, 'new/node'), '25.2.0', 'path');
  fakeNode(join(root, 'old/node'), '22.9.0', 'old');
  t.equal(run(link, [], { PATH: `${join(root, 'new')}:${tools}` }).node, 'path');
  const refused = run(link, [], { PATH: `${join(root, 'old')}:${tools}` });
  t.equal(refused.status, 2);
  t.match(refused.stderr, bilingual);
  t.match(refused.stderr, /Node 24 or newer was not found/);
});

tap.test('without a bundle one bilingual line says what to run', async (t) => {
  const { link } = installation(t, '26.1.0', false);
  const { status, stderr } = run(link, ['run', 'x']);
  t.equal(status, 2);
  t.match(stderr, bilingual);
  t.match(stderr, /npm run build/);
});

tap.test('compiled code is kept in a folder of our own, which the user can move', async (t) => {
  const { link } = installation(t, '26.1.0');
  t.equal(run(link, []).cache, '/home/kavin/.cache/etamil');
  t.equal(run(link, [], { XDG_CACHE_HOME: '/var/cache' }).cache, '/var/cache/etamil');
  t.equal(run(link, [], { NODE_COMPILE_CACHE: '/own' }).cache, '/own');
  t.equal(run(link, [], { HOME: '' }).cache, '', 'no home, no cache, no failure');
});

tap.test('the launcher becomes node: the process id is that of the service', async (t) => {
  const { root, link } = installation(t, undefined);
  writeFileSync(join(root, 'pid'), '#!/bin/sh\n[ "$1" = -v ] && echo v26.0.0 && exit\necho "$$ x"\n');
  chmodSync(join(root, 'pid'), 0o755);
  const result = spawnSync(link, [], { encoding: 'utf8', env: { PATH: tools, ETAMIL_NODE: join(root, 'pid') } });
  t.equal(result.stdout, `${result.pid} x\n`);
});

tap.test('it runs under every shell of the machine that may be sh', async (t) => {
  const { link } = installation(t, '26.1.0');
  for (const shell of ['/bin/sh', '/bin/dash', '/bin/bash', '/bin/ksh', '/bin/busybox']) {
    if (!existsSync(shell)) continue;
    const args = shell.endsWith('busybox') ? ['sh', link] : [link];
    t.equal(run(shell, args).node, 'own', shell);
  }
});
