// Owns the validators of Indian identifiers and addresses (spec README 46): the form, and the check character where one is public.
// Must not know a register: a valid number need not be issued. Every pattern is linear and runs on short text only.
import type { Value } from '@etamil/shared/value';
import type { BuiltinFamily } from '../builtin.ts';
import type { Run } from '../run.ts';
import { textOf } from './text-of.ts';

const BASE_36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The fifteenth character of a GSTIN: weights 1, 2, 1, 2 … over base-36 digits, quotient and remainder of each product added. */
export function gstinCheckCharacter(first14: string): string {
  let sum = 0;
  for (let i = 0; i < 14; i++) {
    const product = BASE_36.indexOf(first14.charAt(i)) * (1 + (i % 2));
    sum += Math.floor(product / 36) + (product % 36);
  }
  return BASE_36.charAt((36 - (sum % 36)) % 36);
}

/** State and territory codes 01–38; 97 other territory, 99 centre. */
function isStateCode(code: number): boolean {
  return (code >= 1 && code <= 38) || code === 97 || code === 99;
}

function isGstin(text: string): boolean {
  if (!/^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(text)) return false;
  return isStateCode(Number(text.slice(0, 2))) && gstinCheckCharacter(text.slice(0, 14)) === text.charAt(14);
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (at < 1 || local.length > 64 || domain.length > 253) return false;
  // Letters of every script: an address may be in Tamil (RFC 6531).
  if (!/^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local)) return false;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return false;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  const label = (l: string): boolean =>
    l.length <= 63 && /^[\p{L}\p{M}\p{N}-]+$/u.test(l) && !l.startsWith('-') && !l.endsWith('-');
  return labels.length >= 2 && labels.every(label) && [...last].length >= 2 && !/^[0-9]+$/.test(last);
}

/** Longer text is refused before any pattern runs. */
const check = (test: (text: string) => boolean) => (R: Run, value: Value) => {
  const text = textOf(R, value);
  return text.length <= 320 && test(text);
};

const matches = (pattern: RegExp) => check((text) => pattern.test(text));

export const VALIDATORS: BuiltinFamily = {
  isGstin: check(isGstin),
  isPan: matches(/^[A-Z]{5}[0-9]{4}[A-Z]$/),
  isIfsc: matches(/^[A-Z]{4}0[A-Z0-9]{6}$/),
  isUpi: matches(/^[A-Za-z0-9][A-Za-z0-9._-]{1,255}@[A-Za-z][A-Za-z0-9]{1,63}$/),
  isPinCode: matches(/^[1-9][0-9]{5}$/),
  isMobile: matches(/^(?:\+91[ -]?|91|0)?[6-9][0-9]{9}$/),
  isEmail: check(isEmail),
};
