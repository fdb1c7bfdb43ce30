// Every program of the language suite in process: compiled, verified, linked and run with a host that captures.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@etamil/compiler/compile';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import { execute, loadProgram, type Outcome } from '@etamil/vm-worker/program';
import type { Host } from '@etamil/vm-worker/run';
import t from 'tap';
import { nodeSourceHost } from '../../packages/cli/src/source-host-node.ts';
import { FOLDER, type Program, programs } from '../support/conformance-programs.ts';

interface Shown {
  out: string;
  err: string;
  status: number;
}

function capturingHost(shown: Shown, input: string): Host {
  const lines = input === '' ? [] : input.replace(/\n$/, '').split('\n');
  return {
    print: (text) => {
      shown.out += `${text}\n`;
    },
    readLine: () => lines.shift() ?? null,
    env: () => undefined,
    log: () => {},
    cacheGet: async () => null,
    cacheSet: async () => {},
    cacheDelete: async () => false,
    stopServer: () => {},
    uploads: [],
    serving: false,
    cwd: FOLDER,
    filesRoot: '',
  };
}

const LIMITS = { memory: 512 * 1024 * 1024, string: 2 ** 29 - 25, collection: Number.POSITIVE_INFINITY, deadlineMs: 0 };

async function show(program: Program): Promise<Shown> {
  const shown: Shown = { out: '', err: '', status: 0 };
  const compiled = compile(join(FOLDER, program.file), nodeSourceHost(''), { strict: false, mode: program.mode });
  const errors = compiled.diagnostics.filter((d) => d.severity === 'error');
  shown.err = errors.map((d) => renderDiagnostic(d)).join('\n');
  if (compiled.bytes === null) return { ...shown, status: 1 };
  if (program.mode === 'check') return shown;
  const linked = loadProgram(compiled.bytes);
  const outcome = await new Promise<Outcome>((resolve) => {
    execute(linked, 0, capturingHost(shown, program.input), LIMITS, null, resolve);
  });
  if (outcome.kind === 'exit') shown.status = outcome.status;
  if (outcome.kind === 'fault') {
    shown.status = 1;
    shown.err = `${outcome.tamil}  (${outcome.english})`;
  }
  return shown;
}

for (const name of readdirSync(FOLDER)) if (/^conf.*\.tmp$/.test(name)) rmSync(join(FOLDER, name));

t.equal(programs.length, 137, 'the manifest lists the whole suite');
for (const program of programs) {
  t.test(`${program.id}: ${program.title}`, async (t) => {
    const shown = await show(program);
    if (program.out !== null) t.equal(shown.out, program.out);
    if (program.err !== null) t.ok(shown.err.includes(program.err), `standard error holds the text: ${shown.err}`);
    t.equal(shown.status, program.status);
  });
}
