// Owns turning the bytes of a file into source text (spec language.md §2.1, §2.2). Knows nothing of tokens.

/** Text ready for the lexer: without a leading byte order mark, every CR LF replaced by LF, inside strings too. */
export function normalizeSource(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.includes('\r\n') ? body.replaceAll('\r\n', '\n') : body;
}

/** Decodes a source file; bytes that are not UTF-8 are refused, never replaced. */
export function prepareSource(
  bytes: Uint8Array,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string } {
  try {
    return {
      ok: true,
      text: normalizeSource(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    };
  } catch {
    return { ok: false, reason: 'invalid UTF-8' };
  }
}
