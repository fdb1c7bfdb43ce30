// Owns the digests and random numbers that Node's own library gives exactly (builtins.md 8).
// node:crypto is fetched on first use: a program that needs none of it starts faster.
import { toIntegerOrNull } from '@etamil/shared/decimal';
import { toNumber } from '@etamil/shared/coerce';
import { display } from '@etamil/shared/display';
import { EArray, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';

const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

function hmac(key: Value, message: Value): Buffer {
  return crypto().createHmac('sha256', display(key)).update(display(message), 'utf8').digest();
}

function byteArray(R: Run, bytes: Uint8Array): EArray {
  R.chargeEntries(bytes.length, bytes.length);
  return new EArray(Array.from(bytes));
}

export const CRYPTO: BuiltinFamily = {
  sign: (_R, key, message) => hmac(key, message).toString('hex'),

  verifySignature(_R, key, message, signature) {
    const given = display(signature).trim();
    // Only a text of 64 hex digits can be equal; its length is no secret.
    if (!/^[0-9a-fA-F]{64}$/.test(given)) return false;
    return crypto().timingSafeEqual(hmac(key, message), Buffer.from(given, 'hex'));
  },

  sha256: (R, text) => byteArray(R, crypto().createHash('sha256').update(display(text), 'utf8').digest()),

  randomBytes(R, count) {
    const n = toIntegerOrNull(toNumber(count));
    if (n === null || n < 1 || n > 1024) {
      const text = display(count);
      return badArgument(
        R,
        `எழுமாற்று க்கு 1 முதல் 1024 வரையான முழு எண் தேவை, '${text}' கிடைத்தது`,
        `randomBytes needs a whole number from 1 to 1024, got '${text}'`,
      );
    }
    return byteArray(R, crypto().randomBytes(n));
  },

  encryptionKey: () => crypto().randomBytes(32).toString('base64'),
};
