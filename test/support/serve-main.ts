// Owns a server process of its own for tests about signals and memory: source and configuration come from the environment,
// the port goes out on standard output. Ends with the server's status, as the command line does.
import { serve } from './serve.ts';

const server = await serve(process.env.TEST_SOURCE ?? '', JSON.parse(process.env.TEST_CONFIG ?? '{}'));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void server.drain(signal));
process.stdout.write(`Listening on: http://127.0.0.1:${server.port}\n`);
const status = await server.done;
process.stdout.write(
  `cut ${JSON.stringify(server.logs.find((l) => 'context' in l.fields && l.message.includes('drained'))?.fields)}\n`,
);
process.exit(status);
