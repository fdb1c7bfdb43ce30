// Owns the check that a variable read without a test is certainly bound (opcode VAR): structured definite assignment, the
// mirror of what the emitter knows. Knows nothing of stacks or operand ranges; verify.ts has checked those.
import { BytecodeError, type FunctionImage } from './bytecode-format.ts';
import { instructions } from './code-reader.ts';

/** Throws BytecodeError if `f` may read an unbound slot; answers the slots that are bound at its end. `before`: bound globals. */
export function verifyBindings(f: FunctionImage, before: ReadonlySet<number>): Set<number> {
  const bound = new Set(before);
  for (let i = 0; i < f.captures + f.params; i++) bound.add(i * 2);
  // slots bound since the start, so that leaving a branch forgets only its own
  const log: number[] = [];
  const open: { readonly mark: number; then: number[] | null }[] = [];
  const bind = (slot: number): void => {
    if (bound.has(slot)) return;
    bound.add(slot);
    log.push(slot);
  };
  const enter = (): void => {
    open.push({ mark: log.length, then: null });
  };
  const leave = (mark: number): number[] => {
    const slots = log.splice(mark);
    for (const s of slots) bound.delete(s);
    return slots;
  };
  const catching: number[] = [];
  for (const i of instructions(f.code)) {
    const slot = i.args[0] ?? 0;
    switch (i.info.name) {
      case 'VAR':
        if (!bound.has(slot)) throw new BytecodeError(`${f.name}: unbound variable`);
        break;
      case 'SET':
      case 'SET_INDEX':
      case 'SET_FIELD':
      case 'APPEND':
        bind(slot);
        break;
      case 'IF':
      case 'TEST':
        enter();
        break;
      case 'FOREACH':
        enter();
        bind(slot);
        break;
      case 'ATTEMPT':
        catching.push(slot);
        enter();
        break;
      case 'ELSE': {
        const top = open.at(-1);
        if (top !== undefined) top.then = leave(top.mark);
        break;
      }
      case 'CATCH': {
        leave(open.at(-1)?.mark ?? 0);
        const name = catching.pop() ?? 0;
        if (name > 0) bind(name - 1);
        break;
      }
      case 'END':
      case 'LOOP_END':
      case 'FOREACH_END': {
        const top = open.pop();
        if (top === undefined) break;
        const last = new Set(leave(top.mark));
        for (const s of top.then ?? []) if (last.has(s)) bind(s);
        break;
      }
      default:
        break;
    }
  }
  return bound;
}
