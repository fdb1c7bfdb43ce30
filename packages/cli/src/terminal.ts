// Owns what a command may say and to whom: the two outputs, the working directory, whether extra lines are wanted.
// Knows nothing of commands.
import { fstatSync, statSync } from 'node:fs';
import { environmentFile } from './environment-file.ts';
import { StandardOutput } from './standard-output.ts';
import type { Refusal } from './usage-error.ts';

export interface Terminal {
  readonly out: StandardOutput;
  readonly err: StandardOutput;
  readonly cwd: string;
  /** The variables of `.env`, read once. */
  readonly dotEnv: ReadonlyMap<string, string>;
}

/** A variable as programs see it: the environment first, then `.env` (spec README 36). */
export function variable(terminal: Terminal, name: string): string | undefined {
  return process.env[name] ?? terminal.dotEnv.get(name);
}

/** Is somebody looking? node:tty, which loads the network stack, is asked only about devices that are not the null one. */
export function isTerminal(fd: number): boolean {
  try {
    const device = fstatSync(fd);
    if (!device.isCharacterDevice() || device.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev)
      return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}

/** The outputs of this process. */
export function openTerminal(): Terminal {
  const cwd = process.cwd();
  return {
    out: new StandardOutput(1, isTerminal(1)),
    err: new StandardOutput(2, true),
    cwd,
    dotEnv: environmentFile(cwd),
  };
}

/** Extra lines with errors: asked for, or somebody is looking (spec README 18). */
export function wantsPretty(flags: ReadonlySet<string>): boolean {
  return flags.has('--pretty') || isTerminal(2);
}

/** Writes a refusal and answers its exit status. */
export function sayRefusal(refusal: Refusal, terminal: Terminal, pretty: boolean): number {
  terminal.out.flush();
  terminal.err.line(`✗ ${refusal.message}`);
  if (pretty) terminal.err.line(`  ${refusal.code} ${refusal.id}`);
  if (refusal.status === 2) terminal.err.line('  உதவி: etamil help  (help: etamil help)');
  return refusal.status;
}
