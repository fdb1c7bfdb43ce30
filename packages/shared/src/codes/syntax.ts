// Owns the messages of lexer and parser (spec language.md §21.0–21.2). Knows nothing of where they are raised.
import type { CodeEntry } from '../catalogue.ts';

/** A piece no token matches, an over-long integer, an unterminated string. */
export const LEX_INPUT: CodeEntry = {
  code: 'ET1001',
  id: 'LEX-INPUT',
  tamil: "அறியப்படாத உள்ளீடு '{text}'",
  english: "unrecognized input '{text}'",
};

/** Extra line under LEX-INPUT when the piece cannot be seen on a screen. */
export const LEX_INVISIBLE: CodeEntry = {
  code: 'ET1002',
  id: 'LEX-INVISIBLE',
  tamil: 'கண்ணுக்குத் தெரியாத எழுத்து {character}',
  english: 'the invisible character {character}',
};

/** Extra line under the last LEX-INPUT when there are more than are listed. */
export const LEX_MORE: CodeEntry = {
  code: 'ET1003',
  id: 'LEX-MORE',
  tamil: 'இதற்குப் பின் உள்ள பிழைகள் காட்டப்படவில்லை',
  english: 'errors after this one are not listed',
};

/** The next token does not fit. */
export const PAR_EXPECT: CodeEntry = {
  code: 'ET1101',
  id: 'PAR-EXPECT',
  tamil: "{what} எதிர்பார்க்கப்பட்டது, '{token}' கிடைத்தது",
  english: "expected {what}, found '{token}'",
};

/** The input ended too early. */
export const PAR_END: CodeEntry = {
  code: 'ET1102',
  id: 'PAR-END',
  tamil: '{what} எதிர்பார்க்கப்பட்டது, உள்ளீடு முடிந்தது',
  english: 'expected {what}, but the input ended',
};

/** Extra line under PAR-EXPECT when a name was wanted and a hard keyword found. */
export const PAR_RESERVED: CodeEntry = {
  code: 'ET1103',
  id: 'PAR-RESERVED',
  tamil: "'{word}' ஒரு ஒதுக்கப்பட்ட சொல்; அதைப் பெயராகப் பயன்படுத்த முடியாது",
  english: "'{word}' is a reserved word and cannot be used as a name",
};

/** A middle operand of a comparison chain that cannot be evaluated twice (§6.4). */
export const PAR_CHAIN: CodeEntry = {
  code: 'ET1104',
  id: 'PAR-CHAIN',
  tamil: "தொடரின் நடுவில் ஒரு பெயர் அல்லது மாறிலி எதிர்பார்க்கப்பட்டது, '{token}' கிடைத்தது",
  english: "the middle of a chain must be a name or a literal, found '{token}' after something else",
};

/** Ours: brackets, blocks or operators nested beyond what any later stage could walk. */
export const PAR_DEPTH: CodeEntry = {
  code: 'ET1105',
  id: 'PAR-DEPTH',
  tamil: 'மிக ஆழமாக அடுக்கப்பட்டுள்ளது (அதிகபட்சம் {limit})',
  english: 'too deeply nested (at most {limit})',
};

export const SYNTAX_CODES: readonly CodeEntry[] = [
  LEX_INPUT,
  LEX_INVISIBLE,
  LEX_MORE,
  PAR_EXPECT,
  PAR_END,
  PAR_RESERVED,
  PAR_CHAIN,
  PAR_DEPTH,
];
