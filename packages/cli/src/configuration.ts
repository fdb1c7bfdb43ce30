// Owns the configuration of a server: the layers in order of precedence, judged key by key with convict (spec README 36).
// Knows nothing of serving. Loaded by `serve` only: convict is not needed to run a program.
import { resolve } from 'node:path';
import { CONFIG_SCHEMA, type ConfigKey, type ConfigValue } from '@etamil/shared/config-schema';
import type { StartFacts } from '@etamil/shared/route-table';
import convict from 'convict';
import type { Arguments } from './arguments.ts';
import { credentialLayer, fileLayer, flagLayer, programLayer, type Setting, variableLayer } from './config-layers.ts';
import { likely } from './suggestion.ts';
import { hint, type Refusal, refuse } from './usage-error.ts';

/** The judged configuration. */
export interface Configuration {
  readonly name: string;
  readonly production: boolean;
  get(key: string): ConfigValue;
  /** Where the value came from: a file, a variable, a flag, the program, or `default`. */
  sourceOf(key: string): string;
  readonly warnings: readonly string[];
}

export interface ConfigurationInput {
  readonly cwd: string;
  readonly args: Arguments;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dotEnv: ReadonlyMap<string, string>;
  readonly start: StartFacts | null;
}

const KEYS: ReadonlyMap<string, ConfigKey> = new Map(CONFIG_SCHEMA.map((k) => [k.key, k]));

function need(k: ConfigKey): { needTamil: string; needEnglish: string } {
  switch (k.format) {
    case 'whole':
      return {
        needTamil: `${k.min} முதல் ${k.max} வரை ஒரு முழு எண்`,
        needEnglish: `a whole number from ${k.min} to ${k.max}`,
      };
    case 'flag':
      return { needTamil: 'true அல்லது false', needEnglish: 'true or false' };
    case 'list':
      return { needTamil: 'உரைகளின் பட்டியல்', needEnglish: 'a list of texts' };
    case 'choice': {
      const all = (k.choices ?? []).join(' | ');
      return { needTamil: all, needEnglish: all };
    }
    default:
      return { needTamil: 'ஓர் உரை', needEnglish: 'a text' };
  }
}

function fits(k: ConfigKey, v: unknown): boolean {
  switch (k.format) {
    case 'whole':
      return (
        Number.isSafeInteger(v) && (v as number) >= (k.min ?? 0) && (v as number) <= (k.max ?? Number.MAX_SAFE_INTEGER)
      );
    case 'flag':
      return typeof v === 'boolean';
    case 'list':
      return Array.isArray(v) && v.every((item) => typeof item === 'string');
    case 'choice':
      return typeof v === 'string' && (k.choices ?? []).includes(v);
    default:
      return typeof v === 'string';
  }
}

/** Texts of variables and flags as the key's type; what does not convert is left for the check to refuse. */
function converted(k: ConfigKey, v: unknown, typed: boolean): unknown {
  if (typeof v !== 'string' || (typed && k.format !== 'list')) return v;
  switch (k.format) {
    case 'whole':
      return /^\d+$/.test(v.trim()) ? Number(v) : v;
    case 'flag':
      return v === 'true' || v === '1' ? true : v === 'false' || v === '0' ? false : v;
    case 'list':
      return v
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    default:
      return v;
  }
}

/** The table as the nested schema convict wants; the check of each key is its own format. */
function convictSchema(): convict.Schema<Record<string, unknown>> {
  const root: Record<string, unknown> = {};
  for (const k of CONFIG_SCHEMA) {
    const parts = k.key.split('.');
    const last = parts.pop() as string;
    let group = root;
    for (const part of parts) {
      group[part] ??= {};
      group = group[part] as Record<string, unknown>;
    }
    const format = (v: unknown): void => {
      if (!fits(k, v)) throw new Error(need(k).needEnglish);
    };
    group[last] = { doc: k.english, format, default: k.default, sensitive: k.secret === true };
  }
  return root as convict.Schema<Record<string, unknown>>;
}

/** Reads all layers. The first unknown key or bad value is refused, naming its source. */
export function readConfiguration(input: ConfigurationInput): Configuration | Refusal {
  const { args, environment, dotEnv } = input;
  const variable = (name: string): string | undefined => environment[name] || dotEnv.get(name) || undefined;
  const name = args.values.get('--env') ?? variable('ETAMIL_ENV') ?? variable('NODE_ENV') ?? 'development';
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) {
    return refuse(
      'CFG-BAD-VALUE',
      {
        key: 'ETAMIL_ENV',
        value: name,
        source: '--env / ETAMIL_ENV / NODE_ENV',
        needTamil: 'ஒரு பெயர்',
        needEnglish: 'a name',
      },
      1,
    );
  }
  const asked = args.values.get('--config') ?? variable('ETAMIL_CONFIG');
  const askedBy = args.values.has('--config') ? '--config' : asked === undefined ? null : 'ETAMIL_CONFIG';
  const files = fileLayer(resolve(input.cwd, asked ?? 'config'), name, askedBy);
  if ('status' in files) return files;
  const fromDotEnv = variableLayer(
    [...dotEnv].filter(([n]) => environment[n] === undefined),
    '.env ',
  );
  if ('status' in fromDotEnv) return fromDotEnv;
  const fromEnvironment = variableLayer(
    Object.entries(environment).flatMap(([n, v]) => (v === undefined ? [] : [[n, v] as const])),
    '',
  );
  if ('status' in fromEnvironment) return fromEnvironment;

  const config = convict(convictSchema());
  const sources = new Map<string, string>();
  const credentials = credentialLayer(environment.CREDENTIALS_DIRECTORY);
  const layers = [
    programLayer(input.start),
    files,
    credentials,
    fromDotEnv.settings,
    fromEnvironment.settings,
    flagLayer(args),
  ];
  for (const setting of layers.flat()) {
    const refusal = apply(config, setting, sources);
    if (refusal !== null) return refusal;
  }
  config.validate({ allowed: 'strict' });
  return {
    name,
    production: name === 'production',
    get: (key) => config.get(key) as ConfigValue,
    sourceOf: (key) => sources.get(key) ?? 'default',
    warnings: [...fromDotEnv.warnings, ...fromEnvironment.warnings],
  };
}

function apply(
  config: convict.Config<Record<string, unknown>>,
  setting: Setting,
  sources: Map<string, string>,
): Refusal | null {
  const { key, source } = setting;
  const k = KEYS.get(key);
  if (k === undefined) return refuse('CFG-UNKNOWN-KEY', { key, source, ...hint(likely(key, KEYS.keys())) }, 1);
  const value = converted(k, setting.value, setting.typed === true);
  if (!fits(k, value)) {
    const shown =
      k.secret === true ? '…' : typeof setting.value === 'string' ? setting.value : JSON.stringify(setting.value);
    return refuse('CFG-BAD-VALUE', { key, value: shown, source, ...need(k) }, 1);
  }
  // judged before it is set: convict would turn the text 80x into the number 80
  config.set(key, value);
  sources.set(key, source);
  return null;
}
