// Shows that module graph and checker refuse exactly the programs of the language suite they should, with its texts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@etamil/compiler/checker';
import { memoryHost } from '@etamil/compiler/memory-host';
import { loadProgram } from '@etamil/compiler/module-graph';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import t from 'tap';
import { FOLDER, programs } from '../support/conformance-programs.ts';

const sources = (folder: string): string[] => readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.qmz'));
const files = Object.fromEntries(
  [...sources(''), ...sources('mods').map((name) => `mods/${name}`)].map((path) => [
    path,
    readFileSync(join(FOLDER, path)),
  ]),
);
const host = memoryHost(files);

/** Refused before running, by modules or checker; the other failing programs are the lexer's, the parser's or run time's. */
const REFUSED = ['057 058 059 061 062 063 064 067 079 080 088 092 093 095 097 118 125 126 127'].join(' ').split(' ');

t.test('the programs that modules or types refuse are refused with their text, and no others', async (t) => {
  const refused: string[] = [];
  for (const program of programs) {
    const loaded = loadProgram(program.file, host, { strict: false });
    const found = [...loaded.diagnostics];
    if (found.length === 0)
      found.push(...check(loaded.statements, loaded.files, { strict: false, mode: program.mode }));
    const errors = found.filter((d) => d.severity === 'error');
    if (!errors.some((d) => d.stage === 'module' || d.stage === 'type')) continue;
    refused.push(program.id.slice(0, 3));
    const text = errors.map((d) => renderDiagnostic(d, d.file === 0 ? undefined : loaded.files[d.file])).join('\n');
    t.ok(program.err !== null && text.includes(program.err), `${program.id}: ${text}`);
  }
  t.same(refused, REFUSED);
});
