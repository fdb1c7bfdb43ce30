// Owns finding routes that hide each other (spec README 7, 25). Pure; knows nothing of how a request is matched.

export interface DeclaredRoute {
  readonly method: string;
  /** As written. */
  readonly path: string;
}

/** `same`: equal method and text, the later one replaces the earlier. `never`: the later one can never match. */
export type RouteConflict<R> = { readonly kind: 'same' | 'never'; readonly earlier: R };

/** Remembers routes in order of declaration and tells what each new one conflicts with. */
export class RouteRegister<R extends DeclaredRoute> {
  readonly #byText = new Map<string, R>();
  readonly #byShape = new Map<string, R>();

  add(route: R): RouteConflict<R> | null {
    const text = `${route.method} ${route.path.normalize('NFC')}`;
    const same = this.#byText.get(text);
    this.#byText.set(text, route);
    if (same !== undefined) return { kind: 'same', earlier: same };
    const shape = shapeOfPattern(route.path);
    // Without a parameter two texts of one shape (`/a` and `/a/`) each match their own raw path.
    if (!shape.hasParameter) return null;
    const key = `${route.method} ${shape.text}`;
    const earlier = this.#byShape.get(key);
    if (earlier !== undefined) return { kind: 'never', earlier };
    this.#byShape.set(key, route);
    return null;
  }
}

/** The pattern with its parameters unnamed: segments as they are compared, empty ones ignored. */
function shapeOfPattern(path: string): { readonly text: string; readonly hasParameter: boolean } {
  let hasParameter = false;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '') continue;
    if (segment.startsWith(':')) {
      hasParameter = true;
      // No literal segment equals this one: `/` cannot stand inside a segment, and a decoded one is encoded again.
      segments.push(':');
    } else segments.push(`=${encodeURIComponent(decoded(segment).toWellFormed())}`);
  }
  return { text: segments.join('/'), hasParameter };
}

/** A malformed escape is kept as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC');
  } catch {
    return segment.normalize('NFC');
  }
}
