// Owns: bringing a bare clone to the point where the next script can run (packages, bundles, the test runner's plug-ins).
// Must not know: anything outside Node's core modules, and nothing newer than Node 20 – it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.etamil-install');
const options = new Set(process.argv.slice(2));

const say = (tamil, english) => process.stderr.write(`etamil: ${tamil}  (${english})\n`);

/** What an installation is made from; a change in any of it means the installation is stale. */
function wanted() {
  const hash = createHash('sha256');
  const packages = readdirSync(join(root, 'packages')).sort();
  for (const file of [
    'package-lock.json',
    'package.json',
    ...packages.map((name) => `packages/${name}/package.json`),
  ]) {
    if (existsSync(join(root, file))) hash.update(file).update('\0').update(dependencies(file)).update('\0');
  }
  return hash.digest('hex');
}

/** A manifest counts by its dependencies only, so that editing a script does not reinstall the world. */
function dependencies(file) {
  const text = readFileSync(join(root, file), 'utf8');
  if (file === 'package-lock.json') return text;
  const { dependencies, devDependencies, optionalDependencies, bin, workspaces } = JSON.parse(text);
  return JSON.stringify({ dependencies, devDependencies, optionalDependencies, bin, workspaces });
}

const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

function isFresh(hash) {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === hash;
  // Installed by hand with npm: trust it if that happened after the lock file was last written.
  return modified(join(modules, '.package-lock.json')) >= modified(join(root, 'package-lock.json'));
}

/** Runs npm with the Node that started it: the one inside node_modules may be replaced while npm runs. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  const ours = cli !== undefined && /^npm-cli\.c?js$/.test(basename(cli));
  const [command, first] = ours ? [process.env.npm_node_execpath ?? process.execPath, [cli]] : ['npm', []];
  const result = spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  return result.status ?? 1;
}

function install(hash) {
  say('தேவையான தொகுப்புகள் நிறுவப்படுகின்றன …', 'installing what is missing …');
  // `npm ci` empties node_modules first, which is right for a bare clone and wrong under the feet of a running service.
  const bare = !existsSync(join(modules, '.package-lock.json'));
  const locked = existsSync(join(root, 'package-lock.json'));
  const status = npm(bare && locked ? 'ci' : 'install', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error');
  if (status !== 0) fail(status, 'நிறுவல் தோல்வி; மேலே காண்க', 'the installation failed, see above');
  writeFileSync(stampFile, bare || !locked ? hash : wanted());
}

/** The runtime comes through an install script; with scripts switched off it is silently absent. */
function checkRuntime() {
  if (existsSync(join(modules, 'node', 'bin', 'node')) || Number(process.versions.node.split('.')[0]) >= 24) return;
  fail(
    1,
    'Node 24 அல்லது புதியது இல்லை; இயக்குக: npm rebuild node --ignore-scripts=false',
    'Node 24 or newer is missing; run: npm rebuild node --ignore-scripts=false',
  );
}

/** Runs a JavaScript file with the repository's own Node, so that later steps see what the product will see. */
function run(required, ...args) {
  const own = join(modules, 'node', 'bin', 'node');
  const result = spawnSync(existsSync(own) ? own : process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status === 0) return;
  const message = [`தோல்வி: ${args.join(' ')}`, `failed: ${args.join(' ')}`];
  if (required) fail(result.status ?? 1, ...message);
  else say(...message);
}

function fail(status, tamil, english) {
  say(tamil, english);
  process.exit(status);
}

/** Two scripts started at the same moment must not install or build over each other; a dead owner's lock is taken over. */
function withLock(work) {
  const lock = join(root, '.turbo', 'ensure.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const patience = Date.now() + 600_000;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > patience || !ownerLives(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  process.on('exit', () => rmSync(lock, { force: true }));
  work();
}

function ownerLives(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    // An empty file is a lock whose owner has not written its number yet; give it a moment.
    if (owner === 0) return Date.now() - modified(lock) < 5_000;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

withLock(() => {
  const hash = wanted();
  if (!isFresh(hash)) install(hash);
  checkRuntime();
  const tests = options.has('--tests');
  // Tests must be able to run on sources that do not build; those that start the command then say so themselves.
  if (!options.has('--no-build')) run(!tests, 'scripts/build.mjs', '--if-stale');
  if (tests && !existsSync(join(root, '.tap', 'plugins'))) run(true, 'node_modules/.bin/tap', 'build');
});
