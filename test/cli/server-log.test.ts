import t from 'tap';
import { serverLog } from '../../packages/cli/src/server-log.ts';
import { StandardOutput } from '../../packages/cli/src/standard-output.ts';

/** An output that keeps what is written. */
class Kept extends StandardOutput {
  written = '';
  override raw(text: string): void {
    this.written += text;
  }
}

const REQUEST = { request: { request_id: 'req-1', method: 'GET', path: '/a', timestamp: 'T', status_code: 200, duration_ms: 1.26 } };

t.test('in production a line is one JSON object with time, level, message and what is present', async (t) => {
  const out = new Kept(-1, false);
  serverLog(out, 'info', true).log('info', 'request', REQUEST);
  const line = JSON.parse(out.written) as Record<string, unknown>;
  t.match(line, { level: 'INFO', message: 'request', request: { status_code: 200 } });
  t.match(line.timestamp, /Z$/);
  t.same(Object.keys(line), ['timestamp', 'level', 'message', 'request']);
});

t.test('for people a request is one short line, Tamil shown as Tamil', async (t) => {
  const out = new Kept(-1, false);
  const { log } = serverLog(out, 'info', false);
  log('info', 'request', REQUEST);
  t.match(out.written, /^\d\d:\d\d:\d\d INFO {2}GET \/a 200 1\.3 ms req-1\n$/);
  log('info', 'request', { request: { ...REQUEST.request, path: `/${encodeURIComponent('வழி')}` } });
  t.match(out.written, /GET \/வழி 200/);
});

t.test('control characters never reach the terminal, decoded ones neither', async (t) => {
  const out = new Kept(-1, false);
  const { log } = serverLog(out, 'info', false);
  log('info', 'request', { request: { ...REQUEST.request, path: '/%0A%1B%5B31m' } });
  log('error', 'a\nb', { context: { file: 'x.qmz', line: 3 } });
  t.equal(out.written.split('\n').length, 3);
  t.notMatch(out.written, /\u001B/);
  t.match(out.written, /\[x\.qmz:3\]/);
});

t.test('lines below the level are left out; announcements and program output are not', async (t) => {
  const out = new Kept(-1, false);
  const server = serverLog(out, 'error', false);
  server.log('warn', 'no');
  server.print('அச்சு\n');
  server.announce('Listening on: x');
  t.equal(out.written, 'அச்சு\nListening on: x\n');
});
