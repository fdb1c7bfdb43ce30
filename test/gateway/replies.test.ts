// Shows what may go on the wire, and the bodies of errors (http-handlers.md §6, robustness trap 3).
import { extendedValue, formBoundary, readParameters } from '@etamil/gateway/disposition';
import { errorAnswer, idOfWord } from '@etamil/gateway/error-body';
import { healthAnswer, readyAnswer } from '@etamil/gateway/health';
import { badHeader, checkedStatus, headerList } from '@etamil/gateway/reply';
import { HTTP_CODES } from '@etamil/shared/codes/http';
import t from 'tap';

t.test('a status is a whole number from 200 to 599', async (t) => {
  for (const good of [200, 404, 599]) t.equal(checkedStatus(good), good);
  for (const bad of [199, 600, 0, -1, 200.5, Number.NaN, '200', null]) t.equal(checkedStatus(bad), null, String(bad));
});

t.test('header names and values that node would refuse are found before', async (t) => {
  t.equal(badHeader(['X-A', 'b']), null);
  t.equal(badHeader(['X-A', 'b\nc']), 'X-A');
  t.equal(badHeader(['X-A', 'அ']), 'X-A');
  t.equal(badHeader(['அ', 'b']), 'அ');
  t.equal(badHeader(['', 'b']), '');
  t.equal(badHeader(['X-A', 'b', 'X B', 'c']), 'X B');
});

t.test('204 and 304 carry no length and no content type', async (t) => {
  const frame = { requestId: 'r', cors: [], close: false, headOnly: false };
  t.strictSame(headerList(frame, 204, null, 0), ['X-Request-Id', 'r']);
});

const context = { requestId: 'r-1', production: false, format: 'structured' as const };

t.test('an error body names code, bilingual message, time and request', async (t) => {
  const { status, body } = errorAnswer('HTTP-NOT-FOUND', {}, null, context);
  const json = JSON.parse(body);
  t.equal(status, 404);
  t.equal(json.error.code, 'NOT_FOUND');
  t.match(json.error.message, /^\P{ASCII}.* {2}\(.*\)$/su);
  t.match(json.timestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  t.equal(json.request_id, 'r-1');
});

t.test('details are for everybody but production', async (t) => {
  const details = { code: 'ET3020', text: 'a "quoted" text', file: 'a.qmz', line: 3 };
  t.strictSame(JSON.parse(errorAnswer('HTTP-HANDLER', {}, details, context).body).error.details, details);
  const production = JSON.parse(errorAnswer('HTTP-HANDLER', {}, details, { ...context, production: true }).body);
  t.equal(production.error.details, undefined);
});

t.test('the flat form is that of the reference, general in production', async (t) => {
  const flat = (id: string, production: boolean) =>
    JSON.parse(errorAnswer(id, {}, { code: 'ET1', text: 'boom' }, { ...context, format: 'simple', production }).body);
  t.strictSame(flat('HTTP-NOT-FOUND', false), { error: 'Not Found' });
  t.strictSame(flat('HTTP-HANDLER', false), { error: 'Handler error: boom' });
  t.notMatch(flat('HTTP-HANDLER', true).error, /boom/);
});

t.test('every word of the specification has a status and an entry', async (t) => {
  const expected: Record<string, number> = {
    ...{
      HTTP_PARSE_ERROR: 400,
      VALIDATION_ERROR: 400,
      UNAUTHORIZED: 401,
      FORBIDDEN: 403,
      NOT_FOUND: 404,
      METHOD_NOT_ALLOWED: 405,
    },
    ...{
      REQUEST_TIMEOUT: 408,
      PAYLOAD_TOO_LARGE: 413,
      UNSUPPORTED_MEDIA_TYPE: 415,
      RATE_LIMITED: 429,
      HEADERS_TOO_LARGE: 431,
    },
    ...{
      DATABASE_ERROR: 500,
      HANDLER_ERROR: 500,
      IO_ERROR: 500,
      CONFIG_ERROR: 500,
      INTERNAL_ERROR: 500,
      RESOURCE_LIMIT: 500,
    },
    ...{ SERVICE_UNAVAILABLE: 503, TIMEOUT_ERROR: 504 },
  };
  for (const [word, status] of Object.entries(expected))
    t.equal(errorAnswer(idOfWord(word), {}, null, context).status, status, word);
});

t.test('codes and ids of the family are unique', async (t) => {
  t.equal(new Set(HTTP_CODES.map((e) => e.code)).size, HTTP_CODES.length);
  t.equal(new Set(HTTP_CODES.map((e) => e.id)).size, HTTP_CODES.length);
});

t.test('health is the worst of its checks; draining is told with 200', async (t) => {
  const signs = {
    draining: true,
    starting: false,
    ready: true,
    lanesUp: 1,
    lanes: 1,
    uptimeMs: 5,
    heapBytes: 1,
    heapLimit: 100,
    loopDelayMs: 1,
    waiting: 0,
  };
  t.equal(healthAnswer(signs).status, 200);
  t.equal(JSON.parse(healthAnswer(signs).body).draining, true);
  t.equal(JSON.parse(healthAnswer({ ...signs, lanesUp: 0 }).body).status, 'DEGRADED');
  const bad = healthAnswer({ ...signs, heapBytes: 99 });
  t.equal(bad.status, 503);
  t.equal(JSON.parse(bad.body).status, 'UNHEALTHY');
});

t.test('ready says no while starting, draining, or without a lane', async (t) => {
  t.equal(readyAnswer({ draining: false, starting: false, ready: true }).status, 200);
  for (const over of [{ draining: true }, { starting: true }, { ready: false }]) {
    t.equal(readyAnswer({ draining: false, starting: false, ready: true, ...over }).status, 503);
  }
});

t.test('parameters of form parts are read with quotes, escapes and the extended form', async (t) => {
  const { value, parameters } = readParameters(
    'Form-Data; name="a;\\"b"; filename=x.txt; filename*=UTF-8\'\'%E0%AE%85.txt',
  );
  t.equal(value, 'form-data');
  t.equal(parameters.get('name'), 'a;"b');
  t.equal(parameters.get('filename'), 'x.txt');
  t.equal(extendedValue(parameters.get('filename*') ?? ''), 'அ.txt');
  t.equal(extendedValue('nonsense'), null);
  t.equal(formBoundary('Multipart/Form-Data; boundary="x y"'), 'x y');
  t.equal(formBoundary('multipart/form-data'), null);
  t.equal(formBoundary('text/plain; boundary=x'), null);
});
