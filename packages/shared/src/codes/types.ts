// Owns the texts of module and checker problems (ET2xxx; spec language.md §21.3, §21.4) and of lint warnings (ET29xx).
// Knows nothing of the tree or of how a problem is found.
import type { CodeEntry } from '../catalogue.ts';

/** `as const` keeps the ids as literal types, so that a misspelt id does not compile. */
export const TYPE_CODES = [
  // Modules, §17 and §21.3.
  {
    code: 'ET2001',
    id: 'MOD-OPEN',
    tamil: "'{path}' ஐத் திறக்க முடியவில்லை: {reason}",
    english: "cannot open '{path}': {reason}",
  },
  {
    code: 'ET2002',
    id: 'MOD-READ',
    tamil: "'{path}' ஐப் படிக்க முடியவில்லை: {reason}",
    english: "cannot read '{path}': {reason}",
  },
  {
    code: 'ET2003',
    id: 'MOD-MISSING',
    tamil: "தொகுதி '{path}' கண்டுபிடிக்க முடியவில்லை",
    english: "cannot open module '{path}'",
  },
  {
    code: 'ET2004',
    id: 'MOD-COLLISION',
    tamil: "'{name}' இரண்டு தொகுதிகளில் வரையறுக்கப்பட்டுள்ளது: '{first}' மற்றும் '{second}'",
    english: "'{name}' is defined in two modules, '{first}' and '{second}'",
  },
  {
    code: 'ET2005',
    id: 'MOD-COUNT',
    tamil: 'தொகுதிகள் மிகுதி: ஒரு நிரலில் அதிகபட்சம் {limit}',
    english: 'too many modules: a program has at most {limit}',
  },
  {
    code: 'ET2006',
    id: 'MOD-SIZE',
    tamil: "'{path}' ஐச் சேர்த்தால் நிரலின் மூல உரை {limit} பைட்டுகளை மீறும்",
    english: "with '{path}' the source text of the program exceeds {limit} bytes",
  },

  // Declared types, §16.1–16.3.
  {
    code: 'ET2101',
    id: 'TYP-MISMATCH',
    tamil: "'{name}' {declared} என அறிவிக்கப்பட்டது, ஆனால் {given} வழங்கப்பட்டது",
    english: "'{name}' is declared {declared}, but was given {given}",
  },
  {
    code: 'ET2102',
    id: 'TYP-PARAM-TWICE',
    tamil: "'{name}' என்ற அளவுரு இருமுறை உள்ளது",
    english: "the parameter '{name}' is written twice",
  },

  // Shapes, §14 and §16.4.
  {
    code: 'ET2111',
    id: 'TYP-NOSHAPE',
    tamil: "'{shape}' என்ற வடிவம் இல்லை",
    english: "there is no shape named '{shape}'",
  },
  {
    code: 'ET2112',
    id: 'TYP-SHAPE-TWICE',
    tamil: "'{shape}' ஏற்கனவே வரி {line} இல் ஒரு வடிவம்",
    english: "'{shape}' is already a shape, on line {line}",
  },
  {
    code: 'ET2113',
    id: 'TYP-SHAPE-FN',
    tamil: "'{shape}' ஒரு வடிவமும் செயலும் ஆக முடியாது",
    english: "'{shape}' cannot be both a shape and a function",
  },
  {
    code: 'ET2114',
    id: 'TYP-SHAPE-VAR',
    tamil: "'{shape}' ஒரு வடிவத்தின் பெயர்; ஒரு மாறிக்கும் அதே பெயர் இருக்க முடியாது",
    english: "'{shape}' is the name of a shape, so a variable cannot have it too",
  },
  {
    code: 'ET2115',
    id: 'TYP-SHAPE-NEST',
    tamil: 'வடிவம் நிரலின் மேல் மட்டத்தில் மட்டுமே அறிவிக்கப்படலாம்',
    english: 'a shape is declared at the top level of a program',
  },
  {
    code: 'ET2116',
    id: 'TYP-FIELD-TWICE',
    tamil: "'{field}' என்ற புலம் இருமுறை உள்ளது",
    english: "the field '{field}' is declared twice in '{shape}'",
  },
  {
    code: 'ET2117',
    id: 'TYP-METHOD-FIELD',
    tamil: "'{method}' புலமும் முறையும் ஆக முடியாது",
    english: "'{method}' cannot be both a field and a method of '{shape}'",
  },
  {
    code: 'ET2118',
    id: 'TYP-METHOD-TWICE',
    tamil: "'{method}' என்ற முறை இருமுறை உள்ளது",
    english: "the method '{method}' is written twice in '{shape}'",
  },
  {
    code: 'ET2119',
    id: 'TYP-SELF',
    tamil: "இது எப்போதும் ஒரு '{shape}'",
    english: "இது is always the '{shape}' the method was called on",
  },
  {
    code: 'ET2120',
    id: 'TYP-NOFIELD',
    tamil: "'{shape}' இல் '{field}' என்ற புலம் இல்லை",
    english: "'{shape}' has no field '{field}'; its fields are: {list}",
  },
  {
    code: 'ET2121',
    id: 'TYP-FIELD-IS-METHOD',
    tamil: "'{method}' ஒரு முறை; அதை அழைக்கவும்",
    english: "'{method}' is a method of '{shape}', not a field",
  },
  {
    code: 'ET2122',
    id: 'TYP-MISSING',
    tamil: "'{shape}' க்கு {list} புலங்களும் தேவை",
    english: 'a {shape} needs every one of its fields; missing: {list}',
  },
  {
    code: 'ET2123',
    id: 'TYP-GIVEN-TWICE',
    tamil: "'{field}' இருமுறை கொடுக்கப்பட்டது",
    english: "the field '{field}' is given twice",
  },
  {
    code: 'ET2124',
    id: 'TYP-CONVERT-ARGS',
    tamil: "'{shape}(…)' க்கு ஒரு பொருள் மட்டுமே தேவை",
    english: "'{shape}(…)' takes exactly one argument",
  },
  {
    code: 'ET2125',
    id: 'TYP-NOFUNCTION',
    tamil: "'{shape}' இல் '{method}' என்ற செயல் இல்லை",
    english: "'{shape}' has no function '{method}'",
  },
  {
    code: 'ET2126',
    id: 'TYP-NOMETHOD',
    tamil: "'{shape}' இல் '{method}' என்ற முறை இல்லை",
    english: "'{shape}' has no method or field '{method}'",
  },
  {
    code: 'ET2127',
    id: 'TYP-STATIC',
    tamil: "'{method}' ஒரு பதிவின் மேல் அழைக்கப்படுவதில்லை: {shape}.{method}(…) என அழைக்கவும்",
    english: "'{method}' takes no இது, so it is not called on a record: call it as {shape}.{method}(…)",
  },
  {
    code: 'ET2128',
    id: 'TYP-NOTFN-FIELD',
    tamil: "'{shape}.{field}' ஒரு செயல் அல்ல",
    english: "'{shape}.{field}' is a field that does not hold a function",
  },

  // Fixed bindings, §15.
  {
    code: 'ET2131',
    id: 'TYP-FIX-ASSIGN',
    tamil: "'{name}' நிலையானது (வரி {line}); அதற்கு மீண்டும் மதிப்பிட முடியாது",
    english: "cannot assign twice to '{name}': it is bound with நிலை on line {line}",
  },
  {
    code: 'ET2132',
    id: 'TYP-FIX-PART',
    tamil: "'{name}' நிலையானது (வரி {line}); அதன் பகுதியையும் மாற்ற முடியாது",
    english: "cannot change '{part}': '{name}' is bound with நிலை on line {line}",
  },
  {
    code: 'ET2133',
    id: 'TYP-FIX-TWICE',
    tamil: "'{name}' ஏற்கனவே வரி {line} இல் நிலையாக அறிவிக்கப்பட்டது",
    english: "'{name}' is already bound with நிலை on line {line}",
  },
  {
    code: 'ET2134',
    id: 'TYP-FIX-LATE',
    tamil: "'{name}' ஏற்கனவே ஒரு மாறியாகப் பயன்பட்டது",
    english: "'{name}' was already assigned as an ordinary variable here",
  },

  // Routes, jobs and the start of the server (ours): §18, §22.8, README 9, 16, 17, 34, 42.
  {
    code: 'ET2201',
    id: 'TYP-ROUTE-VERB',
    tamil: "'{verb}' ஒரு HTTP முறை அல்ல; முறைகள்: {list}",
    english: "'{verb}' is not an HTTP method; the methods are: {list}",
  },
  {
    code: 'ET2202',
    id: 'TYP-ROUTE-PATH',
    tamil: 'வழியின் பாதை மேற்கோளில் எழுதப்பட்ட சொல்லாக இருக்க வேண்டும்',
    english: 'the path of a route must be a text literal',
  },
  {
    code: 'ET2203',
    id: 'TYP-ROUTE-NEST',
    tamil: 'வழி நிரலின் மேல் மட்டத்தில் மட்டுமே எழுதப்படலாம்',
    english: 'a route is declared at the top level of a program',
  },
  {
    code: 'ET2204',
    id: 'TYP-JOB-NEST',
    tamil: 'இடைவெளி நிரலின் மேல் மட்டத்தில் மட்டுமே எழுதப்படலாம்',
    english: 'a scheduled block is declared at the top level of a program',
  },
  {
    code: 'ET2205',
    id: 'TYP-JOB-SECONDS',
    tamil: 'இடைவெளியின் நொடிகள் எழுதப்பட்ட எண்ணாக இருக்க வேண்டும்',
    english: 'the seconds of a scheduled block must be a number literal',
  },
  {
    code: 'ET2211',
    id: 'TYP-OPTIONS',
    tamil: 'வழியின் விருப்பங்கள் {…} என எழுதப்பட்ட பொருளாக இருக்க வேண்டும்',
    english: 'the options of a route must be a record literal',
  },
  {
    code: 'ET2212',
    id: 'TYP-OPTION-KEY',
    tamil: "'{key}' என்ற வழி விருப்பம் இல்லை; விருப்பங்கள்: {list}",
    english: "there is no route option '{key}'; the options are: {list}",
  },
  {
    code: 'ET2213',
    id: 'TYP-OPTION-VALUE',
    tamil: "வழி விருப்பம் '{key}' க்கு {wantedTamil} தேவை",
    english: "the route option '{key}' needs {wanted}",
  },
  {
    code: 'ET2214',
    id: 'TYP-OPTION-STREAM',
    tamil: "வழி விருப்பம் '{key}' எதிர்காலத்திற்காக ஒதுக்கப்பட்டது; இப்போது பயன்படுத்த முடியாது",
    english: "the route option '{key}' is reserved and cannot be used yet",
  },
  {
    code: 'ET2221',
    id: 'TYP-START-NEST',
    tamil: 'வழங்கியின் தொடக்கம் நிரலின் மேல் மட்டத்தில் மட்டுமே எழுதப்படலாம்',
    english: 'the server is started at the top level of a program',
  },
  {
    code: 'ET2222',
    id: 'TYP-START-CONST',
    tamil: 'வழங்கியைத் தொடங்கும் மதிப்புகள் மாறிலிகளாக இருக்க வேண்டும்',
    english: 'the operands of a server start must be constants',
  },
  {
    code: 'ET2223',
    id: 'TYP-START-HOST',
    tamil: "'{host}' ஒரு வழங்கி முகவரி அல்ல",
    english: "'{host}' is not a host name or address",
  },
  {
    code: 'ET2224',
    id: 'TYP-START-PORT',
    tamil: "'{port}' ஒரு துறை அல்ல: 0 முதல் 65535 வரை முழு எண் தேவை",
    english: "'{port}' is not a port: a whole number from 0 to 65535 is needed",
  },
  {
    code: 'ET2225',
    id: 'TYP-START-ADDRESS',
    tamil: '\'{address}\' ஒரு முகவரி அல்ல: "வழங்கி:துறை", ":துறை" அல்லது ஒரு எண் தேவை',
    english: '\'{address}\' is not an address: "host:port", ":port" or a number is needed',
  },
  {
    code: 'ET2226',
    id: 'TYP-START-KEY',
    tamil: "'{key}' என்ற தொடக்க விருப்பம் இல்லை; விருப்பங்கள்: {list}",
    english: "there is no start option '{key}'; the options are: {list}",
  },
  {
    code: 'ET2227',
    id: 'TYP-START-VALUE',
    tamil: "தொடக்க விருப்பம் '{key}' க்கு 1 அல்லது அதற்கு மேற்பட்ட முழு எண் தேவை",
    english: "the start option '{key}' needs a whole number of at least 1",
  },

  // Warnings: only under `check --lint`, in `dev` and at the start of `serve` (README 18).
  {
    code: 'ET2901',
    id: 'LINT-ZERO',
    tamil: "'{name};' என்பது '{name}' க்கு 0 மதிப்பிடுகிறது",
    english: "'{name};' sets '{name}' to 0",
  },
  {
    code: 'ET2902',
    id: 'LINT-KEY-TWICE',
    tamil: "'{key}' இந்தப் பொருளில் இருமுறை உள்ளது; முதல் மதிப்பே நிற்கும்",
    english: "'{key}' is written twice in this record; the first value is kept",
  },
  {
    code: 'ET2903',
    id: 'LINT-TEXT-NUMBER',
    tamil: "எண் தேவைப்படும் இடத்தில் '{text}' 0 ஆகக் கணக்கிடப்படும்",
    english: "'{text}' counts as 0 where a number is needed",
  },
  {
    code: 'ET2904',
    id: 'LINT-ROUTE-SAME',
    tamil: '{method} {path} வரி {line} இல் ஏற்கனவே உள்ளது; இது அதற்குப் பதிலாக அமையும்',
    english: '{method} {path} is already declared on line {line}; this one replaces it',
  },
  {
    code: 'ET2905',
    id: 'LINT-ROUTE-NEVER',
    tamil: '{method} {path} எப்போதும் பொருந்தாது: வரி {line} இல் உள்ள {other} எல்லாவற்றையும் ஏற்கும்',
    english: '{method} {path} can never match: {other} on line {line} takes every such request',
  },
  {
    code: 'ET2906',
    id: 'LINT-START-TWICE',
    tamil: 'வழங்கி வரி {line} இல் ஏற்கனவே தொடங்கப்படுகிறது; இது புறக்கணிக்கப்படும்',
    english: 'the server is already started on line {line}; this one is ignored',
  },
] as const satisfies readonly CodeEntry[];

/** Id of an entry of this family. */
export type TypeCodeId = (typeof TYPE_CODES)[number]['id'];
