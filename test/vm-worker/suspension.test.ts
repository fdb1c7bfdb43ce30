// Runs that wait (spec README 15, 24): they suspend without blocking, keep their state and end as they should.
import t from 'tap';
import { runProgram } from '../support/run-program.ts';

t.test('a wait deep inside functions, loops, tries and expressions keeps every value', async (t) => {
  const source = `
செயல் மெதுவாக(n) { காத்திரு(1); திரும்பு n * 2; }
செயல் கூட்டு(a, b) { திரும்பு மெதுவாக(a) + மெதுவாக(b); }
மொத்தம் = 0;
ஒவ்வொரு x இல் [1, 2, 3] { மொத்தம் = மொத்தம் + கூட்டு(x, x + 1) - மெதுவாக(1); }
அச்சு மொத்தம்;
முயல் { காத்திரு(1); x = 1 / 0; } பிழை(e) { காத்திரு(1); அச்சு "பிடித்தது"; }
f = செயல்(n) { காத்திரு(1); திரும்பு [n, மெதுவாக(n)]; };
அச்சு f(5);
r = {k: f};
அச்சு r.k(6);
`;
  const r = await runProgram(source);
  t.equal(r.refused + r.fault, '');
  t.equal(r.out, '24\nபிடித்தது\n[5, 10]\n[6, 12]');
});

t.test('functions given to ஒருசேர wait together and answer in order', async (t) => {
  const source = `
செயல் வேலை(n, ms) { திரும்பு செயல்() { காத்திரு(ms); அச்சு n; திரும்பு n; }; }
அச்சு ஒருசேர([வேலை(1, 60), வேலை(2, 5), செயல்() { திரும்பு 3; }]);
அச்சு ஒருசேர([]);
`;
  const r = await runProgram(source);
  t.equal(r.refused + r.fault, '');
  t.equal(r.out, '2\n1\n[1, 2, 3]\n[]');
});

t.test('an error in one of several is raised and the others stop at their next wait', async (t) => {
  const source = `
முயல் {
  x = ஒருசேர([செயல்() { காத்திரு(50); அச்சு "இது வரக்கூடாது"; திரும்பு 1; }, செயல்() { காத்திரு(2); திரும்பு 1 / 0; }]);
} பிழை(e) { அச்சு e; }
காத்திரு(80);
அச்சு "முடிந்தது";
`;
  const r = await runProgram(source);
  t.match(r.out, /division by zero\)\nமுடிந்தது$/);
});

t.test('a failed wait in an expression has the place of the call', async (t) => {
  const r = await runProgram('x = 1 +\n cache_get("k");', {
    host: { cacheGet: () => Promise.reject(new Error('lost')) },
  });
  t.equal(r.outcome.kind, 'fault');
  t.match(r.fault, /@2:2$/);
});

t.test('a propagated failure inside a logical expression leaves the function', async (t) => {
  const source = `
செயல் f(n) { காத்திரு(1); (n > 1) எனில் { திரும்பு தவறு("பெரிது"); } திரும்பு சரி(n); }
செயல் g(n) { x = (n >= 0) மற்றும் (f(n)? == 1); திரும்பு சரி([n, x]); }
அச்சு g(1); அச்சு g(2); அச்சு g(0 - 1);
`;
  const r = await runProgram(source);
  t.equal(r.refused + r.fault, '');
  t.equal(r.out, 'சரி([1, true])\nதவறு(பெரிது)\nசரி([-1, false])');
});

t.test('a deadline during a joint wait is the error of the run, once', async (t) => {
  const source = 'அச்சு ஒருசேர([செயல்() { காத்திரு(60000); }, செயல்() { காத்திரு(60000); }]);';
  const r = await runProgram(source, { limits: { deadlineMs: 40 } });
  t.match(r.fault, /^RUN-DEADLINE .*@1:/);
  t.equal(r.out, '');
});

t.test('a query without a connection says so and can be caught', async (t) => {
  const r = await runProgram('முயல் { rows = app_query_async(pool, "SELECT 1"); } பிழை(e) { அச்சு e; }');
  t.match(r.out, /not connected to a database/);
  t.match((await runProgram('x = query_async("main", "SELECT 1", []);')).fault, /^RUN-DB-HANDLE .*'main'/);
});
