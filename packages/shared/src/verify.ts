// Owns the check of a decoded program before it is linked (architecture §3): operands in range, stack discipline, nesting.
// Bad bytes are an error here, never undefined behaviour later.
import { builtinById } from './builtin-table.ts';
import { BytecodeError, type FunctionImage, type ProgramImage } from './bytecode-format.ts';
import { type Instruction, instructions, popsOf } from './code-reader.ts';
import { fromText, toText } from './decimal-text.ts';
import { verifyBindings } from './verify-bindings.ts';
import type { OperandKind } from './opcodes.ts';

/** The internal builtins behind statements and how many arguments each takes. */
const STATEMENTS: ReadonlyMap<string, number> = new Map([
  ['$file-open', 2],
  ['$file-close', 1],
  ['$file-read', 1],
  ['$csv-read', 1],
  ['$file-write', 2],
  ['$db-connect', 3],
  ['$db-disconnect', 1],
  ['$db-execute', 3],
  ['$db-query', 3],
  ['$query-async', 3],
  ['$no-shape', 1],
]);

const NOTHING: ReadonlySet<number> = new Set();

/** Throws BytecodeError unless every function of the program is well formed. */
export function verifyProgram(p: ProgramImage): void {
  if (p.positions.length % 3 !== 0) throw new BytecodeError('positions');
  for (const text of p.numbers) if (!isNumber(text)) throw new BytecodeError('number');
  for (const n of p.names) {
    if (n.global >= p.globals.length || n.fn >= p.functions.length || n.shape >= p.shapes.length) throw new BytecodeError('name table');
    if (n.builtin !== '' && builtinById(n.builtin)?.available !== true) throw new BytecodeError('name table');
  }
  for (const s of p.shapes) for (const m of s.methods) if (m.fn >= p.functions.length) throw new BytecodeError('shape table');
  for (const entry of p.entries) for (const f of entry) if (f >= p.functions.length) throw new BytecodeError('entries');
  if (p.entries.length === 0) throw new BytecodeError('no entry');
  for (const f of p.functions) verifyFunction(p, f);
  const bound = p.functions.map((f) => (f.kind === 'top' ? null : verifyBindings(f, NOTHING)));
  const followers = new Set<number>();
  for (const entry of p.entries) {
    entry.forEach((f, i) => {
      // what a prelude certainly binds, the block after it may read
      if (i > 0) followers.add(f);
      if (p.functions[f]?.kind === 'top') verifyBindings(p.functions[f], bound[entry[i - 1] ?? -1] ?? NOTHING);
    });
  }
  p.functions.forEach((f, i) => {
    if (f.kind === 'top' && !followers.has(i)) verifyBindings(f, NOTHING);
  });
}

/** A literal as the lexer writes it, within 96 bits and 28 places. */
function isNumber(text: string): boolean {
  if (!/^\d{1,29}(\.\d{1,28})?$/.test(text)) return false;
  try {
    return toText(fromText(text)) !== '';
  } catch {
    return false;
  }
}

/** What an open construct requires of the code that closes it. */
interface Open {
  readonly kind: 'IF' | 'ELSE' | 'LOOP' | 'BODY' | 'FOREACH' | 'ATTEMPT' | 'CATCH' | 'LOGIC';
  readonly height: number;
}

function verifyFunction(p: ProgramImage, f: FunctionImage): void {
  if (f.kind === 'anonymous' && f.suspends && !p.dynamicSuspends) throw new BytecodeError('colour of a value');
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
    // a statement ends with nothing pending, and never stands inside an expression
    const statement = i.info.pushes === 0 && i.info.name !== 'AND' && i.info.name !== 'OR';
    if (statement && (height !== 0 || open.at(-1)?.kind === 'LOGIC')) fail('statement inside an expression');
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
  callsAreSound(p, f, i, fail);
  if (i.info.name === 'CLOSURE') {
    const fn = p.functions[i.args[0] ?? 0];
    if (fn === undefined || fn.kind !== 'anonymous' || fn.captures !== i.args[1]) fail('closure');
  }
}

/** Calls: right number of arguments, known builtins, and only a function that may suspend calls one that does. */
function callsAreSound(p: ProgramImage, f: FunctionImage, i: Instruction, fail: (why: string) => never): void {
  let suspends = false;
  switch (i.info.name) {
    case 'CALL_FN': {
      const callee = p.functions[i.args[0] ?? 0];
      if (callee === undefined || callee.params !== i.args[1]) return fail('call');
      if (callee.kind !== 'named' && callee.kind !== 'method') return fail('call');
      suspends = callee.suspends;
      break;
    }
    case 'CALL_BUILTIN': {
      const id = p.strings[i.args[0] ?? 0] ?? '';
      const argc = i.args[2] ?? 0;
      const builtin = builtinById(id);
      const known = builtin === undefined ? STATEMENTS.get(id) === argc : builtin.available && argc >= builtin.arity && argc <= builtin.arityMax;
      if (!known) return fail('builtin');
      suspends = builtin?.suspends === true;
      break;
    }
    case 'CALL_NAME': {
      const name = p.names[i.args[1] ?? 0];
      if (p.dynamicSuspends || name === undefined) return;
      suspends = name.fn >= 0 ? p.functions[name.fn]?.suspends === true : builtinById(name.builtin)?.suspends === true;
      break;
    }
    case 'NAME': {
      const name = p.names[i.args[1] ?? 0];
      const waits = name !== undefined && (p.functions[name.fn]?.suspends === true || builtinById(name.builtin)?.suspends === true);
      if (waits && !p.dynamicSuspends) fail('colour of a value');
      return;
    }
    case 'CALL_VALUE':
      suspends = p.dynamicSuspends;
      break;
    case 'METHOD': {
      const name = p.strings[i.args[0] ?? 0];
      suspends = p.dynamicSuspends || p.shapes.some((s) => s.methods.some((m) => m.name === name && p.functions[m.fn]?.suspends === true));
      break;
    }
    default:
      return;
  }
  if (suspends && !f.suspends) fail('colour of a call');
}
