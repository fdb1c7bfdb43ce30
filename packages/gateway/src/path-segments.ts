// Owns the decoding of paths (spec README 25, 48): segments, percent escapes, comparison form. Knows nothing of routes.

/** Non-empty segments of a raw path, still encoded. */
export function segmentsOf(path: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (let i = 0; i <= path.length; i++) {
    if (i === path.length || path.charCodeAt(i) === 47) {
      if (i > from) out.push(path.slice(from, i));
      from = i + 1;
    }
  }
  return out;
}

/** Percent-decodes one segment; an escape that is malformed, or no UTF-8, stays as it is. `%2F` becomes `/` within it. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeRun);
  }
}

function decodeRun(run: string): string {
  let out = '';
  for (let i = 0; i < run.length; ) {
    const lead = Number.parseInt(run.slice(i + 1, i + 3), 16);
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    const piece = run.slice(i, i + 3 * size);
    try {
      out += decodeURIComponent(piece);
      i += piece.length;
    } catch {
      out += run.slice(i, i + 3);
      i += 3;
    }
  }
  return out;
}

const PLAIN = /^[A-Za-z0-9_]*$/;

/**
 * The form in which segments are compared: decoded, NFC, then every character that a router library could take for syntax
 * written as `~hex~`, so that `:` `*` `(` `-` `.` and Tamil letters are all plain.
 */
export function comparable(segment: string): string {
  if (PLAIN.test(segment)) return segment;
  const text = decodeSegment(segment).normalize('NFC');
  return text.replace(/[^A-Za-z0-9_]/g, (c) => `~${c.charCodeAt(0).toString(16)}~`);
}
