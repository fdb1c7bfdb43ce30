// Every program of the language suite through the real command line (test/conformance/programs/README.md).
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { etamil } from '../support/command-line.ts';
import { FOLDER, type Program, programs } from '../support/conformance-programs.ts';

async function showsExpected(program: Program): Promise<string[]> {
  const words = program.mode === 'check' ? ['--check', program.file] : ['run', program.file];
  const ran = await etamil(words, { cwd: FOLDER, input: program.input });
  const wrong: string[] = [];
  if (program.out !== null && ran.out !== program.out) wrong.push(`output was ${JSON.stringify(ran.out)}`);
  if (program.err !== null && !ran.err.includes(program.err))
    wrong.push(`standard error was ${JSON.stringify(ran.err)}`);
  if (ran.status !== program.status) wrong.push(`status was ${ran.status}; ${ran.err}`);
  return wrong;
}

for (const name of readdirSync(FOLDER)) if (/^conf.*\.tmp$/.test(name)) rmSync(join(FOLDER, name));

t.setTimeout(110_000);
t.equal(programs.length, 137, 'the manifest lists the whole suite');
t.equal(programs.length, JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')).length);

const waiting = [...programs];
async function lane(): Promise<void> {
  for (let p = waiting.shift(); p !== undefined; p = waiting.shift())
    t.same(await showsExpected(p), [], `${p.id}: ${p.title}`);
}
await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
