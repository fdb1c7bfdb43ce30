import t from 'tap';
import { distance, likely, nearest } from '../../packages/cli/src/suggestion.ts';

t.test('distance counts inserted, deleted, replaced and swapped letters', async (t) => {
  t.equal(distance('', 'abc'), 3);
  t.equal(distance('serve', 'serve'), 0);
  t.equal(distance('sreve', 'serve'), 1);
  t.equal(distance('rn', 'run'), 1);
  t.equal(distance('வழி', 'வலி'), 1);
});

t.test('nearest always answers, likely only what is close', async (t) => {
  t.equal(nearest('zzz', ['run', 'check']), 'run');
  t.equal(nearest('x', []), undefined);
  t.equal(likely('zzzzzzz', ['run', 'check']), undefined);
  t.equal(likely('ETAMIL_PROT', ['ETAMIL_PORT', 'ETAMIL_HOST']), 'ETAMIL_PORT');
});
