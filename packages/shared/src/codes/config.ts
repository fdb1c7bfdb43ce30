// Owns the catalogue entries of the command line, the configuration and the start of a server (ET5xxx, ET9xxx).
// Knows nothing of where they are raised.
import type { CodeEntry } from '../catalogue.ts';

export const CONFIG_CODES: readonly CodeEntry[] = [
  {
    code: 'ET5001',
    id: 'CFG-UNKNOWN-KEY',
    tamil: "அமைப்பில் '{key}' என்ற விசை இல்லை; மூலம்: {source}{hintTamil}",
    english: "the configuration has no key '{key}'; source: {source}{hintEnglish}",
  },
  {
    code: 'ET5002',
    id: 'CFG-BAD-VALUE',
    tamil: "'{key}' க்கு '{value}' பொருந்தாது: {needTamil} தேவை; மூலம்: {source}",
    english: "'{value}' does not fit '{key}': it needs {needEnglish}; source: {source}",
  },
  {
    code: 'ET5003',
    id: 'CFG-UNREADABLE',
    tamil: "அமைப்புக் கோப்பு '{file}' படிக்க முடியவில்லை: {reason}",
    english: "cannot read the configuration file '{file}': {reason}",
  },
  {
    code: 'ET5004',
    id: 'CFG-NOT-JSON',
    tamil: "அமைப்புக் கோப்பு '{file}' சரியான ஜேசான் பொருள் அல்ல: {reason}",
    english: "the configuration file '{file}' is not a JSON object: {reason}",
  },
  {
    code: 'ET5005',
    id: 'CFG-UNKNOWN-VARIABLE',
    tamil: "சூழல் மாறி '{name}' அறியப்படாதது; அது பயன்படுத்தப்படவில்லை{hintTamil}",
    english: "the environment variable '{name}' is not known and was not used{hintEnglish}",
  },
  {
    code: 'ET5006',
    id: 'CFG-NO-FOLDER',
    tamil: "அமைப்புக் கோப்புறை '{folder}' இல்லை; மூலம்: {source}",
    english: "there is no configuration folder '{folder}'; source: {source}",
  },
  {
    code: 'ET5007',
    id: 'CFG-SECRET-FILE',
    tamil: "'{variable}' காட்டும் கோப்பு '{file}' படிக்க முடியவில்லை: {reason}",
    english: "cannot read the file '{file}' named by '{variable}': {reason}",
  },
  {
    code: 'ET5010',
    id: 'SRV-PORT-TAKEN',
    tamil: '{host}:{port} ஏற்கனவே பயன்பாட்டில் உள்ளது; வேறொரு --port கொடுக்கவும்',
    english: '{host}:{port} is already in use; choose another --port',
  },
  {
    code: 'ET5011',
    id: 'SRV-PORT-DENIED',
    tamil: '{host}:{port} இல் கேட்க அனுமதி இல்லை; 1024 முதலான எண்ணைப் பயன்படுத்தவும்',
    english: 'no permission to listen on {host}:{port}; use a port from 1024 up',
  },
  {
    code: 'ET5012',
    id: 'SRV-NO-START',
    tamil: 'வழங்கி தொடங்க முடியவில்லை: {reason}',
    english: 'the server could not start: {reason}',
  },
  {
    code: 'ET5013',
    id: 'SRV-BAD-HOST',
    tamil: "'{host}' இந்தக் கணினியின் முகவரி அல்ல",
    english: "'{host}' is not an address of this machine",
  },
  {
    code: 'ET5020',
    id: 'CLI-UNKNOWN-COMMAND',
    tamil: "'{word}' என்ற கட்டளையோ கோப்போ இல்லை{hintTamil}",
    english: "there is no command or file '{word}'{hintEnglish}",
  },
  {
    code: 'ET5021',
    id: 'CLI-UNKNOWN-OPTION',
    tamil: "'{option}' என்ற விருப்பம் இல்லை{hintTamil}",
    english: "there is no option '{option}'{hintEnglish}",
  },
  {
    code: 'ET5022',
    id: 'CLI-VALUE-MISSING',
    tamil: "'{option}' க்கு ஒரு மதிப்பு தேவை",
    english: "'{option}' needs a value",
  },
  {
    code: 'ET5023',
    id: 'CLI-BAD-VALUE',
    tamil: "'{option}' க்கு '{value}' பொருந்தாது: {needTamil} தேவை",
    english: "'{value}' does not fit '{option}': it needs {needEnglish}",
  },
  {
    code: 'ET5024',
    id: 'CLI-VALUE-UNWANTED',
    tamil: "'{option}' மதிப்பு எதையும் ஏற்காது",
    english: "'{option}' takes no value",
  },
  {
    code: 'ET5025',
    id: 'CLI-NEAREST',
    tamil: "; '{word}' என்பதா?",
    english: "; did you mean '{word}'?",
  },
  {
    code: 'ET9001',
    id: 'INTERNAL',
    tamil: 'கருவியின் உள் பிழை: {reason}',
    english: 'an internal error of the tool: {reason}',
  },
];
