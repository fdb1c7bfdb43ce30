// Owns a worker that misbehaves by route: 0 blocks its thread beyond any cancel flag, 3 ends the thread, others answer.
// Speaks the lane protocol and nothing more.
import { type MessagePort, threadId } from 'node:worker_threads';
import { ControlBlock } from '@etamil/shared/control-block';
import * as P from '@etamil/shared/protocol';

export default function serveLane(task: P.LaneTask): Promise<void> {
  const port = task.port as MessagePort;
  const control = new ControlBlock(task.control, task.slots);
  return new Promise((resolve) => {
    port.on('message', (batch: unknown[]) => {
      for (let i = 0; i < batch.length; ) {
        if (batch[i] === P.IN_DRAIN) {
          port.close();
          return resolve();
        }
        const slot = batch[i + 1] as number;
        const route = batch[i + 3] as number;
        i += 1 + P.REQUEST_HEAD + P.REQUEST_FIELDS;
        if (!control.start(slot)) {
          port.postMessage([P.OUT_REVOKED, slot]);
          continue;
        }
        if (route === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        if (route === 3) process.exit(7);
        port.postMessage([P.OUT_REPLY, slot, 200, null, 'ok', 2, 100]);
      }
    });
    port.postMessage([P.OUT_HELLO, threadId]);
  });
}
