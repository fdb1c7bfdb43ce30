// The loop of programs/tax.qmz in JavaScript with decimal.js, as exact as ours (29 significant digits).
import Decimal from 'decimal.js';
import Fastify from 'fastify';

Decimal.set({ precision: 29, rounding: Decimal.ROUND_HALF_EVEN });
const FEE = new Decimal('0.05');

function total(turns) {
  let sum = new Decimal(0);
  let i = new Decimal(0);
  while (i.lt(turns)) {
    const income = i.plus(300000);
    sum = sum.plus(income.minus(300000).times(FEE));
    i = i.plus(1);
  }
  return sum;
}

const app = Fastify();
app.get('/tax', async (request) => ({ total: Number(total(request.query.turns)) }));
console.log(`Listening on: ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
