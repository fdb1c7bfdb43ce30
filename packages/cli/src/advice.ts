// Owns one bilingual piece of advice for the errors a newcomer meets most. Knows ids only, not how they are shown.

const ADVICE: Readonly<Record<string, readonly [string, string]>> = {
  'LEX-INPUT': [
    'சொற்கள் தமிழ் அல்லது ஆங்கில எழுத்தில் தொடங்க வேண்டும்; உரையை " " இடையே எழுதவும்',
    'names begin with a Tamil or Latin letter; text stands between " "',
  ],
  'PAR-EXPECT': [
    'குறியிட்ட இடத்துக்கு முன் ஏதேனும் விடுபட்டதா என்று பாருங்கள் (பெரும்பாலும் ; அல்லது ஓர் அடைப்பு)',
    'look for something missing just before the mark (most often a ; or a bracket)',
  ],
  'PAR-END': ['திறந்த { ( [ ஒவ்வொன்றும் மூடப்பட்டதா என்று பாருங்கள்', 'see that every { ( [ is closed'],
  'PAR-CHAIN': ['இடைப்பட்ட மதிப்பை முதலில் ஒரு மாறியில் வைக்கவும்', 'put the middle value into a variable first'],
  'MOD-MISSING': [
    'பாதை இறக்கும் கோப்பிலிருந்து தொடங்கும்; பிற கோப்புறைகளை ETAMIL_PATH இல் கொடுக்கலாம்',
    'the path starts at the importing file; other folders can be given in ETAMIL_PATH',
  ],
  'MOD-COLLISION': ['ஒரு செயலின் பெயரை மாற்றவும்', 'rename one of the two functions'],
  'TYP-MISMATCH': [
    'மதிப்பை மாற்றவும், அல்லது அறிவிப்பின் வகையை மாற்றவும்; எண்ணாக்கு(…) உரையை எண்ணாக்கும்',
    'change the value or the declared type; எண்ணாக்கு(…) turns text into a number',
  ],
  'TYP-FIX-ASSIGN': [
    'நிலை இல்லாமல் அறிவிக்கவும், அல்லது வேறு பெயரைப் பயன்படுத்தவும்',
    'declare it without நிலை or use another name',
  ],
  'TYP-NOSHAPE': ['வடிவத்தின் பெயரைச் சரிபார்க்கவும், அல்லது அதை அறிவிக்கவும்', 'check the spelling of the shape, or declare it'],
  'RUN-UNDEF': ['பயன்படுத்தும் முன் மதிப்பிடவும்: பெயர் = …;', 'give it a value before it is used: name = …;'],
  'RUN-UNKNOWN-FN': [
    'செயலின் பெயரைச் சரிபார்க்கவும், அல்லது அதை வரையறுக்கவும்',
    'check the spelling of the function, or define it',
  ],
  'RUN-NOFIELD': [
    'புலம்_உள்ளதா(…) கொண்டு பார்க்கவும், அல்லது புலம்_அல்லது(பொருள், "புலம்", இயல்பு) பயன்படுத்தவும்',
    'test with புலம்_உள்ளதா(…), or use புலம்_அல்லது(record, "field", default)',
  ],
  'RUN-DIVZERO': ['வகுக்கும் முன் பூஜ்ஜியமா என்று பார்க்கவும்', 'test for zero before dividing'],
  'RUN-IDX-RANGE': ['அட்டவணை 0 இல் தொடங்கி நீளம்(…) - 1 இல் முடியும்', 'indexes run from 0 to நீளம்(…) - 1'],
  'RUN-TRY-TOP': ['(முடிவு) எனில் { … } கொண்டு தவறைக் கையாளவும்', 'handle the failure with (result) எனில் { … }'],
  'RUN-UNSUPPORTED': ['வழிகளும் பணிகளும் `etamil serve` இல் இயங்கும்', 'routes and jobs run under `etamil serve`'],
};

/** The advice line for an error, or null. */
export function adviceFor(id: string): string | null {
  const pair = ADVICE[id];
  return pair === undefined ? null : `அறிவுரை: ${pair[0]}  (advice: ${pair[1]})`;
}
