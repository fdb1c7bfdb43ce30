// Claim: exact decimals cost little. The loops of docs/architecture.md against BigInt written by hand and Python's decimal.
// Guards packages/shared/src/decimal.ts, packages/vm-worker/src/link.ts. Every contestant must print the same sum.
import { spawnSync } from 'node:child_process';
import { alternate, type Contestant, timed } from './measure.ts';
import { COUNT, load, runOnce } from './program.ts';
import { compared, type Row, report } from './report.ts';

const TURNS = 1_000_000;
const PYTHON_TURNS = 100_000;
const ROUNDS = 7;

interface Loop {
  readonly what: string;
  readonly source: string;
  /** The same by hand; answers the sum as text. */
  readonly bigint: (turns: bigint) => string;
  readonly goal: number;
  /** Python statements after which `total` holds the sum; `N` is the number of turns. */
  readonly python?: string;
}

const FIRST_BODY = '(i < N) சுற்று { வருமானம் = 300000 + i; வரி = (வருமானம் - 300000) * 5%; மொத்தம் = மொத்தம் + வரி; i = i + 1; }';

const scaled = (total: bigint, places: number): string => {
  const digits = String(total).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
};

function firstByHand(turns: bigint, start: bigint): string {
  let total = start;
  let i = 0n;
  while (i < turns) {
    const income = 300000n + i;
    const tax = (income - 300000n) * 5n;
    total += tax;
    i += 1n;
  }
  return scaled(total, 2);
}

/** Income in paisa; tax at scale 4, rounded half away from zero to the paisa. */
function slabByHand(turns: bigint): string {
  let total = 0n;
  let i = 0n;
  while (i < turns) {
    const income = 25000037n + i * 100n;
    let tax = 0n;
    if (income > 30000000n) tax += (income - 30000000n) * 5n;
    if (income > 70000000n) tax += (income - 70000000n) * 10n;
    total += (tax + 50n) / 100n;
    i += 1n;
  }
  return scaled(total, 2);
}

const FIRST_PYTHON = `
fee = Decimal("0.05"); total = Decimal(0); i = Decimal(0); n = Decimal(N); one = Decimal(1); base = Decimal(300000)
while i < n:
    income = base + i
    tax = (income - base) * fee
    total = total + tax
    i = i + one
`;

const LOOPS: readonly Loop[] = [
  {
    what: 'four operations a turn, top level',
    source: `${COUNT} மொத்தம் = 0; i = 0; ${FIRST_BODY} அச்சு மொத்தம்;`,
    bigint: (n) => firstByHand(n, 0n),
    goal: 2,
    python: FIRST_PYTHON,
  },
  {
    what: 'four operations a turn, in a function',
    source: `செயல் ஓட்டு(N) { மொத்தம் = 0; i = 0; ${FIRST_BODY} திரும்பு மொத்தம்; } ${COUNT} அச்சு ஓட்டு(N);`,
    bigint: (n) => firstByHand(n, 0n),
    goal: 2,
  },
  {
    what: 'slab tax, seven operations a turn',
    source: `${COUNT} மொத்தம் = 0; i = 0;
(i < N) சுற்று {
  வருமானம் = 250000.37 + i; வரி = 0;
  (வருமானம் > 300000) எனில் { வரி = (வருமானம் - 300000) * 5%; }
  (வருமானம் > 700000) எனில் { வரி = வரி + (வருமானம் - 700000) * 10%; }
  மொத்தம் = மொத்தம் + வட்டமிடு(வரி, 2);
  i = i + 1;
} அச்சு மொத்தம்;`,
    bigint: slabByHand,
    goal: 3,
  },
  {
    what: 'four operations, the sum beyond 2^53 at its scale',
    source: `${COUNT} மொத்தம் = 90071992547409.93; i = 0; ${FIRST_BODY} அச்சு மொத்தம்;`,
    bigint: (n) => firstByHand(n, 9007199254740993n),
    goal: 8,
  },
];

/** Python times itself; null without python3. */
function python(statements: string): { ms: number; total: string } | null {
  const code = `from decimal import Decimal, getcontext\nimport time\ngetcontext().prec = 29\nN = ${PYTHON_TURNS}\nstart = time.perf_counter()\n${statements}\nprint((time.perf_counter() - start) * 1000)\nprint(total.normalize().__format__("f"))\n`;
  const ran = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  if (ran.status !== 0) return null;
  const [ms = '', total = ''] = ran.stdout.split('\n');
  return { ms: Number(ms), total };
}

const rows: Row[] = [];
const notes: string[] = [];
const nanoseconds = (ms: number, turns: number): number => (ms * 1e6) / turns;

for (const loop of LOOPS) {
  const program = load(loop.source);
  const expected = loop.bigint(BigInt(TURNS));
  const same = (got: string | undefined): void => {
    if (got !== expected) throw new Error(`${loop.what}: ${got} instead of ${expected}`);
  };
  const contestants: Contestant[] = [
    { name: 'etamil', run: () => timed(() => same(runOnce(program, { N: String(TURNS) })[0])) },
    { name: 'bigint', run: () => timed(() => same(loop.bigint(BigInt(TURNS)))) },
  ];
  const statements = loop.python;
  const found = statements === undefined ? null : python(statements);
  if (statements !== undefined && found === null) notes.push('no python3 here: its rows are left out');
  if (statements !== undefined && found !== null) {
    const wanted = loop.bigint(BigInt(PYTHON_TURNS));
    if (found.total !== wanted) throw new Error(`Python: ${found.total} instead of ${wanted}`);
    contestants.push({ name: 'python', run: () => python(statements)?.ms ?? Number.NaN });
  }
  const medians = await alternate(contestants, ROUNDS, 2);
  const ours = nanoseconds(medians.get('etamil') as number, TURNS);
  rows.push(compared(loop.what, 'ns/turn', ours, 'BigInt by hand', nanoseconds(medians.get('bigint') as number, TURNS), loop.goal));
  const theirs = medians.get('python');
  if (theirs !== undefined) {
    const ns = nanoseconds(theirs, PYTHON_TURNS);
    rows.push({ what: `  how much faster than Python's decimal`, value: ours, unit: 'ns/turn', against: 'Python', other: ns, ratio: ns / ours, goal: 20, atLeast: true });
  }
}
report('decimal', 'Exact decimals', rows, notes);
