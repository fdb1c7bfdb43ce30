// Owns the names, arities and flags of every builtin (spec builtins.json, README 15, 22, 24, 42–46). A test compares it with data/builtins.json.
// Knows nothing of how a builtin works. A table, hence long: one row of text per builtin, split once at load (cold start).

/** What the compiler, linker and checker need to know of a builtin. */
export interface BuiltinInfo {
  readonly id: string;
  /** All spellings, NFC: Tamil, romanised, English, then aliases. */
  readonly names: readonly string[];
  /** Fewest arguments. */
  readonly arity: number;
  /** Most arguments; equal to `arity` but for the few with an optional last one. */
  readonly arityMax: number;
  /** The run may wait in it (spec README 24); its implementation answers a promise. */
  readonly suspends: boolean;
  /** Not among the 118 of builtins.json. */
  readonly ours: boolean;
  /** Implemented in this build; otherwise its names are unknown functions (RUN-UNKNOWN-FN). */
  readonly available: boolean;
}

// id, arity or min-max, flags (s suspends, o ours, x not available, - none), spellings.
const ROWS = `
round 2 - வட்டமிடு vattamitu _round
floor 1 - தரை qarY _floor
ceil 1 - மேல் mEl _ceil
sqrt 1 - வர்க்கமூலம் varkkamUlam _sqrt
ln 1 - இயற்கை_மடக்கை iyaRkY_matakkY _ln
exp 1 - இயற்கை_அடுக்கு iyaRkY_atukku _exp
pow 2 - அடுக்கேற்று atukkERRu _pow
log10 1 - பத்தின்_மடக்கை paqqiZ_matakkY _log10
length 1 - நீளம் nILam _length
typeof 1 - வகை vakY _typeof
toString 1 - சொல்லாக்கு collAkku _toString
toNumber 1 - எண்ணாக்கு eNNAkku _toNumber
upper 1 - மேல்_எழுத்து mEl_ezuqqu _upper
lower 1 - கீழ்_எழுத்து kIz_ezuqqu _lower
replace 3 - மாற்று mARRu _replace
split 2 - பிரி piri _split
join 2 - ஒன்றிணை oZRiNY _join
bytes 1 - பைட்டுகள் pYttukaL _bytes
fromBytes 1 - பைட்டுச்_சரம் pYttuc_caram _fromBytes
append 2 - இணை iNY _append
sort 1 - வரிசையாக்கு varicYyAkku _sort
sortByField 3 - புலத்தால்_வரிசையாக்கு pulaqqAl_varicYyAkku _sortByField
hasField 2 - புலம்_உள்ளதா pulam_uLLaqA _hasField
fieldOr 3 - புலம்_அல்லது pulam_allaqu _fieldOr
ok 1 - சரி cari _ok
err 1 - தவறு qavaRu _err
isOk 1 - சரியா cariyA _isOk
isErr 1 - தவறா qavaRA _isErr
unwrap 1 - மதிப்பு maqippu _unwrap
unwrapErr 1 - தவறு_மதிப்பு qavaRu_maqippu _unwrapErr
unwrapOr 2 - இயல்பு iyalpu _unwrapOr
today 0 - இன்று iZRu _today
daysBetween 2 - நாள்_வேறுபாடு nAL_vERupAtu _daysBetween
addDays 2 - நாள்_கூட்டு nAL_kUttu _addDays
nowSeconds 0 - இப்போதைய_நொடி ippOqYya_noti _nowSeconds
jsonParse 1 - ஜேசான்_படி jEcAZ_pati _jsonParse
jsonStringify 1 - ஜேசான்_ஆக்கு jEcAZ_Akku _jsonStringify
sign 2 - கையொப்பம் kYyoppam _sign
verifySignature 3 - கையொப்பம்_சரியா kYyoppam_cariyA _verifySignature
sha256 1 - சுருக்கம்_256 curukkam_256 _sha256
randomBytes 1 - எழுமாற்று ezumARRu _randomBytes
encrypt 2 sx மறை maRY _encrypt
decrypt 2 sx வெளிப்படு veLippatu _decrypt
encryptionKey 0 - மறை_விசை maRY_vicY _encryptionKey
keyPair 0 x வளைவு_சாவிகள் vaLYvu_cAvikaL _keyPair
publicKey 1 x வளைவு_பொதுச்சாவி vaLYvu_poquccAvi _publicKey
ecSign 2 x வளைவு_கையொப்பம் vaLYvu_kYyoppam _ecSign
ecVerify 3 x வளைவு_சரிபார் vaLYvu_caripAr _ecVerify
ecSignFixed 2 x வளைவு_நேர்_கையொப்பம் vaLYvu_nEr_kYyoppam _ecSignFixed
ecVerifyFixed 3 x வளைவு_நேர்_சரிபார் vaLYvu_nEr_caripAr _ecVerifyFixed
hsmOpen 3 s வன்சாவி_திற vaZcAvi_qiRa _hsmOpen
hsmClose 1 s வன்சாவி_மூடு vaZcAvi_mUtu _hsmClose
hsmKeys 1 s வன்சாவி_சாவிகள் vaZcAvi_cAvikaL _hsmKeys
hsmPublicKey 2 s வன்சாவி_பொதுச்சாவி vaZcAvi_poquccAvi _hsmPublicKey
hsmSign 3 s வன்சாவி_கையொப்பம் vaZcAvi_kYyoppam _hsmSign
hashPassword 1 sx கடவுச்சொல்_மறை kataveuccol_maRY _hashPassword katavuccol_maRY
verifyPassword 2 sx கடவுச்சொல்_சரியா kataveuccol_cariyA _verifyPassword katavuccol_cariyA
issueToken 2 sx சீட்டு_ஆக்கு cIttu_Akku _issueToken
readToken 1 sx சீட்டு_சரிபார் cIttu_caripAr _readToken
tokenHeader 1 x சீட்டு_தலைப்பு cIttu_qalYppu _tokenHeader
verifyTokenRSA 5 sx சீட்டு_பொதுச்_சரிபார் cIttu_poquc_caripAr _verifyTokenRSA
httpGet 2 sx வலை_பெறு valY_peRu _httpGet
httpPost 3 sx வலை_பதி valY_paqi _httpPost
httpRequest 4 sx வலை_அனுப்பு valY_aZuppu _httpRequest
fileSave 2 s கோப்பு_சேமி kOppu_cEmi _fileSave
readDir 1 s கோப்பகம்_படி kOppakam_pati _readDir
fileExists 1 s கோப்பு_உள்ளதா kOppu_uLLaqA _fileExists
fileInfo 1 s கோப்பு_விவரம் kOppu_vivaram _fileInfo
packageRead 2 sx பொதி_படி poqi_pati _packageRead
packageWrite 3 sx பொதி_மாற்று poqi_mARRu _packageWrite
run 3 sx கட்டளை_ஓட்டு kattaLY_Ottu _run
env 2 - சூழல் cUzal _env
exit 1 - வெளியேறு veLiyERu _exit
respondFile 3 s பதில்_கோப்பு paDil_kOppu _respondFile paqil_kOppu
saveUpload 2 s பதிவேற்றம்_சேமி paqivERRam_cEmi _saveUpload
tryExecute 2-3 sx தளம்_செய்_முயற்சி qaLam_cey_muyaRci _tryExecute
tryQuery 2-3 sx தளம்_வினா_முயற்சி qaLam_viZA_muyaRci _tryQuery
registerFunction 3-4 x தளம்_செயல்_பதிவு qaLam_ceyal_paqivu _registerFunction
redisConnect 1 sx ரெடிஸ்_இணை retis_iNY _redisConnect
redisCommand 2 sx ரெடிஸ்_கட்டளை retis_kattaLY _redisCommand
redisClose 0 sx ரெடிஸ்_பிரி retis_piri _redisClose
mongoConnect 2 sx மொங்கோ_இணை mowkO_iNY _mongoConnect
mongoCommand 1 sx மொங்கோ_கட்டளை mowkO_kattaLY _mongoCommand
mongoInsert 2 sx மொங்கோ_செருகு mowkO_ceruku _mongoInsert
mongoFind 2 sx மொங்கோ_கண்டுபிடி mowkO_kaNtupiti _mongoFind
mongoUpdate 4 sx மொங்கோ_புதுப்பி mowkO_puquppi _mongoUpdate
mongoDelete 3 sx மொங்கோ_நீக்கு mowkO_nIkku _mongoDelete
mqConnect 1 sx செய்தி_இணை ceyqi_iNY _mqConnect
mqQueue 2 sx செய்தி_வரிசை ceyqi_varicY _mqQueue
mqExchange 3 sx செய்தி_பரிமாற்றி ceyqi_parimARRi _mqExchange
mqBind 3 sx செய்தி_பிணை ceyqi_piNY _mqBind
mqPublish 4 sx செய்தி_அனுப்பு ceyqi_aZuppu _mqPublish
mqGet 1 sx செய்தி_பெறு ceyqi_peRu _mqGet
mqAck 1 sx செய்தி_ஏற்பு ceyqi_ERpu _mqAck
mqNack 2 sx செய்தி_மறு ceyqi_maRu _mqNack
mqClose 0 sx செய்தி_பிரி ceyqi_piri _mqClose
canonicalXml 3 x நேர்வடிவம் nErvativam _canonicalXml
xmlElement 3 x உறுப்பைத்_தேடு uRuppYq_qEtu _xmlElement
boardName 0 s வன்_பலகை vaZ_palakY _boardName
pinMode 2 s வன்_முனை_வகை vaZ_muZY_vakY _pinMode
pinWrite 2 s வன்_முனை_எழுது vaZ_muZY_ezuqu _pinWrite
pinRead 1 s வன்_முனை_படி vaZ_muZY_pati _pinRead
analogRead 1 s வன்_ஒப்புமை_படி vaZ_oppumY_pati _analogRead
millis 0 s வன்_மில்லி vaZ_milli _millis
sleepMs 1 s வன்_காத்திரு vaZ_kAqqiru _sleepMs
tone 2 s வன்_ஒலி vaZ_oli _tone
noTone 1 s வன்_ஒலி_நிறுத்து vaZ_oli_niRuqqu _noTone
watchdogBegin 1 s வன்_காவல் vaZ_kAval _watchdogBegin
watchdogFeed 0 s வன்_காவல்_புதுப்பி vaZ_kAval_puquppi _watchdogFeed
serialOpen 2 s வன்_தொடர்_திற vaZ_qotar_qiRa _serialOpen
serialReadLine 2 s வன்_தொடர்_படி vaZ_qotar_pati _serialReadLine
serialWrite 2 s வன்_தொடர்_எழுது vaZ_qotar_ezuqu _serialWrite
serialClose 1 s வன்_தொடர்_மூடு vaZ_qotar_mUtu _serialClose
simSetPin 2 s போலி_முனை_அமை pOli_muZY_amY _simSetPin
simSetAnalog 2 s போலி_ஒப்புமை_அமை pOli_oppumY_amY _simSetAnalog
simAdvanceMs 1 s போலி_நேரம்_நகர் pOli_nEram_nakar _simAdvanceMs
simFeedSerial 2 s போலி_வரி_ஊட்டு pOli_vari_Uttu _simFeedSerial
simSerialOutput 1 s போலி_வரி_வெளியீடு pOli_vari_veLiyItu _simSerialOutput
cacheGet 1 so பதுக்கு_எடு paqukku_etu cache_get
cacheSet 3 so பதுக்கு_இடு paqukku_itu cache_set
cacheDelete 1 so பதுக்கு_நீக்கு paqukku_nIkku cache_delete
sleep 1 so காத்திரு kAqqiru _sleep
all 1 so ஒருசேர orucEra _all
withLock 3 sox பூட்டி_செய் pUtti_cey _withLock
counterAdd 2 sox எண்ணி_கூட்டு eNNi_kUttu _counterAdd
channelSend 2 sox வாய்க்கால்_இடு vAykkAl_itu _channelSend
channelReceive 2 sox வாய்க்கால்_எடு vAykkAl_etu _channelReceive
queryAsync 2-3 sox query_async
logError 2 o பிழை_பதிவு pizY_paqivu _logError पत्तिका_त्रुटि
shapeErrors 2 ox வடிவப்_பிழைகள் vativap_pizYkaL _shapeErrors
testRoute 5 sox வழி_சோதி vazi_cOqi _testRoute
isGstin 1 o ஜிஎஸ்டி_எண்ணா jiesti_eNNA _isGstin
isPan 1 o பான்_எண்ணா pAZ_eNNA _isPan
isIfsc 1 o ஐஎப்எஸ்சி_குறியா Yepesci_kuRiyA _isIfsc
isUpi 1 o யுபிஐ_முகவரியா yupiY_mukavariyA _isUpi
isPinCode 1 o அஞ்சல்_குறியா aWcal_kuRiyA _isPinCode
isMobile 1 o கைபேசி_எண்ணா kYpEci_eNNA _isMobile
isEmail 1 o மின்னஞ்சலா miZZaWcalA _isEmail
`;

function readRow(row: string): BuiltinInfo {
  const [id = '', arity = '0', flags = '', ...names] = row.split(' ');
  const dash = arity.indexOf('-');
  return {
    id,
    names,
    arity: Number(dash < 0 ? arity : arity.slice(0, dash)),
    arityMax: Number(arity.slice(dash + 1)),
    suspends: flags.includes('s'),
    ours: flags.includes('o'),
    available: !flags.includes('x'),
  };
}

export const BUILTIN_LIST: readonly BuiltinInfo[] = ROWS.trim().split('\n').map(readRow);

let byName: Map<string, BuiltinInfo> | undefined;
let byId: Map<string, BuiltinInfo> | undefined;

/** The builtin of that spelling, also one that is not available in this build. */
export function builtinByName(name: string): BuiltinInfo | undefined {
  if (byName === undefined) {
    byName = new Map();
    for (const info of BUILTIN_LIST) for (const spelling of info.names) byName.set(spelling, info);
  }
  return byName.get(name);
}

/** The builtin of that id (the key of the VM's implementations). */
export function builtinById(id: string): BuiltinInfo | undefined {
  byId ??= new Map(BUILTIN_LIST.map((info) => [info.id, info]));
  return byId.get(id);
}
