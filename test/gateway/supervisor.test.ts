// Shows when a worker is replaced, how soon, and when it is only set aside (architecture §6 Crash, Stuck).
import { ANSWER_GRACE_MS, backOff, fate, isStalled, slotStep } from '@etamil/gateway/supervisor';
import t from 'tap';

t.test('the first deaths are replaced at once, then ever later up to a second', async (t) => {
  t.equal(backOff([1000], 1000), 0);
  t.equal(backOff([1, 2, 3], 3), 0);
  t.equal(backOff([1, 2, 3, 4], 4), 50);
  t.equal(backOff([1, 2, 3, 4, 5], 5), 100);
  t.equal(
    backOff(
      Array.from({ length: 50 }, (_, i) => i),
      50,
    ),
    1000,
  );
});

t.test('old deaths are forgotten', async (t) => {
  t.equal(backOff([1, 2, 3, 4, 20_000], 20_000), 0);
});

t.test('a lane stalls when it has work before it and nothing moves', async (t) => {
  t.ok(isStalled({ ahead: 1, moved: false, was: false }));
  t.notOk(isStalled({ ahead: 1, moved: true, was: true }));
  t.notOk(isStalled({ ahead: 0, moved: false, was: false }));
  t.ok(isStalled({ ahead: 0, moved: false, was: true }), 'its work was taken away, but nothing moved since');
});

t.test('past its deadline a run is flagged, then answered for, then costs its worker', async (t) => {
  t.equal(slotStep(-1, 500), 'wait');
  t.equal(slotStep(0, 500), 'flag');
  t.equal(slotStep(ANSWER_GRACE_MS, 500), 'answer');
  t.equal(slotStep(ANSWER_GRACE_MS + 499, 500), 'answer');
  t.equal(slotStep(ANSWER_GRACE_MS + 500, 500), 'condemn');
});

t.test('a condemned worker that still turns serves the others first', async (t) => {
  t.equal(fate({ turning: true, waiting: 2, zombies: 0, maxZombies: 4 }), 'drain');
  t.equal(fate({ turning: true, waiting: 0, zombies: 0, maxZombies: 4 }), 'kill');
  t.equal(fate({ turning: false, waiting: 2, zombies: 0, maxZombies: 4 }), 'kill');
});

t.test('killed threads that have not ended are capped', async (t) => {
  t.equal(fate({ turning: false, waiting: 0, zombies: 4, maxZombies: 4 }), 'aside');
});
