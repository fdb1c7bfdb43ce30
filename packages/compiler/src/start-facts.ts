// Owns the two forms that start the server, read as constants (spec §22.8, README 16). Pure; starts nothing.
import type { StartFacts } from '@etamil/shared/route-table';
import type { Expr, Stmt } from './ast.ts';
import { textLiteral, wholeLiteral } from './literal-value.ts';
import type { OptionProblem } from './route-options.ts';

export type StartStatement = Extract<Stmt, { kind: 'start-server' }>;

interface StartReading {
  readonly facts: StartFacts;
  readonly problems: readonly OptionProblem[];
}

const OPTION_KEYS = ['workers', 'timeout', 'max_connections'] as const;
const MAX_PORT = 65_535;

/** A name or address without port: letters of any script, digits, `.`, `-`, `_`; or an IPv6 address, bracketed or not. */
const HOST = /^([\p{L}\p{M}\p{N}._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\w.-]+)?)$/u;

/** What the first start form at the top level declares; null when there is none. Wrong operands are left out. */
export function startFacts(statements: readonly Stmt[]): StartFacts | null {
  const first = statements.find((s): s is StartStatement => s.kind === 'start-server' && !s.nested);
  return first === undefined ? null : readStart(first).facts;
}

/** Reads one start form with everything that is wrong about it. */
export function readStart(s: StartStatement): StartReading {
  const problems: OptionProblem[] = [];
  const facts: { -readonly [K in keyof StartFacts]: StartFacts[K] } = {};
  if (s.host !== null) facts.host = readHost(s.host, problems);
  if (s.port !== null) facts.port = readPort(s.port, problems);
  if (s.address !== null) Object.assign(facts, readAddress(s.address, problems));
  if (s.options !== null) Object.assign(facts, readOptions(s.options, problems));
  for (const key of ['host', 'port'] as const) if (facts[key] === undefined) delete facts[key];
  return { facts, problems };
}

function readHost(e: Expr, problems: OptionProblem[]): string | undefined {
  const text = textLiteral(e);
  if (text === undefined) problems.push({ id: 'TYP-START-CONST', at: e.pos, values: {} });
  else if (isHost(text)) return text;
  else problems.push({ id: 'TYP-START-HOST', at: e.pos, values: { host: text } });
  return undefined;
}

function readPort(e: Expr, problems: OptionProblem[]): number | undefined {
  if (e.kind !== 'number' && e.kind !== 'string') {
    problems.push({ id: 'TYP-START-CONST', at: e.pos, values: {} });
    return undefined;
  }
  const port = e.kind === 'number' ? (wholeLiteral(e, 0) ?? Number.NaN) : portOf(e.value);
  if (port <= MAX_PORT) return port;
  problems.push({ id: 'TYP-START-PORT', at: e.pos, values: { port: e.kind === 'number' ? e.text : e.value } });
  return undefined;
}

/** `"host:port"`, `":port"`, `"[v6]:port"` or a number. */
function readAddress(e: Expr, problems: OptionProblem[]): StartFacts {
  if (e.kind === 'number') return { port: readPort(e, problems) };
  const text = textLiteral(e);
  if (text === undefined) {
    problems.push({ id: 'TYP-START-CONST', at: e.pos, values: {} });
    return {};
  }
  const colon = text.lastIndexOf(':');
  const port = colon < 0 ? Number.NaN : portOf(text.slice(colon + 1));
  const written = text.slice(0, Math.max(colon, 0));
  const bracketed = /^\[(.*:.*)\]$/.exec(written)?.[1];
  const host = bracketed ?? written;
  const hostFits = host === '' || (isHost(host) && (bracketed !== undefined || !host.includes(':')));
  if (port <= MAX_PORT && hostFits) return host === '' ? { port } : { host, port };
  problems.push({ id: 'TYP-START-ADDRESS', at: e.pos, values: { address: text } });
  return {};
}

function readOptions(e: Expr, problems: OptionProblem[]): StartFacts {
  if (e.kind !== 'record') {
    problems.push({ id: 'TYP-START-CONST', at: e.pos, values: {} });
    return {};
  }
  const facts: { -readonly [K in keyof StartFacts]: StartFacts[K] } = {};
  for (const { key, value } of e.pairs) {
    const option = OPTION_KEYS.find((k) => k === key.name);
    if (option === undefined) {
      problems.push({ id: 'TYP-START-KEY', at: key.pos, values: { key: key.name, list: OPTION_KEYS.join(', ') } });
      continue;
    }
    const number = wholeLiteral(value, 1);
    if (number === undefined) problems.push({ id: 'TYP-START-VALUE', at: key.pos, values: { key: key.name } });
    else facts[option] ??= number;
  }
  return facts;
}

function isHost(text: string): boolean {
  return text.length <= 253 && HOST.test(text);
}

/** NaN, which is below no limit, when `text` is not a plain number. */
function portOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}
