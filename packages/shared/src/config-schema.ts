// Owns the keys of the configuration: type, default, bounds, variables (spec README 36), as plain data for convict.
// Knows nothing of files or of who reads a key. Defaults are those of limits.ts, the one place they stand.
import { DEFAULT_CONFIG as D } from './limits.ts';

export type ConfigValue = string | number | boolean | readonly string[];

/** `text` · `flag` true/false · `whole` a whole number within min and max · `list` texts, in a variable separated by commas · `choice` */
export type ConfigFormat = 'text' | 'flag' | 'whole' | 'list' | 'choice';

export interface ConfigKey {
  /** Dotted, e.g. `server.requestTimeout`. */
  readonly key: string;
  readonly format: ConfigFormat;
  readonly default: ConfigValue;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** Further environment variables (http-handlers.md §8.1) besides the one made from the key. */
  readonly aliases?: readonly string[];
  /** Never shown; may also come from a file named by `VARIABLE_FILE`. */
  readonly secret?: boolean;
  readonly tamil: string;
  readonly english: string;
}

const whole = (
  key: string,
  value: number,
  [min, max]: readonly [number, number],
  tamil: string,
  english: string,
  ...aliases: string[]
): ConfigKey => ({ key, format: 'whole', default: value, min, max, aliases, tamil, english });

const other = (
  key: string,
  format: ConfigFormat,
  value: ConfigValue,
  tamil: string,
  english: string,
  more: Partial<ConfigKey> = {},
): ConfigKey => ({ key, format, default: value, tamil, english, ...more });

const MS = [0, 86_400_000] as const;
const SOME_MS = [1, 86_400_000] as const;
const BYTES = [1, 2 ** 40] as const;

/** Every key, in the order in which they are listed. */
export const CONFIG_SCHEMA: readonly ConfigKey[] = [
  other('server.host', 'text', D.host, 'கேட்கும் முகவரி', 'address to listen on', { aliases: ['ETAMIL_HOST'] }),
  whole('server.port', D.port, [0, 65535], 'கேட்கும் எண்; 0: ஏதேனும்', 'port; 0: any free one', 'ETAMIL_PORT'),
  whole(
    'server.workers',
    0,
    [0, 1024],
    'பணியாள் இழைகள்; 0: கருக்கள் - 1',
    'worker threads; 0: one fewer than the cores',
    'ETAMIL_WORKERS',
  ),
  whole(
    'server.maxConnections',
    D.maxConnections,
    [1, 10_000_000],
    'இணைப்புகளின் வரம்பு',
    'most open connections',
    'ETAMIL_MAX_CONNECTIONS',
  ),
  whole(
    'server.requestTimeout',
    D.requestTimeoutMs,
    SOME_MS,
    'ஒரு கோரிக்கையின் நேரம் (ms)',
    'time of one request (ms)',
    'ETAMIL_REQUEST_TIMEOUT_MS',
  ),
  whole(
    'server.hardKill',
    D.hardKillMs,
    SOME_MS,
    'நேரம் கடந்த பணியாளுக்கு மிஞ்சும் நேரம் (ms)',
    'grace of a worker past a deadline (ms)',
  ),
  whole('server.maxBody', D.body.max, BYTES, 'உடலின் அளவு வரம்பு (பைட்)', 'largest body (bytes)', 'ETAMIL_MAX_BODY'),
  whole(
    'server.uploadMemory',
    D.body.uploadMemory,
    BYTES,
    'இதற்கு மேல் பதிவேற்றம் கோப்பாகும் (பைட்)',
    'uploads above it become files (bytes)',
  ),
  whole(
    'server.maxHeader',
    D.header.max,
    [1024, 2 ** 20],
    'தலைப்புகளின் அளவு வரம்பு (பைட்)',
    'largest request head (bytes)',
  ),
  whole(
    'server.headersTimeout',
    D.timeouts.headers,
    SOME_MS,
    'தலைப்புகள் வரும் நேரம் (ms)',
    'time for the head to arrive (ms)',
  ),
  whole(
    'server.receiveTimeout',
    D.timeouts.request,
    SOME_MS,
    'முழுக் கோரிக்கையும் வரும் நேரம் (ms)',
    'time for head and body to arrive (ms)',
  ),
  whole(
    'server.keepAliveTimeout',
    D.timeouts.keepAlive,
    SOME_MS,
    'கோரிக்கைகளுக்கு இடையே அமைதி (ms)',
    'silence between two requests (ms)',
  ),
  whole(
    'server.shutdownTimeout',
    D.drain.timeoutMs,
    MS,
    'நிறுத்தும்போது காத்திருக்கும் நேரம் (ms)',
    'longest drain (ms)',
    'ETAMIL_SHUTDOWN_MS',
  ),
  whole('server.preStopDelay', D.drain.preStopMs, MS, 'நிறுத்தும் முன் காத்திருப்பு (ms)', 'pause before the drain (ms)'),
  other(
    'server.cancelOnDisconnect',
    'flag',
    D.cancelOnDisconnect,
    'வாடிக்கையாளர் விலகினால் நிறுத்து',
    'stop the run of a client that leaves',
  ),
  whole('queue.max', D.queue.max, [0, 1_000_000], 'காத்திருக்கும் கோரிக்கைகள்', 'most waiting requests'),
  whole('queue.wait', D.queue.waitMs, MS, 'காத்திருக்கும் நேரம் (ms)', 'longest wait (ms)'),
  whole('lane.slots', D.lane.slots, [1, 65_536], 'ஒரு பணியாளிடம் ஒரே நேரத்தில்', 'requests a worker holds at once'),
  whole('lane.ahead', D.lane.aheadMs, [1, 10_000], 'முன்கூட்டித் தரும் வேலை (ms)', 'work handed over ahead of time (ms)'),
  whole(
    'limits.memory',
    D.limits.memory,
    [2 ** 16, 2 ** 36],
    'ஒரு கோரிக்கையின் நினைவகம் (பைட்)',
    'memory of one request (bytes)',
  ),
  whole('limits.string', D.limits.string, [1024, 2 ** 29 - 25], 'ஒரு சரத்தின் நீளம்', 'longest string'),
  whole(
    'limits.collection',
    D.limits.collection,
    [16, 2 ** 24 - 1],
    'ஒரு தொகுப்பின் உறுப்புகள்',
    'most entries of a collection',
  ),
  whole('worker.heap', D.worker.heapMb, [64, 65_536], 'ஒரு பணியாளின் குவியல் (MiB)', 'heap of a worker (MiB)'),
  whole('worker.stack', D.worker.stackMb, [1, 256], 'ஒரு பணியாளின் அடுக்கு (MiB)', 'stack of a worker (MiB)'),
  whole(
    'worker.maxZombies',
    D.worker.maxZombies,
    [0, 1024],
    'முடியாத இழைகளின் வரம்பு',
    'most killed threads that have not ended',
  ),
  whole('jobs.timeout', D.jobs.timeoutMs, SOME_MS, 'ஓர் இடைவெளிப் பணியின் நேரம் (ms)', 'time of one scheduled run (ms)'),
  other('cors.origin', 'list', ['*'], 'அனுமதிக்கும் மூலங்கள்', 'allowed origins'),
  other('cors.methods', 'list', D.cors.methods, 'அனுமதிக்கும் வினைகள்', 'allowed methods'),
  other('cors.headers', 'list', D.cors.headers, 'அனுமதிக்கும் தலைப்புகள்', 'allowed request headers'),
  other('cors.expose', 'list', D.cors.expose, 'காட்டும் தலைப்புகள்', 'exposed response headers'),
  other('cors.credentials', 'flag', D.cors.credentials, 'அடையாளங்களை அனுமதி', 'allow credentials'),
  whole('cors.maxAge', D.cors.maxAge, [0, 31_536_000], 'முன்கேள்வியின் ஆயுள் (s)', 'life of a preflight answer (s)'),
  other('error.format', 'choice', D.errorFormat, 'பிழை உடலின் வடிவம்', 'form of error bodies', {
    choices: ['structured', 'simple'],
  }),
  whole('cache.max', D.cache.max, [1, 100_000_000], 'தேக்கத்தின் உறுப்புகள்', 'most entries of the cache'),
  whole('cache.maxBytes', D.cache.maxBytes, BYTES, 'தேக்கத்தின் அளவு (பைட்)', 'size of the cache (bytes)'),
  other('files.root', 'text', D.filesRoot, 'கோப்புகள் இதற்குள் மட்டும்', 'files only inside this folder'),
  other('log.level', 'choice', 'info', 'பதிவின் அளவு', 'least level logged', {
    choices: ['debug', 'info', 'warn', 'error'],
  }),
  other('log.requests', 'flag', D.logRequests, 'கோரிக்கை ஒவ்வொன்றையும் பதி', 'log each request'),
  other('database.url', 'text', '', 'தரவுத்தளத்தின் முகவரி', 'address of the database', { secret: true }),
  whole('database.idle', 8, [0, 1024], 'வெறுமையான இணைப்புகள்', 'idle connections kept', 'ETAMIL_DB_IDLE'),
  other('auth.secret', 'text', '', 'சீட்டுகளின் இரகசியம்', 'secret of the tokens', {
    secret: true,
    aliases: ['ETAMIL_JWT_SECRET'],
  }),
  other('exec.allow', 'text', '', 'இயக்க அனுமதித்த கட்டளைகள்', 'programs that may be run'),
  other('tls.cert', 'text', '', 'வெளிச்செல்லும் சான்றிதழ்', 'client certificate'),
  other('tls.key', 'text', '', 'வெளிச்செல்லும் சாவி', 'client key'),
  other('tls.ca', 'text', '', 'கூடுதல் நம்பிக்கை வேர்கள்', 'extra trusted roots'),
];

/** `server.requestTimeout` → `ETAMIL_SERVER_REQUEST_TIMEOUT`. */
export function variableOf(key: string): string {
  return `ETAMIL_${key
    .replace(/[A-Z]/g, (c) => `_${c}`)
    .replaceAll('.', '_')
    .toUpperCase()}`;
}

/** Variables with the prefix that are no configuration keys. */
export const OTHER_VARIABLES: readonly RegExp[] = [
  /^ETAMIL_(PATH|ENV|CONFIG|NODE|BOARD|AMQP|REDIS|MONGO|FABRIC|STDLIB|BIN|SMOKE_NET)$/,
  /^ETAMIL_TEST_/,
];
