// The VM's public face for the command line and tests: load a program, execute an entry.
export { execute, type FaultOutcome, type Outcome, type RunHandle, type RunInput } from './driver.ts';
export { LinkedProgram, loadProgram } from './program.ts';
