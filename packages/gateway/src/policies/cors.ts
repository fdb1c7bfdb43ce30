// Owns the CORS headers of every answer (http-handlers.md §5). A function of configuration and origin.
// Knows nothing of requests; what a handler sets itself replaces a default.
import type { CorsConfig } from '@etamil/shared/limits';

export class CorsPolicy {
  private readonly fixed: readonly string[] | null;
  private readonly byOrigin = new Map<string, readonly string[]>();
  private readonly other: readonly string[];

  constructor(config: CorsConfig) {
    const rest: string[] = ['Access-Control-Allow-Methods', config.methods.join(', ')];
    rest.push('Access-Control-Allow-Headers', config.headers.join(', '));
    if (config.expose.length > 0) rest.push('Access-Control-Expose-Headers', config.expose.join(', '));
    if (config.credentials) rest.push('Access-Control-Allow-Credentials', 'true');
    if (config.maxAge > 0) rest.push('Access-Control-Max-Age', String(config.maxAge));
    const origins = typeof config.origin === 'string' ? [config.origin] : config.origin;
    this.other = [...rest, 'Vary', 'Origin'];
    if (origins.includes('*')) this.fixed = ['Access-Control-Allow-Origin', '*', ...rest];
    else if (origins.length === 1) this.fixed = ['Access-Control-Allow-Origin', origins[0] as string, ...rest];
    else {
      this.fixed = null;
      for (const o of origins) this.byOrigin.set(o, ['Access-Control-Allow-Origin', o, ...rest, 'Vary', 'Origin']);
    }
  }

  /** Flat name, value, … for a request with this Origin ('' when it has none). */
  headers(origin: string): readonly string[] {
    return this.fixed ?? this.byOrigin.get(origin) ?? this.other;
  }
}
