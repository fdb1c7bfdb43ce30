// The floor of every comparison: node:http that answers one JSON body in its own thread.
import { createServer } from 'node:http';

const server = createServer((_request, response) => {
  const body = JSON.stringify({ செய்தி: 'வணக்கம் உலகம்', வயது: 42 });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`Listening on: http://127.0.0.1:${server.address().port}`));
