// The same route in Fastify with its defaults: no logger, no schema.
import Fastify from 'fastify';

const app = Fastify();
app.get('/json', async () => ({ செய்தி: 'வணக்கம் உலகம்', வயது: 42 }));
console.log(`Listening on: ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
