// Owns walking the instructions of one function. Knows the opcode table, nothing of what instructions do.
import { BytecodeError } from './bytecode-format.ts';
import { OPS, type OpInfo } from './opcodes.ts';

/** One decoded instruction: operands in table order; `keys` operands are gathered in `keys`. */
export interface Instruction {
  readonly op: number;
  readonly info: OpInfo;
  readonly args: readonly number[];
  readonly keys: readonly number[];
}

/** Reads the instructions of `code` in order. Throws BytecodeError on bytes that are none. */
export function* instructions(code: Uint8Array): Generator<Instruction, void, void> {
  let at = 0;
  const uint = (): number => {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 6; i++) {
      const b = code[at++];
      if (b === undefined) throw new BytecodeError('truncated code');
      value += (b & 127) * factor;
      if (b < 128) return value;
      factor *= 128;
    }
    throw new BytecodeError('operand too long');
  };
  while (at < code.length) {
    const op = code[at++] as number;
    const info = OPS[op];
    if (info === undefined) throw new BytecodeError(`no opcode ${op}`);
    const args: number[] = [];
    const keys: number[] = [];
    for (const kind of info.operands) {
      const v = uint();
      args.push(v);
      if (kind !== 'keys') continue;
      if (v > code.length) throw new BytecodeError('too many keys');
      for (let i = 0; i < v; i++) keys.push(uint());
    }
    yield { op, info, args, keys };
  }
}

/** How many values an instruction pops. */
export function popsOf(i: Instruction): number {
  if (i.info.pops !== 'n') return i.info.pops;
  const operands = i.info.operands;
  const at = operands.includes('keys') ? operands.indexOf('keys') : operands.indexOf('n');
  const base = (i.args[at] ?? 0) + i.info.extra;
  return i.info.name === 'SHAPE_NEW' ? base + (i.args[1] ?? 0) : base;
}
