// Owns the sources of the configuration, each as a flat list of key, value and place (spec README 36): program, files,
// `.env`, environment, flags. Knows the schema; does not judge values.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_SCHEMA, type ConfigKey, OTHER_VARIABLES, variableOf } from '@etamil/shared/config-schema';
import type { StartFacts } from '@etamil/shared/route-table';
import type { Arguments } from './arguments.ts';
import { likely } from './suggestion.ts';
import { hint, messageOf, type Refusal, refuse } from './usage-error.ts';

/** One setting. `typed`: from JSON or the program, so that a text stands for a text and is not read as a number. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
  readonly typed?: boolean;
}

/** The start form of the program (spec README 8, 16). */
export function programLayer(start: StartFacts | null): Setting[] {
  if (start === null) return [];
  const pairs: [string, string | number | undefined][] = [
    ['server.host', start.host],
    ['server.port', start.port],
    ['server.workers', start.workers],
    ['server.requestTimeout', start.timeout],
    ['server.maxConnections', start.max_connections],
  ];
  return pairs.flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value, source: 'நிரல் (program)', typed: true }],
  );
}

/** `config/default.json` and `config/NAME.json` of `folder`; a folder that was asked for must be there. */
export function fileLayer(folder: string, name: string, askedBy: string | null): Setting[] | Refusal {
  if (askedBy !== null && !(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    return refuse('CFG-NO-FOLDER', { folder, source: askedBy }, 1);
  }
  const out: Setting[] = [];
  for (const file of [join(folder, 'default.json'), join(folder, `${name}.json`)]) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (e) {
      const code = (e as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      return refuse('CFG-UNREADABLE', { file, reason: code ?? String(e) }, 1);
    }
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (e) {
      return refuse('CFG-NOT-JSON', { file, reason: (e as Error).message }, 1);
    }
    if (!isGroup(data)) return refuse('CFG-NOT-JSON', { file, reason: 'not an object' }, 1);
    flatten(data, '', file, out);
  }
  return out;
}

function isGroup(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}

function flatten(group: Record<string, unknown>, prefix: string, source: string, out: Setting[]): void {
  for (const [name, value] of Object.entries(group)) {
    const key = prefix + name;
    if (isGroup(value)) flatten(value, `${key}.`, source, out);
    else out.push({ key, value, source, typed: true });
  }
}

const VARIABLES: ReadonlyMap<string, ConfigKey> = new Map(
  CONFIG_SCHEMA.flatMap((k) => [...(k.aliases ?? []), variableOf(k.key)].map((v) => [v, k] as const)),
);

export interface VariableLayer {
  readonly settings: Setting[];
  /** One line per `ETAMIL_*` variable nobody knows. */
  readonly warnings: string[];
}

/** The settings among `variables`; the name made from the key wins over an alias, an empty value counts as unset. */
export function variableLayer(variables: Iterable<readonly [string, string]>, label: string): VariableLayer | Refusal {
  const found = new Map<string, string>();
  for (const [name, value] of variables) if (name.startsWith('ETAMIL_') && value !== '') found.set(name, value);
  const settings: Setting[] = [];
  for (const [variable, key] of VARIABLES) {
    const value = found.get(variable);
    if (value !== undefined) settings.push({ key: key.key, value, source: label + variable });
    const file = key.secret === true ? found.get(`${variable}_FILE`) : undefined;
    if (file === undefined) continue;
    try {
      settings.push({ key: key.key, value: readFileSync(file, 'utf8').trim(), source: `${label}${variable}_FILE` });
    } catch (e) {
      const reason = (e as NodeJS.ErrnoException).code ?? String(e);
      return refuse('CFG-SECRET-FILE', { variable: `${variable}_FILE`, file, reason }, 1);
    }
  }
  const warnings = [...found.keys()]
    .filter((n) => !isKnown(n))
    .map((name) => messageOf('CFG-UNKNOWN-VARIABLE', { name, ...hint(likely(name, VARIABLES.keys())) }));
  return { settings, warnings };
}

/** Secrets handed over by systemd: a file per key in the folder of `CREDENTIALS_DIRECTORY`. */
export function credentialLayer(folder: string | undefined): Setting[] {
  if (folder === undefined || folder === '') return [];
  const out: Setting[] = [];
  for (const { key } of CONFIG_SCHEMA.filter((k) => k.secret === true)) {
    try {
      out.push({ key, value: readFileSync(join(folder, key), 'utf8').trim(), source: `CREDENTIALS_DIRECTORY/${key}` });
    } catch {
      // a credential that was not handed over is simply not set
    }
  }
  return out;
}

function isKnown(name: string): boolean {
  if (VARIABLES.has(name) || OTHER_VARIABLES.some((p) => p.test(name))) return true;
  return name.endsWith('_FILE') && VARIABLES.get(name.slice(0, -5))?.secret === true;
}

/** What the flags set. */
export function flagLayer(args: Arguments): Setting[] {
  const out: Setting[] = args.settings.map((text) => {
    const cut = text.indexOf('=');
    return { key: text.slice(0, cut), value: text.slice(cut + 1), source: '--set' };
  });
  for (const [option, key] of [
    ['--host', 'server.host'],
    ['--port', 'server.port'],
    ['--workers', 'server.workers'],
  ] as const) {
    const value = args.values.get(option);
    if (value !== undefined) out.push({ key, value, source: option });
  }
  return out;
}
