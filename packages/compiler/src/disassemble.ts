// Owns the readable listing of a compiled program. For people only; nothing parses it.
import { decodeProgram, type ProgramImage } from '@etamil/shared/bytecode-format';
import { type Instruction, instructions } from '@etamil/shared/code-reader';
import type { OperandKind } from '@etamil/shared/opcodes';

const DEEPER = new Set(['IF', 'ELSE', 'LOOP', 'FOREACH', 'ATTEMPT', 'CATCH', 'AND', 'OR']);
const SHALLOWER = new Set(['ELSE', 'END', 'LOOP_END', 'FOREACH_END', 'CATCH', 'LOGIC_END']);

/** Lists constants, functions and entries of a program's bytes. Throws BytecodeError on bad bytes. */
export function disassemble(bytes: Uint8Array): string {
  const p = decodeProgram(bytes);
  const out: string[] = [`; ${bytes.length} bytes, ${p.functions.length} functions, ${p.strings.length} texts, ${p.numbers.length} numbers`];
  for (const r of p.facts.routes) out.push(`; route ${r.method} ${r.pattern} -> entry ${r.entry}${r.maySuspend ? ' (may suspend)' : ''}`);
  for (const j of p.facts.jobs) out.push(`; every ${j.seconds} s -> entry ${j.entry}`);
  p.entries.forEach((e, i) => {
    out.push(`entry ${i}: ${e.map((f) => `#${f}`).join(' ')}`);
  });
  p.functions.forEach((f, i) => {
    out.push('', `#${i} ${f.kind}${f.name === '' ? '' : ` ${f.name}`} params=${f.params} captures=${f.captures} locals=${f.locals}${f.suspends ? ' suspends' : ''}`);
    let depth = 1;
    for (const ins of instructions(f.code)) {
      if (SHALLOWER.has(ins.info.name)) depth = Math.max(1, depth - 1);
      out.push(`${'  '.repeat(depth)}${ins.info.name}${operands(p, ins)}`);
      if (DEEPER.has(ins.info.name)) depth++;
    }
  });
  return `${out.join('\n')}\n`;
}

function operands(p: ProgramImage, ins: Instruction): string {
  const texts = ins.info.operands.map((kind, i) => operand(p, kind, ins.args[i] ?? 0));
  const keys = ins.keys.map((k) => JSON.stringify(p.strings[k]));
  const all = [...texts.filter((t) => t !== ''), ...keys];
  const pcAt = (ins.info.operands as readonly OperandKind[]).indexOf('pc');
  const pc = pcAt < 0 ? '' : position(p, ins.args[pcAt] ?? 0);
  return `${all.length === 0 ? '' : ` ${all.join(' ')}`}${pc}`;
}

function operand(p: ProgramImage, kind: OperandKind, v: number): string {
  const variable = (slot: number): string => (slot % 2 === 0 ? `local${slot / 2}` : `global:${p.globals[(slot - 1) / 2]?.name ?? '?'}`);
  switch (kind) {
    case 'num':
      return p.numbers[v] ?? '?';
    case 'str':
      return JSON.stringify(p.strings[v]);
    case 'name':
      return p.names[v]?.name ?? '?';
    case 'var':
      return variable(v);
    case 'opt':
      return v === 0 ? '' : variable(v - 1);
    case 'fn':
      return `#${v}`;
    case 'shape':
      return p.shapes[v]?.name ?? '?';
    case 'n':
      return String(v);
    default:
      return '';
  }
}

function position(p: ProgramImage, pc: number): string {
  const file = p.positions[pc * 3] ?? 0;
  const where = `${p.positions[pc * 3 + 1]}:${p.positions[pc * 3 + 2]}`;
  return `  ; ${file === 0 ? where : `${p.files[file]}:${where}`}`;
}
