// Owns one name for the commands that compile or run a program in this thread, so that they are one chunk of the bundle:
// every further file costs `etamil run` half a millisecond. `serve`, which brings the gateway, stays apart.
export { check } from './check.ts';
export { disasm } from './disasm.ts';
export { repl } from './repl.ts';
export { routes } from './routes.ts';
export { run } from './run.ts';
