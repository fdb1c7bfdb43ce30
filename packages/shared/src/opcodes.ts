// Owns the one opcode table that emitter, verifier, linker and disassembler share (architecture §3).
// Structured code: IF/ELSE/END, LOOP/TEST/LOOP_END, FOREACH/FOREACH_END, AND/OR…LOGIC_END, ATTEMPT/CATCH/END nest explicitly.

/**
 * Operand kinds: `num` `str` constant-pool index · `name` name table · `var` variable slot (even: local, odd: global) ·
 * `opt` variable slot + 1 or 0 · `fn` function · `shape` shape · `pc` position index · `n` plain count ·
 * `keys` a count followed by that many `str`.
 */
export type OperandKind = 'num' | 'str' | 'name' | 'var' | 'opt' | 'fn' | 'shape' | 'pc' | 'n' | 'keys';

export interface OpInfo {
  readonly name: string;
  readonly operands: readonly OperandKind[];
  /** Values popped: a number, or `n` when the `n`/`keys` operand counts them (plus `extra`). */
  readonly pops: number | 'n';
  readonly extra: number;
  readonly pushes: 0 | 1;
}

const op = (name: string, operands: readonly OperandKind[], pops: number | 'n', pushes: 0 | 1, extra = 0): OpInfo => ({
  name,
  operands,
  pops,
  extra,
  pushes,
});

/** The table; an opcode is its index. */
export const OPS = [
  op('NUM', ['num'], 0, 1),
  op('STR', ['str'], 0, 1),
  op('TRUE', [], 0, 1),
  op('FALSE', [], 0, 1),
  op('NIL', [], 0, 1),
  // a variable that is certainly bound here
  op('VAR', ['var'], 0, 1),
  // a variable's value for a capture: nil when it is not bound
  op('CAPTURE', ['var'], 0, 1),
  // local slot (or 0) first, then global, then function, then RUN-UNDEF
  op('NAME', ['opt', 'name', 'pc'], 0, 1),
  // marks the top value as held twice
  op('SHARE', [], 1, 1),
  op('SET', ['var'], 1, 0),
  op('ADD', ['pc'], 2, 1),
  op('SUB', ['pc'], 2, 1),
  op('MUL', ['pc'], 2, 1),
  op('DIV', ['pc'], 2, 1),
  op('CONCAT', ['pc'], 2, 1),
  op('NEG', ['pc'], 1, 1),
  op('NOT', [], 1, 1),
  op('EQ', [], 2, 1),
  op('NE', [], 2, 1),
  op('LT', [], 2, 1),
  op('LE', [], 2, 1),
  op('GT', [], 2, 1),
  op('GE', [], 2, 1),
  // pops the left side; the right side follows up to LOGIC_END, which leaves a boolean
  op('AND', [], 1, 0),
  op('OR', [], 1, 0),
  op('LOGIC_END', [], 1, 1),
  op('ARRAY', ['n', 'pc'], 'n', 1),
  op('RECORD', ['keys', 'pc'], 'n', 1),
  // written fields in order; with spread (n = 1) the base value lies below them
  op('SHAPE_NEW', ['shape', 'n', 'keys', 'pc'], 'n', 1),
  op('INDEX', ['pc'], 2, 1),
  op('FIELD', ['str', 'pc'], 1, 1),
  op('CALL_FN', ['fn', 'n', 'pc'], 'n', 1),
  // `str` is the builtin's id, `name` the spelling that was called
  op('CALL_BUILTIN', ['str', 'str', 'n', 'pc'], 'n', 1),
  // variable holding a function, else shape conversion, program function, builtin, RUN-UNKNOWN-FN
  op('CALL_NAME', ['opt', 'name', 'n', 'pc'], 'n', 1),
  op('CALL_VALUE', ['n', 'pc'], 'n', 1, 1),
  op('METHOD', ['str', 'n', 'pc'], 'n', 1, 1),
  op('CONVERT', ['shape', 'pc'], 1, 1),
  // `?`: content of a success, or return the failure; n = 1 inside a function, 0 at top level
  op('TRY', ['n', 'pc'], 1, 1),
  op('CLOSURE', ['fn', 'n', 'pc'], 'n', 1),
  op('POP', [], 1, 0),
  op('PRINT', ['pc'], 1, 0),
  op('INPUT', ['pc'], 0, 1),
  op('RETURN', [], 1, 0),
  // index and value on the stack; the name is used for messages and for copying a global into a local
  op('SET_INDEX', ['var', 'name', 'pc'], 2, 0),
  op('SET_FIELD', ['var', 'str', 'name', 'pc'], 1, 0),
  op('APPEND', ['var', 'name', 'str', 'pc'], 1, 0),
  op('IF', [], 1, 0),
  op('ELSE', [], 0, 0),
  op('END', [], 0, 0),
  op('LOOP', [], 0, 0),
  op('TEST', [], 1, 0),
  op('LOOP_END', ['pc'], 0, 0),
  op('FOREACH', ['var', 'pc'], 1, 0),
  op('FOREACH_END', ['pc'], 0, 0),
  // `opt`: the variable that gets the error's text
  op('ATTEMPT', ['opt'], 0, 0),
  op('CATCH', [], 0, 0),
  // status, body (and headers when n = 1)
  op('RESPONSE', ['n', 'pc'], 'n', 0, 2),
  // status, then body
  op('JSON_RESPONSE', ['pc'], 2, 0),
  op('UNSUPPORTED', ['str', 'pc'], 0, 0),
  op('RETURN_TOP', ['pc'], 1, 0),
  op('STOP_SERVER', [], 0, 0),
] as const;

export type OpName = (typeof OPS)[number]['name'];

/** Opcode numbers by name. */
export const OP: Readonly<Record<string, number>> = Object.fromEntries(OPS.map((o, i) => [o.name, i]));

/** Changes whenever the meaning of bytes changes; older cached programs are then recompiled. */
export const BYTECODE_VERSION = 1;
