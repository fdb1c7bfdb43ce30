// The short form of the soak: some two thousand programs, half of them the same every time, half from a seed that is printed.
import t from 'tap';
import { type Campaign, inputOf } from './cases.ts';
import { runCampaign } from './campaign.ts';

const FIXED = 20_261_123;
const random = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const SIZES: readonly (readonly [Campaign, number])[] = [
  ['programs', 500],
  ['reference', 300],
  ['bytecode', 250],
];
const TITLES: Readonly<Record<Campaign, string>> = {
  programs: 'any text is refused with located errors or runs, twice alike, to a located end',
  reference: 'programs print what the reference evaluator prints',
  bytecode: 'damaged bytecode is refused or runs to an end',
};

for (const [campaign, cases] of SIZES) {
  t.test(TITLES[campaign], async (t) => {
    for (const seed of [FIXED, random]) {
      const result = await runCampaign({ campaign, seed, cases, processes: 2 });
      t.comment(`${campaign}: seed ${seed}, ${[...result.fates].map(([fate, n]) => `${n} ${fate}`).join(', ')}`);
      const shown = result.findings.slice(0, 3).map((f) => ({
        repeat: `npm run soak -- --case ${campaign}:${f.index} --seed ${seed}`,
        ...f,
        program: campaign === 'bytecode' ? '' : new TextDecoder().decode(inputOf(campaign, seed, f.index)).slice(0, 1500),
      }));
      t.same(shown, [], `no finding in ${cases} cases of seed ${seed}`);
      t.ok((result.fates.get('ran') ?? 0) + (result.fates.get('faulted') ?? 0) > 0, 'some of them ran');
    }
  });
}
