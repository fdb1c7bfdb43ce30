// Shows who may enter, who waits and who is refused (architecture §6).
import { aheadLimit, type LaneLoad, mayWait, pickLane, type QueueState, retryAfter } from '@etamil/gateway/admission';
import t from 'tap';

const lane = (over: Partial<LaneLoad> = {}): LaneLoad => ({
  open: true,
  stalled: false,
  busy: 0,
  ahead: 0,
  slots: 8,
  costMs: 1,
  ...over,
});
const queue = (over: Partial<QueueState> = {}): QueueState => ({
  waiting: 0,
  max: 10,
  waitMs: 500,
  lanes: 1,
  costMs: 1,
  oldestMs: 0,
  ...over,
});

t.test('the least busy lane with room takes the request', async (t) => {
  t.equal(pickLane([lane({ busy: 3 }), lane({ busy: 1 }), lane({ busy: 2 })], 50), 1);
  t.equal(pickLane([lane({ busy: 8 }), lane({ busy: 7 })], 50), 1);
});

t.test('a lane that is closed, stalled, full or far enough ahead takes nothing', async (t) => {
  t.equal(pickLane([lane({ open: false }), lane({ stalled: true }), lane({ busy: 8 }), lane({ ahead: 50 })], 50), -1);
});

t.test('a dear lane is handed less ahead of time, never less than 4 or more than 512', async (t) => {
  t.equal(aheadLimit(1, 50), 50);
  t.equal(aheadLimit(1000, 50), 4);
  t.equal(aheadLimit(0, 50), 512);
});

t.test('a full queue refuses', async (t) => {
  t.ok(mayWait(queue({ waiting: 9 })));
  t.notOk(mayWait(queue({ waiting: 10 })));
});

t.test('a queue that moves too slowly refuses at once instead of after the wait', async (t) => {
  const slow = { max: 1000, waiting: 100, costMs: 20 };
  t.notOk(mayWait(queue({ ...slow, oldestMs: 300 })));
  t.ok(mayWait(queue({ ...slow, oldestMs: 300, lanes: 8 })));
  t.ok(mayWait(queue({ ...slow, oldestMs: 10 })), 'a burst that has only begun may wait');
});

t.test('Retry-After is the time the queue needs, 1 to 30 seconds', async (t) => {
  t.equal(retryAfter(queue()), 1);
  t.equal(retryAfter(queue({ waiting: 100, costMs: 50 })), 5);
  t.equal(retryAfter(queue({ waiting: 1e6, costMs: 50 })), 30);
});
