// Owns what case number `index` of a campaign is: the same seed and index make the same case in any process.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateProgram, generateSubsetProgram } from './generate.ts';
import { flipBits, mutateBytes, mutateTokens, noise } from './mutate.ts';
import { Random } from './random.ts';
import { compiledBytes, tryAgainstReference, tryBytecode, tryProgram, type Verdict } from './trial.ts';

const PROGRAMS = fileURLToPath(new URL('../conformance/programs/', import.meta.url));

/** `programs`: generated, mutated and random texts; `reference`: compared with the evaluator; `bytecode`: bit-flipped. */
export type Campaign = 'programs' | 'reference' | 'bytecode';

let corpus: readonly string[] | undefined;
function conformance(): readonly string[] {
  corpus ??= readdirSync(PROGRAMS)
    .filter((name) => name.endsWith('.qmz'))
    .sort()
    .map((name) => readFileSync(`${PROGRAMS}${name}`, 'utf8'));
  return corpus;
}

const encoder = new TextEncoder();

/** The input of a case: program text, or compiled and damaged bytes. */
export function inputOf(campaign: Campaign, seed: number, index: number): Uint8Array {
  const r = new Random(seed, index, campaign.length);
  const sample = (): string => (r.chance(50) ? r.pick(conformance()) : generateProgram(r));
  switch (campaign) {
    case 'reference':
      return encoder.encode(generateSubsetProgram(r));
    case 'programs':
      return r.weighted<() => Uint8Array>([
        [45, () => encoder.encode(generateProgram(r))],
        [30, () => encoder.encode(mutateTokens(r, sample(), sample()))],
        [15, () => mutateBytes(r, encoder.encode(sample()))],
        [10, () => noise(r)],
      ])();
    case 'bytecode':
      for (;;) {
        const bytes = compiledBytes(encoder.encode(sample()));
        if (bytes !== null) return flipBits(r, bytes, r.chance(80));
      }
  }
}

export function tryCase(campaign: Campaign, input: Uint8Array): Promise<Verdict> {
  if (campaign === 'bytecode') return tryBytecode(input);
  return campaign === 'reference' ? tryAgainstReference(new TextDecoder().decode(input)) : tryProgram(input);
}
