// Owns the one bounded queue before the lanes: first in, first out, put back at the front. Knows nothing of limits.
import type { Work } from './work.ts';

export class WorkQueue {
  private items: (Work | undefined)[] = [];
  private head = 0;

  get size(): number {
    return this.items.length - this.head;
  }

  /** The one that waits longest. */
  get first(): Work | undefined {
    return this.items[this.head];
  }

  push(work: Work): void {
    this.items.push(work);
  }

  /** For work taken back from a lane: it keeps its place in time. */
  unshift(work: Work): void {
    if (this.head > 0) this.items[--this.head] = work;
    else this.items.unshift(work);
  }

  shift(): Work | undefined {
    if (this.head === this.items.length) return undefined;
    const work = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head === this.items.length || (this.head > 1024 && this.head * 2 > this.items.length)) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return work;
  }

  /** Takes out everything the test says yes to. */
  takeWhere(test: (work: Work) => boolean): Work[] {
    const out: Work[] = [];
    const keep: Work[] = [];
    for (let i = this.head; i < this.items.length; i++) {
      const work = this.items[i] as Work;
      (test(work) ? out : keep).push(work);
    }
    if (out.length > 0) {
      this.items = keep;
      this.head = 0;
    }
    return out;
  }
}
