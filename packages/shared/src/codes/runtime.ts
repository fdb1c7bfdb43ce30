// Owns the catalogue entries of run time (ET3xxx, ET91xx): errors of spec language.md §21.5 and ours (RUN-…), and the texts that
// builtins put into failure results (FAIL-…). Knows nothing of where they are raised. A table: one row per entry.
import type { CodeEntry } from '../catalogue.ts';

/** public code, id, Tamil, English, tail (after both halves), word in `error.code`, status. */
type Row = readonly [
  code: string,
  id: string,
  tamil: string,
  english: string,
  tail?: string,
  word?: string,
  status?: number,
];

// Every runtime error answers 500 HANDLER_ERROR unless its row says otherwise (spec README 32).
const ERRORS: readonly Row[] = [
  // Names, calls, control (§21.5)
  ['ET3001', 'RUN-UNDEF', "அறிவிக்கப்படாத மாறி '{name}'", "undefined variable '{name}'"],
  ['ET3002', 'RUN-UNKNOWN-FN', "அறியப்படாத செயல் '{name}'", "unknown function '{name}'"],
  [
    'ET3003',
    'RUN-ARITY',
    "செயல் '{name}' {expected} அளவுருக்களை எதிர்பார்க்கிறது, {given} வழங்கப்பட்டது",
    "function '{name}' expects {expected} argument(s), got {given}",
  ],
  // An anonymous function is named without quotes (§13.2).
  [
    'ET3004',
    'RUN-ARITY-ANONYMOUS',
    'செயல் பெயரில்லா செயல் (an anonymous function) {expected} அளவுருக்களை எதிர்பார்க்கிறது, {given} வழங்கப்பட்டது',
    'function பெயரில்லா செயல் (an anonymous function) expects {expected} argument(s), got {given}',
  ],
  ['ET3005', 'RUN-DEPTH', 'செயல் அழைப்பு ஆழம் மிகுதி (256)', 'call depth exceeded'],
  ['ET3006', 'RUN-NOTFN', 'இது ஒரு செயல் அல்ல', 'this is not a function: it is {kind}'],
  ['ET3007', 'RUN-RETURN', 'செயலுக்கு வெளியே திரும்பு', 'return outside of a function'],
  ['ET3008', 'RUN-UNSUPPORTED', '{label} — இந்த VM இல் இன்னும் செயல்படுத்தப்படவில்லை', 'not implemented in the VM yet'],
  [
    'ET3009',
    'RUN-STEPS',
    'நிரல் {steps} செயல்முறைகளுக்குப் பிறகும் முடியவில்லை',
    'the program was still running after {steps} instructions',
  ],
  // Numbers
  ['ET3020', 'RUN-DIVZERO', 'பூஜ்ஜியத்தால் வகுத்தல்', 'division by zero'],
  ['ET3021', 'RUN-OVERFLOW', 'எண் வரம்பு மீறியது', 'number out of range'],
  // Arrays, records, iteration
  ['ET3030', 'RUN-IDX-WHOLE', 'அட்டவணை முழு எண்ணாக இருக்க வேண்டும்', 'array index must be a whole number, got {index}'],
  [
    'ET3031',
    'RUN-IDX-RANGE',
    'அட்டவணை {index} வரம்பிற்கு வெளியே (நீளம் {length})',
    'index {index} out of bounds, length {length}',
  ],
  ['ET3032', 'RUN-IDX-KIND', 'அட்டவணைப்படுத்த முடியாது', 'cannot index into {kind}'],
  ['ET3033', 'RUN-IDX-SET', "'{name}' ஐ அட்டவணைப்படுத்த முடியாது", 'cannot index into {kind}'],
  ['ET3034', 'RUN-NOFIELD', "புலம் '{field}' இல்லை", "no field '{field}' on this record"],
  ['ET3035', 'RUN-NOTREC', "'{field}' ஒரு பொருள் அல்ல", "'.{field}' needs a record, got {kind}"],
  ['ET3036', 'RUN-FLD-SET', "'{name}' ஒரு பொருள் அல்ல", "'{name}.{field}' needs a record, got {kind}"],
  ['ET3037', 'RUN-ITER', 'இதை சுற்ற முடியாது', 'cannot iterate over {kind}'],
  // Results
  ['ET3040', 'RUN-TRY-TOP', 'கையாளப்படாத தவறு: {error}', 'unhandled error at top level: {error}'],
  ['ET3041', 'RUN-TRY-KIND', "'?' க்கு ஒரு முடிவு தேவை", "'?' needs a result, got {kind}"],
  ['ET3042', 'RUN-UNWRAP', 'தவறான முடிவை விரித்தது: {error}', 'unwrap on an error: {error}'],
  // Shapes and methods
  [
    'ET3050',
    'RUN-SHAPE-MISSING',
    "'{shape}' க்கு {list} புலங்களும் தேவை",
    'a {shape} needs every one of its fields; missing: {list}',
  ],
  [
    'ET3051',
    'RUN-SHAPE-EXTRA',
    "'{shape}' இல் {list} புலங்கள் இல்லை",
    "'{shape}' has no field {list}; its fields are: {all}",
  ],
  [
    'ET3052',
    'RUN-SHAPE-VALUE',
    "'{shape}.{field}' {declared} ஆக இருக்க வேண்டும், ஆனால் {kind} கொடுக்கப்பட்டது",
    "'{shape}.{field}' is declared {declared}, but was given {kind}",
  ],
  [
    'ET3053',
    'RUN-SHAPE-FIELD',
    "'{shape}' இல் '{field}' என்ற புலம் இல்லை",
    "'{shape}' has no field '{field}'; its fields are: {all}",
  ],
  [
    'ET3054',
    'RUN-SHAPE-BASE',
    "'..' க்கு ஒரு '{shape}' தேவை",
    "'..' needs a {shape} to take the other fields from, got {kind}",
  ],
  ['ET3055', 'RUN-SHAPE-UNKNOWN', "'{shape}' என்ற வடிவம் இல்லை", "there is no shape named '{shape}'"],
  // Contents of a failed conversion P(x) (§14.5): another shape, or no record at all.
  ['ET3056', 'RUN-SHAPE-OTHER', "ஒரு '{other}' ஐ '{shape}' ஆக மாற்ற முடியாது", 'a {other} is not a {shape}'],
  ['ET3057', 'RUN-SHAPE-NOTREC', "'{shape}(…)' க்கு ஒரு பொருள் தேவை", "'{shape}(…)' needs a record, got {kind}"],
  ['ET3060', 'RUN-METHOD-KIND', "'.{method}(…)' க்கு ஒரு பொருள் தேவை", "'.{method}(…)' needs a record, got {kind}"],
  [
    'ET3061',
    'RUN-METHOD-STATIC',
    "'{method}' ஒரு பதிவின் மேல் அழைக்கப்படுவதில்லை",
    "'{method}' takes no இது, so it is not called on a record: call it as {shape}.{method}(…)",
  ],
  ['ET3062', 'RUN-METHOD-FIELD', "'{method}' ஒரு செயல் அல்ல", "'.{method}' holds {kind}, not a function"],
  ['ET3063', 'RUN-METHOD-NONE', "'{shape}' இல் '{method}' என்ற முறை இல்லை", "'{shape}' has no method or field '{method}'"],
  // The same for a record without a shape.
  ['ET3064', 'RUN-METHOD-NONE-PLAIN', "'{method}' என்ற புலம் இல்லை", "no method or field '{method}' on this record"],
  // Input, files, responses
  ['ET3070', 'RUN-INPUT-END', 'உள்ளிடு தரவு தீர்ந்தது', 'no input left to read'],
  ['ET3071', 'RUN-FILE-READ', "கோப்பு '{path}' படிக்க முடியவில்லை", "cannot read '{path}'", ': {reason}'],
  ['ET3072', 'RUN-FILE-WRITE', "கோப்பு '{path}' எழுத முடியவில்லை", "cannot write '{path}'", ': {reason}'],
  ['ET3073', 'RUN-FILE-OPEN', "கோப்பு '{path}' திறக்க முடியவில்லை", "cannot open '{path}' for writing", ': {reason}'],
  ['ET3074', 'RUN-JSON-TEXT', 'ஜேசான்_உரை க்கு உரை தேவை', 'json response needs text, got {kind}'],
  // Databases
  ['ET3080', 'RUN-DB-NONE', 'தரவுத்தளம் இணைக்கப்படவில்லை', 'not connected to a database'],
  ['ET3081', 'RUN-DB-SEVERAL', 'பல இணைப்புகள் திறந்துள்ளன', 'several connections are open: {list}'],
  ['ET3082', 'RUN-DB-HANDLE', "'{handle}' என்ற இணைப்பு இல்லை", "there is no connection named '{handle}'"],
  [
    'ET3083',
    'RUN-DB-ALREADY',
    "'{handle}' ஏற்கனவே '{connection}' உடன் இணைக்கப்பட்டுள்ளது",
    "'{handle}' is already connected to '{connection}'",
  ],
  ['ET3084', 'RUN-DB-NOTCONN', "'{handle}' இணைக்கப்படவில்லை", 'not connected to {handle}'],
  ['ET3085', 'RUN-DB-PARAMS', 'அளவுருக்கள் ஒரு அணியாக இருக்க வேண்டும்', 'query parameters must be an array, got {kind}'],
  [
    'ET3086',
    'RUN-DB-BACKEND',
    "'{backend}' தரவுத்தளம் இங்கு இல்லை; '{package}' தொகுப்பை நிறுவவும்",
    "the database '{backend}' is not available here; install the package '{package}'",
  ],
  ['ET3087', 'RUN-DB-DRIVER', 'தரவுத்தளப் பிழை', 'database error', ': {reason}'],
  // Limits: not caught by a try (spec README 20), except the call depth above
  [
    'ET3100',
    'RUN-MEMORY',
    'நினைவக வரம்பு மீறியது ({limit} பைட்டுகள்)',
    'memory limit exceeded ({limit} bytes)',
    '',
    'RESOURCE_LIMIT',
    500,
  ],
  [
    'ET3101',
    'RUN-STRING-LIMIT',
    'சொல்லின் நீளம் வரம்பு மீறியது ({limit} அலகுகள்)',
    'a string grew beyond the limit ({limit} units)',
    '',
    'RESOURCE_LIMIT',
    500,
  ],
  [
    'ET3102',
    'RUN-COLLECTION-LIMIT',
    'தொகுப்பின் அளவு வரம்பு மீறியது ({limit} உறுப்புகள்)',
    'a collection grew beyond the limit ({limit} entries)',
    '',
    'RESOURCE_LIMIT',
    500,
  ],
  [
    'ET3103',
    'RUN-DEADLINE',
    '{ms} மில்லிநொடி கெடுவுக்குள் நிரல் முடியவில்லை',
    'the program did not finish within its deadline of {ms} ms',
    '',
    'TIMEOUT_ERROR',
    504,
  ],
  ['ET3104', 'RUN-CANCELLED', 'நிரலின் ஓட்டம் நிறுத்தப்பட்டது', 'the run was cancelled', '', 'SERVICE_UNAVAILABLE', 503],
  // Builtins without an id of their own: the builtin brings both halves.
  ['ET3110', 'RUN-BUILTIN-ARG', '{tamil}', '{english}'],
  ['ET3111', 'RUN-CACHE-FUNCTION', 'பதுக்கில் ஒரு செயலை வைக்க முடியாது', 'a function cannot be stored in the cache'],
  // A bug in the machine itself, never the program's fault.
  [
    'ET9101',
    'RUN-INTERNAL',
    'இயந்திரத்தின் உள் பிழை: {reason}',
    'internal error of the virtual machine: {reason}',
    '',
    'INTERNAL_ERROR',
    500,
  ],
];

/** Contents of failure results. They never reach HTTP by themselves, so they have no word. */
const FAILURES: readonly Row[] = [
  ['ET3501', 'FAIL-NUMBER', "'{text}' ஒரு எண் அல்ல", "'{text}' is not a number"],
  ['ET3502', 'FAIL-SQRT', 'எதிர்ம எண்ணுக்கு வர்க்கமூலம் இல்லை: {value}', 'no square root of a negative number: {value}'],
  [
    'ET3503',
    'FAIL-LOGARITHM',
    'மடக்கைக்கு பூஜ்ஜியத்திற்கு மேற்பட்ட எண் தேவை: {value}',
    'a logarithm needs a number above zero: {value}',
  ],
  ['ET3504', 'FAIL-RANGE', 'விடை எண் வரம்பை மீறுகிறது', 'the answer is out of range for a number'],
  [
    'ET3505',
    'FAIL-POWER',
    '{base} ஐ {exponent} அடுக்குக்கு ஏற்ற முடியாது',
    '{base} cannot be raised to the power {exponent}',
  ],
  ['ET3506', 'FAIL-UTF8', 'பைட்டுகள் சரியான UTF-8 அல்ல', 'the bytes are not valid UTF-8'],
  ['ET3507', 'FAIL-JSON', 'ஜேசான் படிக்க முடியவில்லை: {tamil}', 'cannot read the JSON: {english}'],
  [
    'ET3510',
    'FAIL-BOARD',
    "'{name}' வழங்கியில் கிடைக்காது: வன்பொருள் பலகை இல்லை",
    "'{name}' is not available on a server: there is no board",
  ],
  [
    'ET3511',
    'FAIL-HSM',
    "'{name}' வழங்கியில் கிடைக்காது: வன்சாவி இணைக்கப்படவில்லை",
    "'{name}' is not available on a server: there is no hardware key token",
  ],
  ['ET3520', 'FAIL-FILE-READ', "கோப்பு '{path}' படிக்க முடியவில்லை", "cannot read '{path}'", ': {reason}'],
  ['ET3521', 'FAIL-FILE-WRITE', "கோப்பு '{path}' எழுத முடியவில்லை", "cannot write '{path}'", ': {reason}'],
  ['ET3522', 'FAIL-DIRECTORY', "கோப்பகம் '{path}' படிக்க முடியவில்லை", "cannot read the directory '{path}'", ': {reason}'],
  ['ET3523', 'FAIL-UPLOAD', 'எண் {index} உடைய பதிவேற்றம் இல்லை', 'there is no upload number {index}'],
];

function entry(
  [code, id, tamil, english, tail = '', word, status]: Row,
  ...defaults: [word?: string, status?: number]
): CodeEntry {
  return { code, id, tamil, english, tail, word: word ?? defaults[0], status: status ?? defaults[1] };
}

export const RUNTIME_CODES: readonly CodeEntry[] = [
  ...ERRORS.map((row) => entry(row, 'HANDLER_ERROR', 500)),
  ...FAILURES.map((row) => entry(row)),
];
