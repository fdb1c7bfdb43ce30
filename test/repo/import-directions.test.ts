// Shows that the only allowed import directions (docs/architecture.md) are enforced: the lint rule catches a planted
// violation in every form it can take, and the sources as they are have none, not even in a type position.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import tap, { type Test } from 'tap';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rule = 'lint/style/noRestrictedImports';

const names = ['shared', 'compiler', 'vm-worker', 'gateway', 'cli', 'stdlib'];
const mayImport: Record<string, string[]> = {
  shared: [],
  compiler: ['shared'],
  'vm-worker': ['shared'],
  gateway: ['shared', 'compiler'],
};
const withoutNode = ['shared', 'compiler'];
const nameOf = (folder: string): string => (folder === 'cli' ? 'etamil' : `@etamil/${folder}`);

/** Every way to reach another package, as the specifier would be written in packages/X/src/planted.ts. */
const waysInto = (folder: string): string[] => [
  nameOf(folder),
  `${nameOf(folder)}/x`,
  `../../${folder}/src/x.ts`,
  `../../${folder}`,
  `../../../packages/${folder}/src/x.ts`,
];

const forms: ((specifier: string) => string)[] = [
  (s) => `import { x } from '${s}';\nexport const y = x;\n`,
  (s) => `import type { x } from '${s}';\nexport type Y = x;\n`,
  (s) => `import '${s}';\n`,
  (s) => `export { x } from '${s}';\n`,
  (s) => `export const y = await import('${s}');\n`,
];

function lint(folder: string): { status: number | null; text: string } {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const result = spawnSync(process.execPath, [biome, 'lint', '--max-diagnostics=none', '--colors=off', '.'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: '' },
  });
  return { status: result.status, text: result.stdout + result.stderr };
}

/** A folder with the repository's lint configuration and one file of `text` for each name. */
function repositoryWith(t: Test, files: Record<string, string>): string {
  const folder = t.testdir({});
  // The rule is what is tested; which files git ignores is not, and the test's own folder is ignored by git.
  const configuration = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...configuration, root: true, vcs: { enabled: false } }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function planted(folder: string, specifiers: string[]): Record<string, string> {
  const files: Record<string, string> = {};
  specifiers.forEach((specifier, index) => {
    const form = forms[index % forms.length] as (typeof forms)[number];
    files[`packages/${folder}/src/planted-${index}.ts`] = form(specifier);
  });
  return files;
}

for (const [folder, allowed] of Object.entries(mayImport)) {
  tap.test(`lint refuses what ${folder} may not import, and names the rule`, async (t) => {
    const forbidden = names.filter((name) => name !== folder && !allowed.includes(name)).flatMap(waysInto);
    if (withoutNode.includes(folder))
      forbidden.push('node:fs', 'node:fs/promises', 'node:path', 'node:crypto', 'node:url');
    const files = planted(folder, forbidden);
    const { status, text } = lint(repositoryWith(t, files));
    t.equal(status, 1, 'the lint fails');
    for (const file of Object.keys(files)) {
      t.ok(
        text.split('\n').some((line) => line.startsWith(`${file}:`) && line.includes(rule)),
        files[file]?.split('\n')[0],
      );
    }
  });

  tap.test(`lint accepts what ${folder} may import`, async (t) => {
    const permitted = [...allowed.flatMap((name) => [nameOf(name), `${nameOf(name)}/x`]), './x.ts', 'lru-cache'];
    if (!withoutNode.includes(folder)) permitted.push('node:fs', 'node:fs/promises');
    const { status, text } = lint(repositoryWith(t, planted(folder, permitted)));
    t.equal(status, 0, text);
  });
}

tap.test('lint refuses a core module of Node written without node:', async (t) => {
  const { status, text } = lint(repositoryWith(t, planted('shared', ['fs', 'path', 'crypto', 'url', 'util'])));
  t.equal(status, 1);
  t.match(text, /lint\/style\/useNodejsImportProtocol/);
});

tap.test('the sources import in the allowed directions only', async (t) => {
  const violations: string[] = [];
  for (const [folder, allowed] of Object.entries(mayImport)) {
    const base = join(root, 'packages', folder);
    for (const file of globSync('src/**/*.ts', { cwd: base })) {
      for (const specifier of specifiersOf(readFileSync(join(base, file), 'utf8'))) {
        const target = packageOf(specifier, dirname(join(base, file)));
        const wrong =
          target === 'node'
            ? withoutNode.includes(folder)
            : target !== undefined && target !== folder && !allowed.includes(target);
        if (wrong) violations.push(`packages/${folder}/${file}: ${specifier}`);
      }
    }
  }
  t.same(violations, []);
});

/** All specifiers in a source, those of `import('…')` types too, which the lint rule does not look at. */
function specifiersOf(text: string): string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?['"]([^'"\n]+)['"]|\b(?:import|require)\(\s*['"]([^'"\n]+)['"]\s*[,)]/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

/** Which of our packages (or `node`) a specifier reaches; undefined for anything else. */
function packageOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('node:')) return 'node';
  if (specifier.startsWith('.')) return /^packages\/([^/]+)/.exec(relative(root, resolve(from, specifier)))?.[1];
  return names.find((name) => specifier === nameOf(name) || specifier.startsWith(`${nameOf(name)}/`));
}
