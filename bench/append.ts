// Claim: building and changing collections in a loop is linear (language.md §9.4). Guards packages/shared/src/value.ts and
// packages/vm-worker/src/runtime/collections.ts.
import { alternate, timed } from './measure.ts';
import { COUNT, load, runOnce } from './program.ts';
import { type Row, report } from './report.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;

const BUILD = 'a = []; i = 0; (i < N) சுற்று { a = இணை(a, i); i = i + 1; }';
const SUBJECTS: readonly { readonly what: string; readonly source: string }[] = [
  { what: 'append to an array', source: `${COUNT} ${BUILD} அச்சு நீளம்(a);` },
  { what: 'append in a function', source: `செயல் கட்டு(N) { ${BUILD} திரும்பு a; } ${COUNT} அச்சு நீளம்(கட்டு(N));` },
  { what: 'set every element once more', source: `${COUNT} ${BUILD} i = 0; (i < N) சுற்று { a[i] = i + 1; i = i + 1; } அச்சு நீளம்(a);` },
  { what: 'new fields of a record', source: `${COUNT} r = {}; i = 0; (i < N) சுற்று { r[i] = i; i = i + 1; } அச்சு நீளம்(r);` },
  { what: 'one field of a record', source: `${COUNT} r = {அ: 0, ஆ: 1}; i = 0; (i < N) சுற்று { r.அ = r.அ + i; i = i + 1; } அச்சு N;` },
  { what: 'text put together', source: `${COUNT} s = ""; i = 0; (i < N) சுற்று { s = s & "அ"; i = i + 1; } அச்சு நீளம்(s);` },
];

/** The same growth in plain JavaScript: what the engine's heap itself does to the curve. */
function plain(n: number): void {
  const a: { readonly i: number }[] = [];
  for (let i = 0; i < n; i++) a.push({ i });
  if (a.length !== n) throw new Error('plain');
}

const rows: Row[] = [];
for (const { what, source } of SUBJECTS) {
  const program = load(source);
  const check = (n: number, printed: string[]): void => {
    if (printed[0] !== String(n)) throw new Error(`${what}: ${printed[0]} instead of ${n}`);
  };
  const medians = await alternate(
    SIZES.map((n) => ({ name: String(n), run: () => timed(() => check(n, runOnce(program, { N: String(n) }))) })),
    5,
    2,
  );
  const [small, middle, large] = SIZES.map((n) => medians.get(String(n)) as number) as [number, number, number];
  rows.push({ what: `${what}: 10^5 after 10^4`, value: middle, unit: 'ms', against: '10^4', other: small, ratio: middle / small });
  rows.push({ what: `${what}: 10^6 after 10^5`, value: large, unit: 'ms', against: '10^5', other: middle, ratio: large / middle, goal: 12, atLeast: false });
}
const floor = await alternate(SIZES.map((n) => ({ name: String(n), run: () => timed(() => plain(n)) })), 5, 2);
const [middle, large] = [floor.get('100000') as number, floor.get('1000000') as number];
rows.push({ what: 'push of objects in JavaScript: 10^6 after 10^5', value: large, unit: 'ms', against: '10^5', other: middle, ratio: large / middle });
report('append', 'Growth of collections (ten times the items; linear is 10×)', rows);
