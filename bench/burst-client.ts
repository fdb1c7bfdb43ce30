// A process that sends N requests at once over N open connections and prints the milliseconds until all were answered,
// once per round, as JSON. Arguments: port, path, N, rounds. Loopback only; kept bare so that it costs little itself.
import { connect, type Socket } from 'node:net';

const [port = 0, path = '/', count = 0, rounds = 1] = process.argv.slice(2).map((x, i) => (i === 1 ? x : Number(x))) as [number, string, number, number];
const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

/** Resolves when a whole answer with status 200 is there (a Content-Length body, as both servers send). */
function ask(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const heard = (chunk: string): void => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(text.slice(0, end));
      if (length === null || Buffer.byteLength(text.slice(end + 4)) < Number(length[1])) return;
      socket.off('data', heard);
      if (text.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(text.slice(0, 200)));
    };
    socket.on('data', heard);
    socket.write(request);
  });
}

const sockets = await Promise.all(Array.from({ length: count }, open));
for (const s of sockets) s.setEncoding('latin1');
const times: number[] = [];
for (let round = 0; round < rounds; round++) {
  const began = performance.now();
  await Promise.all(sockets.map(ask));
  times.push(performance.now() - began);
}
console.log(JSON.stringify(times));
for (const s of sockets) s.destroy();
