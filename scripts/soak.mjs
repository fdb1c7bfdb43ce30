// Owns the long fuzz campaigns (npm run soak): sizes and seed from the command line, totals on standard output, every
// offending program in a file, exit status 1 on any finding. The campaigns themselves are test/fuzz.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCampaign } from '../test/fuzz/campaign.ts';
import { inputOf, tryCase } from '../test/fuzz/cases.ts';

const USAGE = `node scripts/soak.mjs [--fuzz N] [--reference N] [--bytecode N] [--seed S] [--processes P] [--out FOLDER]
  --fuzz N        random and mutated programs (100,000; also --programs)
  --reference N   programs compared with the reference evaluator (a tenth of --fuzz)
  --bytecode N    bit-flipped compiled programs (10,000)
  --case C:I      only case I of campaign C (programs, reference, bytecode), its program printed
  --seed S        random by default; printed
  --out FOLDER    where offending programs are written (bench/results/tmp/soak)`;

function fail(text) {
  console.error(`${text}\n${USAGE}`);
  process.exit(2);
}

function options() {
  const text = { type: 'string' };
  const known = {
    fuzz: text,
    programs: text,
    reference: text,
    bytecode: text,
    seed: text,
    processes: text,
    out: text,
    case: text,
    help: { type: 'boolean' },
  };
  try {
    return parseArgs({ options: known }).values;
  } catch (e) {
    return fail(e.message);
  }
}

/** A broken build would fill the disk with programs that all show the same. */
const MOST_WRITTEN = 100;

const given = options();
if (given.help) {
  console.log(USAGE);
  process.exit(0);
}
const count = (name, otherwise) => {
  const n = given[name] === undefined ? otherwise : Number(given[name]);
  if (!Number.isSafeInteger(n) || n < 0) fail(`--${name}: a whole number`);
  return n;
};

const seed = count('seed', Math.floor(Math.random() * 2 ** 31));
const processes = count('processes', availableParallelism());
const out = given.out ?? fileURLToPath(new URL('../bench/results/tmp/soak', import.meta.url));
// A single campaign named on the command line runs alone.
const only = given.fuzz === undefined && ['programs', 'reference', 'bytecode'].some((c) => given[c] !== undefined);
const programs = count('programs', count('fuzz', only ? 0 : 100_000));
const sizes = {
  programs,
  reference: count('reference', only ? 0 : Math.ceil(programs / 10)),
  bytecode: count('bytecode', only ? 0 : 10_000),
};

async function single(text) {
  const [campaign, index] = text.split(':');
  if (!(campaign in sizes)) fail(`--case: ${text}`);
  const input = inputOf(campaign, seed, Number(index));
  console.log(campaign === 'bytecode' ? Buffer.from(input).toString('base64') : new TextDecoder().decode(input));
  const verdict = await tryCase(campaign, input);
  console.log(verdict);
  process.exit(verdict.findings.length > 0 ? 1 : 0);
}

if (given.case !== undefined) await single(given.case);

console.log(`seed ${seed}, ${processes} processes`);
let findings = 0;
for (const [campaign, cases] of Object.entries(sizes)) {
  if (cases === 0) continue;
  const began = performance.now();
  let told = began;
  const progress = (done) => {
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    console.log(`  ${campaign}: ${done} of ${cases}`);
  };
  let written = 0;
  const found = (f) => {
    if (++written > MOST_WRITTEN) return;
    mkdirSync(out, { recursive: true });
    const file = join(out, `${campaign}-${seed}-${f.index}.${campaign === 'bytecode' ? 'bin' : 'qmz'}`);
    writeFileSync(file, inputOf(campaign, seed, f.index));
    console.log(`  ${f.kind} in case ${f.index}: ${f.detail.split('\n')[0]}\n    ${file}`);
  };
  const result = await runCampaign({ campaign, seed, cases, processes, progress, found });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const fates = [...result.fates].map(([fate, n]) => `${n} ${fate}`).join(', ');
  console.log(`${campaign}: ${cases} cases in ${seconds} s: ${fates}; ${result.findings.length} findings`);
  findings += result.findings.length;
}
console.log(findings === 0 ? 'no findings' : `${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
