// Owns drawing the lines of a source around a position, with a caret under the piece. Pure; columns are code points.

/** The text as the compiler counts it: without a byte order mark, CR LF as LF (language.md §2.2). */
export function linesOf(source: string): string[] {
  return (source.startsWith('\uFEFF') ? source.slice(1) : source).replaceAll('\r\n', '\n').split('\n');
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;

/**
 * How many terminal cells a code point takes. Only marks that stand above, below or around the letter (புள்ளி, ஈ) take none;
 * vowel signs that stand beside it (ா, ை) take one.
 */
function cells(point: string): number {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(point)) return 0;
  return WIDE.test(point) ? 2 : 1;
}

/** Blank text as wide as `points`; tabs stay tabs so that both lines jump alike. */
function blank(points: readonly string[]): string {
  return points.map((p) => (p === '\t' ? '\t' : ' '.repeat(cells(p)))).join('');
}

/** The frame as lines, or none when the position is outside the text. */
export function sourceFrame(source: string, line: number, column: number, length: number): string[] {
  const lines = linesOf(source);
  const text = lines[line - 1];
  if (text === undefined || line < 1) return [];
  const points = [...text];
  const start = Math.min(Math.max(column - 1, 0), points.length);
  const piece = points.slice(start, start + Math.max(length, 1));
  const marks = Math.max(
    1,
    piece.reduce((sum, p) => sum + (p === '\t' ? 1 : cells(p)), 0),
  );
  const from = Math.max(1, line - 2);
  const gutter = String(line).length;
  const out: string[] = [];
  for (let n = from; n <= line; n++) out.push(`  ${String(n).padStart(gutter)} │ ${lines[n - 1] ?? ''}`);
  out.push(`  ${' '.repeat(gutter)} │ ${blank(points.slice(0, start))}${'^'.repeat(marks)}`);
  return out;
}
