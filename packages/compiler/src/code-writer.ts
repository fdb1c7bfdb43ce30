// Owns writing the instructions of one function. Knows the opcode table, nothing of the syntax tree.
import { OP, type OpName } from '@etamil/shared/opcodes';

/** Collects the code bytes of one function; operands are unsigned LEB128. */
export class CodeWriter {
  private bytes = new Uint8Array(256);
  private at = 0;

  op(name: OpName, ...operands: number[]): void {
    this.put(OP[name] as number);
    for (const v of operands) this.uint(v);
  }

  private put(b: number): void {
    if (this.at === this.bytes.length) {
      const next = new Uint8Array(this.bytes.length * 2);
      next.set(this.bytes);
      this.bytes = next;
    }
    this.bytes[this.at++] = b;
  }

  private uint(v: number): void {
    let rest = v;
    while (rest >= 128) {
      this.put((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.put(rest);
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}
