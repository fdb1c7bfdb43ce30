// Owns the command `routes`: what a program would serve, without serving it.
import type { Arguments } from './arguments.ts';
import { shownName } from './error-display.ts';
import { compileProgram, givenProgram, sayDiagnostics } from './program-source.ts';
import { jobLines, listingData, routeLines } from './route-listing.ts';
import type { Terminal } from './terminal.ts';

export function routes(args: Arguments, terminal: Terminal): number {
  const program = givenProgram(args.operands.at(-1));
  const compiled = compileProgram(program, 'serve', args, terminal);
  if (sayDiagnostics(compiled, terminal, false) > 0) return 1;
  const { facts } = compiled.result;
  const shown = (file: string): string => shownName(file === '' ? program.name : file, terminal.cwd);
  if (args.flags.has('--json')) {
    terminal.out.line(JSON.stringify(listingData(facts, shown), null, 2));
    return 0;
  }
  for (const line of [...routeLines(facts, shown), ...jobLines(facts, shown)]) terminal.out.line(line);
  if (facts.routes.length === 0) {
    terminal.err.line('வழி எதுவும் இல்லை; நிரல் முழுதும் / க்குப் பதிலளிக்கும்  (no routes; the whole program answers /)');
  }
  return 0;
}
