// Owns: the bundles the product runs from (packages/cli/dist). `--if-stale` does nothing when no source is newer.
// Must not know: what the sources do. Every chunk lies flat in dist, so `new URL('../../stdlib/…', import.meta.url)` means the
// same from packages/*/src/*.ts and from the bundle.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'packages/cli/dist');
const stamp = join(dist, '.built');

/** Each entry becomes a build of its own: the worker must not load chunks cut for the command line, nor the other way round. */
const entries = [
  { from: 'packages/cli/src/main.ts', to: 'etamil' },
  { from: 'packages/vm-worker/src/worker-entry.ts', to: 'worker' },
];

const oneHour = 60 * 60 * 1000;

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else if (/\.(ts|json)$/.test(entry.name)) latest = Math.max(latest, statSync(path).mtimeMs);
  }
  return latest;
}

function isStale(present) {
  if (!existsSync(stamp)) return true;
  if (present.some(({ to }) => !existsSync(join(dist, `${to}.mjs`)))) return true;
  const built = statSync(stamp).mtimeMs;
  return Math.max(newest(join(root, 'packages')), statSync(fileURLToPath(import.meta.url)).mtimeMs) > built;
}

/** The folder of an installed package as seen from `folder`, or undefined. */
function packageFolder(name, folder) {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (at === dirname(at)) return undefined;
  }
}

/** Inlines @etamil/*, leaves every other package to be found at run time – and makes sure that finds the same version. */
const onlyOurs = {
  name: 'only-ours',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, (args) => {
      if (args.kind === 'entry-point' || args.path.startsWith('@etamil/')) return undefined;
      if (isBuiltin(args.path)) return { path: args.path, external: true };
      const name = args.path
        .split('/')
        .slice(0, args.path.startsWith('@') ? 2 : 1)
        .join('/');
      const here = packageFolder(name, args.resolveDir);
      if (here !== packageFolder(name, dist)) {
        const text = `${name} resolves to another copy from packages/cli/dist; list it in the root package.json`;
        return { errors: [{ text }] };
      }
      return { path: args.path, external: true };
    });
  },
};

/**
 * `import { x } from 'node:fs'` makes Node read every export of the module, which loads streams, promises and more: 5 ms of the
 * cold start. Taking only what is used from process.getBuiltinModule costs nothing. The lines keep their numbers.
 */
function takeBuiltins(text) {
  return text.replace(/^import (\{[^}]*\}|\* as \w+|\w+) from "(node:[^"]+)";$/gm, (_line, what, module) => {
    const names = what.startsWith('{') ? what.replaceAll(' as ', ': ') : what.replace('* as ', '');
    return `const ${names} = process.getBuiltinModule("${module}");`;
  });
}

async function bundle(esbuild, { from, to }) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [{ in: from, out: to }],
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    chunkNames: `${to}-[name]-[hash]`,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    charset: 'utf8',
    sourcemap: 'linked',
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [onlyOurs],
    write: false,
  });
  // Chunks first, the entry last and by renaming: a process that starts meanwhile sees the old bundle or the new, never half.
  const files = result.outputFiles.sort((a, b) => Number(isEntry(a.path, to)) - Number(isEntry(b.path, to)));
  for (const file of files) {
    const contents = file.path.endsWith('.mjs') ? takeBuiltins(file.text) : file.text;
    if (existsSync(file.path) && readFileSync(file.path, 'utf8') === contents) continue;
    const part = `${file.path}.${process.pid}.part`;
    writeFileSync(part, contents);
    renameSync(part, file.path);
  }
  return files.map((file) => basename(file.path));
}

const isEntry = (path, to) => basename(path) === `${to}.mjs`;

/** Old chunks stay for an hour: a service that is running may still have to load one. */
function sweep(keep) {
  for (const name of readdirSync(dist)) {
    if (name === basename(stamp) || keep.has(name)) continue;
    if (Date.now() - statSync(join(dist, name)).mtimeMs > oneHour) rmSync(join(dist, name));
  }
}

const present = entries.filter(({ from }) => existsSync(join(root, from)));
if (!process.argv.includes('--if-stale') || isStale(present)) {
  const started = new Date();
  for (const { from } of entries) {
    if (!existsSync(join(root, from))) process.stderr.write(`build: ${from} does not exist yet, skipped\n`);
  }
  const esbuild = await import('esbuild');
  mkdirSync(dist, { recursive: true });
  const written = new Set();
  try {
    for (const entry of present) for (const name of await bundle(esbuild, entry)) written.add(name);
  } catch (error) {
    // esbuild has shown the errors of the sources; a stack of its own would only bury them.
    if (error.errors === undefined) throw error;
    process.exit(1);
  }
  sweep(written);
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
  if (!process.argv.includes('--if-stale')) {
    process.stderr.write(`build: ${written.size} files in ${relative(root, dist)}, ${Date.now() - started} ms\n`);
  }
}
