// Owns the memory a lane's two sides share: cancel flags, slot states, progress. Readable while a worker is stuck.
// Knows nothing of messages or HTTP.

/** Cells of the head. */
const TURNS = 0;
const STARTED = 1;
const PRINT_DEBT = 2;
const WANTED = 3;
const HEAD = 8;

/** States of a slot. POSTED → STARTED (worker) and POSTED → REVOKED (gateway) exclude each other by compare-exchange. */
export const FREE = 0;
export const POSTED = 1;
export const STARTED_STATE = 2;
export const REVOKED = 3;

/** Values of a cancel flag; the VM reads them (Host.cancelFlag). */
export const CANCEL_NONE = 0;
export const CANCEL_DEADLINE = 1;
export const CANCEL_ABORT = 2;

/** View of one lane's control block: `HEAD` cells, then one cancel flag and one state per slot. */
export class ControlBlock {
  readonly cells: Int32Array;
  readonly slots: number;

  constructor(memory: SharedArrayBuffer, slots: number) {
    this.cells = new Int32Array(memory);
    this.slots = slots;
  }

  static bytes(slots: number): number {
    return (HEAD + 2 * slots) * Int32Array.BYTES_PER_ELEMENT;
  }

  static allocate(slots: number): ControlBlock {
    return new ControlBlock(new SharedArrayBuffer(ControlBlock.bytes(slots)), slots);
  }

  /** Index of a slot's cancel flag in `cells`, for the VM. */
  flagIndex(slot: number): number {
    return HEAD + slot;
  }

  cancel(slot: number, why: number): void {
    Atomics.store(this.cells, HEAD + slot, why);
  }

  cancelled(slot: number): number {
    return Atomics.load(this.cells, HEAD + slot);
  }

  /** Gateway, before posting: a clean flag and the state POSTED. */
  post(slot: number): void {
    this.cells[HEAD + slot] = CANCEL_NONE;
    Atomics.store(this.cells, HEAD + this.slots + slot, POSTED);
  }

  /** Worker, before running: false when the gateway took the request back. */
  start(slot: number): boolean {
    if (Atomics.compareExchange(this.cells, HEAD + this.slots + slot, POSTED, STARTED_STATE) !== POSTED) return false;
    Atomics.add(this.cells, STARTED, 1);
    return true;
  }

  /** Gateway: takes a request back that has not started; false when it has. Afterwards it may run elsewhere, whatever its method. */
  revoke(slot: number): boolean {
    return Atomics.compareExchange(this.cells, HEAD + this.slots + slot, POSTED, REVOKED) === POSTED;
  }

  state(slot: number): number {
    return Atomics.load(this.cells, HEAD + this.slots + slot);
  }

  free(slot: number): void {
    Atomics.store(this.cells, HEAD + this.slots + slot, FREE);
  }

  /** Worker: one turn of its event loop passed. */
  turn(): void {
    Atomics.add(this.cells, TURNS, 1);
  }

  turns(): number {
    return Atomics.load(this.cells, TURNS);
  }

  /** Requests this worker has begun, modulo 2^32. */
  started(): number {
    return Atomics.load(this.cells, STARTED);
  }

  /** Gateway: work waits in the queue, so the worker should say when it has begun what it was given. */
  wantRoom(wanted: boolean): void {
    Atomics.store(this.cells, WANTED, wanted ? 1 : 0);
  }

  roomWanted(): boolean {
    return Atomics.load(this.cells, WANTED) === 1;
  }

  /** Characters of program output on their way to the gateway: worker adds, gateway takes off. */
  printDebt(change: number): number {
    return Atomics.add(this.cells, PRINT_DEBT, change) + change;
  }
}
