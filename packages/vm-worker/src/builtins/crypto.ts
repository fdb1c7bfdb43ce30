// Owns the digests and random numbers that Node's own library gives exactly (builtins.md 8).
// node:crypto is fetched on first use: a program that needs none of it starts faster.
import { toIntegerOrNull } from '@etamil/shared/decimal';
import { toNumber, trimSpace } from '@etamil/shared/coerce';
import { EArray, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { badArgument } from './failure.ts';
import { textOf } from './text-of.ts';

const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

function hmac(R: Run, key: Value, message: Value): Buffer {
  return crypto().createHmac('sha256', textOf(R, key)).update(textOf(R, message), 'utf8').digest();
}

function byteArray(R: Run, bytes: Uint8Array): EArray {
  R.chargeEntries(bytes.length, bytes.length);
  return new EArray(Array.from(bytes));
}

export const CRYPTO: BuiltinFamily = {
  sign: (R, key, message) => hmac(R, key, message).toString('hex'),

  verifySignature(R, key, message, signature) {
    const given = trimSpace(textOf(R, signature));
    // Only a text of 64 hex digits can be equal; its length is no secret.
    if (!/^[0-9a-fA-F]{64}$/.test(given)) return false;
    return crypto().timingSafeEqual(hmac(R, key, message), Buffer.from(given, 'hex'));
  },

  sha256: (R, text) => byteArray(R, crypto().createHash('sha256').update(textOf(R, text), 'utf8').digest()),

  randomBytes(R, count) {
    const n = toIntegerOrNull(toNumber(count));
    if (n === null || n < 1 || n > 1024) {
      const text = textOf(R, count);
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
