// Owns the check of a decoded program before it is linked (architecture §3): operands in range, stack discipline, nesting.
// Bad bytes are an error here, never undefined behaviour later.
import { BytecodeError, type FunctionImage, type ProgramImage } from './bytecode-format.ts';
import { type Instruction, instructions, popsOf } from './code-reader.ts';
import type { OperandKind } from './opcodes.ts';

/** Throws BytecodeError unless every function of the program is well formed. */
export function verifyProgram(p: ProgramImage): void {
  if (p.positions.length % 3 !== 0) throw new BytecodeError('positions');
  for (const n of p.names) {
    if (n.global >= p.globals.length || n.fn >= p.functions.length || n.shape >= p.shapes.length) throw new BytecodeError('name table');
  }
  for (const s of p.shapes) for (const m of s.methods) if (m.fn >= p.functions.length) throw new BytecodeError('shape table');
  for (const entry of p.entries) for (const f of entry) if (f >= p.functions.length) throw new BytecodeError('entries');
  if (p.entries.length === 0) throw new BytecodeError('no entry');
  for (const f of p.functions) verifyFunction(p, f);
}

/** What an open construct requires of the code that closes it. */
interface Open {
  readonly kind: 'IF' | 'ELSE' | 'LOOP' | 'BODY' | 'FOREACH' | 'ATTEMPT' | 'CATCH' | 'LOGIC';
  readonly height: number;
}

function verifyFunction(p: ProgramImage, f: FunctionImage): void {
  if (f.captures + f.params > f.locals || f.locals > 1_000_000) throw new BytecodeError('locals');
  const open: Open[] = [];
  let height = 0;
  const fail = (why: string): never => {
    throw new BytecodeError(`${f.name}: ${why}`);
  };
  const floor = (): number => open.at(-1)?.height ?? 0;
  const close = (...kinds: Open['kind'][]): Open => {
    const top = open.pop();
    if (top === undefined || !kinds.includes(top.kind)) return fail('nesting');
    return top;
  };
  const level = (o: Open): void => {
    if (height !== o.height) fail('stack at a boundary');
  };
  for (const i of instructions(f.code)) {
    operandsInRange(p, f, i, fail);
    const pops = popsOf(i);
    if (height - pops < floor()) fail('stack underflow');
    height += i.info.pushes - pops;
    switch (i.info.name) {
      case 'IF':
        open.push({ kind: 'IF', height });
        break;
      case 'ELSE':
        level(close('IF'));
        open.push({ kind: 'ELSE', height });
        break;
      case 'END':
        level(close('IF', 'ELSE', 'CATCH'));
        break;
      case 'LOOP':
        open.push({ kind: 'LOOP', height });
        break;
      case 'TEST':
        level(close('LOOP'));
        open.push({ kind: 'BODY', height });
        break;
      case 'LOOP_END':
        level(close('BODY'));
        break;
      case 'FOREACH':
        open.push({ kind: 'FOREACH', height });
        break;
      case 'FOREACH_END':
        level(close('FOREACH'));
        break;
      case 'ATTEMPT':
        open.push({ kind: 'ATTEMPT', height });
        break;
      case 'CATCH':
        level(close('ATTEMPT'));
        open.push({ kind: 'CATCH', height });
        break;
      case 'AND':
      case 'OR':
        open.push({ kind: 'LOGIC', height });
        break;
      case 'LOGIC_END':
        if (height !== close('LOGIC').height + 1) fail('logic region');
        break;
      default:
        break;
    }
    if (open.length > 10_000) fail('nesting too deep');
  }
  if (open.length > 0 || height !== 0) fail('unfinished');
}

function operandsInRange(p: ProgramImage, f: FunctionImage, i: Instruction, fail: (why: string) => never): void {
  const variable = (v: number): boolean => (v % 2 === 0 ? v / 2 < f.locals : (v - 1) / 2 < p.globals.length);
  const inRange = (kind: OperandKind, v: number): boolean => {
    switch (kind) {
      case 'num':
        return v < p.numbers.length;
      case 'str':
        return v < p.strings.length;
      case 'name':
        return v < p.names.length;
      case 'var':
        return variable(v);
      case 'opt':
        return v === 0 || variable(v - 1);
      case 'fn':
        return v < p.functions.length;
      case 'shape':
        return v < p.shapes.length;
      case 'pc':
        return v * 3 + 2 < p.positions.length;
      case 'n':
      case 'keys':
        return v <= 1_000_000;
    }
  };
  i.info.operands.forEach((kind, k) => {
    if (!inRange(kind, i.args[k] ?? 0)) fail(`operand of ${i.info.name}`);
  });
  for (const k of i.keys) if (k >= p.strings.length) fail('key');
  if (i.info.name === 'CALL_FN') {
    const callee = p.functions[i.args[0] ?? 0];
    if (callee === undefined || callee.params !== i.args[1] || callee.kind === 'anonymous' || callee.kind === 'top' || callee.kind === 'prelude') fail('call');
    if (callee?.suspends === true && !f.suspends) fail('colour of a call');
  }
  if (i.info.name === 'CLOSURE') {
    const fn = p.functions[i.args[0] ?? 0];
    if (fn === undefined || fn.kind !== 'anonymous' || fn.captures !== i.args[1]) fail('closure');
  }
}
