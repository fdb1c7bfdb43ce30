// Owns what a benchmark leaves behind: a table on standard output and bench/results/NAME.json. Knows nothing of measuring.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** One compared thing. `goal` is the most that `value` should be (or, for `atLeast`, the least). */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The other side of the comparison, and value divided by it. */
  readonly against?: string;
  readonly other?: number;
  readonly ratio?: number;
  readonly goal?: number;
  readonly atLeast?: boolean;
}

/** A row that compares: ratio = value / other. */
export function compared(what: string, unit: string, value: number, against: string, other: number, goal?: number, atLeast = false): Row {
  return { what, unit, value, against, other, ratio: value / other, ...(goal === undefined ? {} : { goal }), atLeast };
}

export function met(row: Row): boolean | null {
  if (row.goal === undefined) return null;
  const measured = row.ratio ?? row.value;
  return row.atLeast === true ? measured >= row.goal : measured <= row.goal;
}

const shown = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en-US') : n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2));

function cells(row: Row): string[] {
  const verdict = met(row);
  const goal = row.goal === undefined ? '' : `${row.atLeast === true ? '≥' : '≤'} ${row.goal}${row.ratio === undefined ? ` ${row.unit}` : '×'}`;
  return [
    row.what,
    `${shown(row.value)} ${row.unit}`,
    row.against === undefined ? '' : `${row.against}: ${shown(row.other as number)}`,
    row.ratio === undefined ? '' : `${shown(row.ratio)}×`,
    goal,
    verdict === null ? '' : verdict ? 'met' : 'MISSED',
  ];
}

/** Prints the table and writes the file. */
export function report(name: string, title: string, rows: readonly Row[], notes: readonly string[] = []): void {
  const table = [['', 'measured', 'against', 'ratio', 'goal', ''], ...rows.map(cells)];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((line) => [...(line[i] as string)].length))) ?? [];
  console.log(`\n${title}`);
  for (const line of table) console.log(`  ${line.map((text, i) => text + ' '.repeat((widths[i] as number) - [...text].length)).join('  ').trimEnd()}`);
  for (const note of notes) console.log(`  ${note}`);
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), node: process.version };
  const out = { name, title, at: new Date().toISOString(), machine, rows: rows.map((r) => ({ ...r, met: met(r) })), notes };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(out, null, 2)}\n`);
}
