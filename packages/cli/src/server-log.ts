// Owns how a server's log lines look and reach standard output: JSON in production (http-handlers.md §10.1), text for people
// otherwise. Program output shares the stream, so everything is whole lines, written once per turn. Knows nothing of requests.
import type { Log, LogLevel } from '@etamil/gateway/service';
import type { StandardOutput } from './standard-output.ts';

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export interface ServerLog {
  readonly log: Log;
  /** Whole lines of program output. */
  readonly print: (text: string) => void;
  /** A line that no level hides. */
  readonly announce: (message: string) => void;
}

export function serverLog(out: StandardOutput, least: LogLevel, production: boolean): ServerLog {
  let scheduled = false;
  const write = (line: string): void => {
    out.raw(`${line}\n`);
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      out.flush();
    });
  };
  const from = ORDER.indexOf(least);
  const form = production ? jsonLine : textLine;
  return {
    log(level, message, fields) {
      if (ORDER.indexOf(level) >= from) write(form(level, message, fields ?? {}));
    },
    print: (text) => write(text.endsWith('\n') ? text.slice(0, -1) : text),
    announce: (message) => write(production ? jsonLine('info', message, {}) : message),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function jsonLine(level: LogLevel, message: string, fields: Fields): string {
  return JSON.stringify({ timestamp: new Date().toISOString(), level: level.toUpperCase(), message, ...fields });
}

interface RequestField {
  readonly request_id?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status_code?: number | null;
  readonly duration_ms?: number | null;
}

/** `12:03:04 INFO  GET /வழி 200 3 ms req-…`; control characters of a path never reach the terminal. */
function textLine(level: LogLevel, message: string, fields: Fields): string {
  const head = `${new Date().toTimeString().slice(0, 8)} ${level.toUpperCase().padEnd(5)}`;
  const r = fields.request as RequestField | undefined;
  if (r?.method !== undefined) {
    const took = typeof r.duration_ms === 'number' ? ` ${Math.round(r.duration_ms * 10) / 10} ms` : '';
    return visible(
      `${head} ${r.method} ${readable(r.path ?? '')} ${r.status_code ?? '-'}${took} ${r.request_id ?? ''}`,
    );
  }
  const place = fields.context as { file?: string; line?: number; request_id?: string } | undefined;
  const where = place?.file ? ` [${place.file}${place.line === undefined ? '' : `:${place.line}`}]` : '';
  return visible(`${head} ${message}${where}${place?.request_id === undefined ? '' : ` ${place.request_id}`}`);
}

/** Tamil instead of its percent escapes, when the escapes are well formed. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function visible(line: string): string {
  return line.replace(
    /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
