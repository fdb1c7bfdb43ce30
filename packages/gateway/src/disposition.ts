// Owns the reading of Content-Type and Content-Disposition parameters (RFC 6266, RFC 8187, RFC 7578). A function of text.
// Knows nothing of parts or streams.

/** The value before the first `;`, lower case, and the parameters by lower-case name. */
export interface ParameterList {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

export function readParameters(text: string): ParameterList {
  const semicolon = text.indexOf(';');
  const value = (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  let i = semicolon < 0 ? text.length : semicolon + 1;
  while (i < text.length) {
    const equals = text.indexOf('=', i);
    if (equals < 0) break;
    const name = text
      .slice(i, equals)
      .replace(/^[;\s]+|\s+$/g, '')
      .toLowerCase();
    i = equals + 1;
    while (text[i] === ' ' || text[i] === '\t') i++;
    let content = '';
    if (text[i] === '"') {
      i++;
      while (i < text.length && text[i] !== '"') {
        // browsers send backslashes of file names as they are; only a quote or a backslash is escaped
        if (text[i] === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) i++;
        content += text[i];
        i++;
      }
      const next = text.indexOf(';', i);
      i = next < 0 ? text.length : next + 1;
    } else {
      const next = text.indexOf(';', i);
      content = (next < 0 ? text.slice(i) : text.slice(i, next)).trim();
      i = next < 0 ? text.length : next + 1;
    }
    if (name !== '' && !parameters.has(name)) parameters.set(name, content);
  }
  return { value, parameters };
}

/** `charset'language'percent-encoded` (RFC 8187); null when it is not that. */
export function extendedValue(text: string): string | null {
  const parts = /^(utf-8|iso-8859-1)'[^']*'(.*)$/i.exec(text);
  if (parts === null) return null;
  const bytes = (parts[2] ?? '').replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if ((parts[1] ?? '').toLowerCase() !== 'utf-8') return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0) & 0xff));
}

/** The boundary of a multipart form, or null when the type is something else. */
export function formBoundary(contentType: string): string | null {
  if (!/^multipart\/form-data\b/i.test(contentType)) return null;
  const boundary = readParameters(contentType).parameters.get('boundary') ?? '';
  return boundary === '' || boundary.length > 200 ? null : boundary;
}
