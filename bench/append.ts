// Claim: building and changing collections in a loop is linear (language.md §9.4). Guards packages/shared/src/value.ts and
// packages/vm-worker/src/runtime/collections.ts. Every size makes the same number of items in all, so that each pays its share
// of the engine's garbage collection.
import { alternate, timed } from './measure.ts';
import { COUNT, load, runOnce } from './program.ts';
import { compared, type Row, report } from './report.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const ITEMS = 1_000_000;

interface Subject {
  readonly what: string;
  readonly rounds: number;
  readonly run: (n: number) => void;
}

function program(what: string, source: string, rounds = 5): Subject {
  const linked = load(`${COUNT} ${source}`);
  return {
    what,
    rounds,
    run(n) {
      const [printed] = runOnce(linked, { N: String(n) });
      if (printed !== String(n)) throw new Error(`${what}: ${printed} instead of ${n}`);
    },
  };
}

/** What the engine itself does to the curve. */
function javascript(what: string, rounds: number, build: (n: number) => number): Subject {
  return {
    what,
    rounds,
    run(n) {
      if (build(n) !== n) throw new Error(what);
    },
  };
}

const FIELDS = 'new fields of a record';
const MAP = 'Map.set in JavaScript';
const TEXT = 'text put together';
const ROPE = 'text in JavaScript';

const BUILD = 'a = []; i = 0; (i < N) சுற்று { a = இணை(a, i); i = i + 1; }';
const SUBJECTS: readonly Subject[] = [
  program('append to an array', `${BUILD} அச்சு நீளம்(a);`),
  program('append in a function', `செயல் கட்டு(N) { ${BUILD} திரும்பு a; } அச்சு நீளம்(கட்டு(N));`),
  program('set every element once more', `${BUILD} i = 0; (i < N) சுற்று { a[i] = i + 1; i = i + 1; } அச்சு நீளம்(a);`),
  program('one field of a record, again and again', 'r = {அ: 0, ஆ: 1}; i = 0; (i < N) சுற்று { r.அ = r.அ + i; i = i + 1; } அச்சு N;'),
  program(TEXT, 's = ""; i = 0; (i < N) சுற்று { s = s & "அ"; i = i + 1; } அச்சு நீளம்(s);'),
  javascript(ROPE, 5, (n) => {
    let s = '';
    for (let i = 0; i < n; i++) s += 'அ';
    // reading a unit flattens the engine's rope, as counting letters does
    return s.charCodeAt(n - 1) === 0xb85 ? s.length : 0;
  }),
  program(FIELDS, 'r = {}; i = 0; (i < N) சுற்று { r[i] = i; i = i + 1; } அச்சு நீளம்(r);', 3),
  javascript(MAP, 3, (n) => {
    const m = new Map<string, number>();
    for (let i = 0; i < n; i++) m.set(String(i), i);
    return m.size;
  }),
];

const rows: Row[] = [];
const largest = new Map<string, number>();
for (const { what, rounds, run } of SUBJECTS) {
  const contestants = SIZES.map((n) => ({
    name: String(n),
    run: () => {
      const times = ITEMS / n;
      return (
        timed(() => {
          for (let i = 0; i < times; i++) run(n);
        }) / times
      );
    },
  }));
  const medians = await alternate(contestants, rounds);
  const [small, middle, large] = SIZES.map((n) => medians.get(String(n)) as number) as [number, number, number];
  largest.set(what, large);
  // A hash table of a million entries no longer fits the processor's caches, nor does a million pieces of text: there the
  // engine's own structures are the measure.
  const goal = [FIELDS, MAP, TEXT, ROPE].includes(what) ? {} : { goal: 12 };
  rows.push({ what: `${what}: 10^5 after 10^4`, value: middle, unit: 'ms', against: '10^4', other: small, ratio: middle / small });
  rows.push({ what: `${what}: 10^6 after 10^5`, value: large, unit: 'ms', against: '10^5', other: middle, ratio: large / middle, ...goal });
}
rows.push(compared('10^6 pieces of text', 'ms', largest.get(TEXT) as number, ROPE, largest.get(ROPE) as number));
rows.push(compared('10^6 new fields', 'ms', largest.get(FIELDS) as number, MAP, largest.get(MAP) as number, 2));
report('append', 'Growth of collections (ten times the items; linear is 10×)', rows);
