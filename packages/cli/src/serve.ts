// Owns the command `serve`: compile, read the configuration, start the gateway, say where it listens, wait for its end.
// Knows nothing of requests. Everything that can be wrong before the start is one bilingual line and exit status 1.
import { startServer } from '@etamil/gateway/server';
import type { LogLevel } from '@etamil/gateway/service';
import { renderDiagnostic } from '@etamil/shared/diagnostic';
import type { Arguments } from './arguments.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { shownName } from './error-display.ts';
import { type Compiled, compileProgram, type GivenProgram, givenProgram, sayDiagnostics } from './program-source.ts';
import { jobLines, routeLines } from './route-listing.ts';
import { gatewayConfig } from './server-config.ts';
import { type ServerLog, serverLog } from './server-log.ts';
import { sayRefusal, type Terminal } from './terminal.ts';
import { type Refusal, refuse } from './usage-error.ts';
import { VERSION } from './version.ts';

/** The worker's bundle lies beside the command line's; run from the sources it is a source too. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../vm-worker/src/worker-entry.ts' : './worker.mjs',
  import.meta.url,
);

export async function serve(args: Arguments, terminal: Terminal): Promise<number> {
  return serveProgram(givenProgram(args.operands.at(-1)), args, terminal);
}

/** Serves until the end of the drain; answers the exit status of the process. */
export async function serveProgram(program: GivenProgram, args: Arguments, terminal: Terminal): Promise<number> {
  const compiled = compileProgram(program, 'serve', args, terminal);
  const { bytes, hash, facts } = compiled.result;
  if (sayDiagnostics(compiled, terminal, false) > 0 || bytes === null) return 1;
  const config = readConfiguration({
    cwd: terminal.cwd,
    args,
    environment: process.env,
    dotEnv: terminal.dotEnv,
    start: facts.start,
  });
  if ('status' in config) return sayRefusal(config, terminal, compiled.display.pretty);

  const log = serverLog(terminal.out, config.get('log.level') as LogLevel, config.production);
  for (const text of [...config.warnings, ...warningsOf(compiled, terminal.cwd)]) log.log('warn', text);
  const settings = gatewayConfig(config, terminal.cwd, programEnvironment(terminal.dotEnv));
  try {
    const server = await startServer({
      program: { bytes, hash, facts },
      config: settings,
      workerUrl: WORKER,
      stdout: log.print,
      log: log.log,
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void server.drain(signal));
    introduce(compiled, program, config, settings.workers, urlOf(server.host, server.port), log, terminal.cwd);
    const status = await server.done;
    terminal.out.flush();
    return status;
  } catch (e) {
    return sayRefusal(startRefusal(e, settings.host, settings.port), terminal, compiled.display.pretty);
  }
}

/** What `சூழல்` sees: `.env` below the environment (spec README 36). */
function programEnvironment(dotEnv: ReadonlyMap<string, string>): Record<string, string> {
  const out: Record<string, string> = Object.fromEntries(dotEnv);
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) out[name] = value;
  return out;
}

function warningsOf(compiled: Compiled, cwd: string): string[] {
  const { diagnostics, files } = compiled.result;
  return diagnostics
    .filter((d) => d.severity === 'warning')
    .map((d) => renderDiagnostic(d, d.file === 0 ? undefined : shownName(files[d.file] ?? '', cwd)));
}

/** `http://host:port`, an IPv6 address in brackets. */
export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function introduce(
  compiled: Compiled,
  program: GivenProgram,
  config: Configuration,
  workers: number,
  url: string,
  log: ServerLog,
  cwd: string,
): void {
  if (!config.production) {
    const { facts } = compiled.result;
    const shown = (file: string): string => shownName(file === '' ? program.name : file, cwd);
    log.announce(`eTamil ${VERSION} · ${config.name} · ${shown('')}`);
    for (const line of [...routeLines(facts, shown), ...jobLines(facts, shown)]) log.announce(`  ${line}`);
    log.announce(`  பணியாளர்கள்: ${workers}  (workers: ${workers})`);
  }
  log.announce(`Listening on: ${url}`);
}

function startRefusal(e: unknown, host: string, port: number): Refusal {
  const error = e as NodeJS.ErrnoException;
  switch (error.code) {
    case 'EADDRINUSE':
      return refuse('SRV-PORT-TAKEN', { host, port }, 1);
    case 'EACCES':
      return refuse('SRV-PORT-DENIED', { host, port }, 1);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refuse('SRV-BAD-HOST', { host }, 1);
    default:
      return refuse('SRV-NO-START', { reason: error.message ?? String(e) }, 1);
  }
}
