import { codeUnitSet } from '../characters.ts';
import type { Match } from '../text-matcher.ts';
import { entropy, looksRandom, standsForSecret } from './entropy.ts';

/** Characters that a value without quotes goes on with. */
export const VALUE = codeUnitSet((character) => /[A-Za-z0-9_\-./+=~:%@!#$&*?^]/.test(character));

const NAME_REACH = 48;
const MAX_VALUE = 512;
const PASSWORD_NAME =
  /(?:password|passwd|passphrase|passwort|passcode|kennwort|(?:^|[_.-])(?:pass|pwd|pw)|Pwd|Pass)$/i;
const KEY_NAME =
  /(?:secret|api[_.-]?key|access[_.-]?key|secret[_.-]?key|private[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|auth[_.-]?token|access[_.-]?token|refresh[_.-]?token|session[_.-]?token|bearer[_.-]?token)$/i;
const TOKEN_NAME =
  /(?:^|[_.-])(?:token|auth|authorization|credentials?|sig|x-api-key)$|[a-z](?:Token|Auth|Sig)$/i;
const SCHEME = /(?:Bearer|Basic|Token) {1,3}/iy;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const WORDS = /^[A-Za-z]+(?:[-_./][A-Za-z]+)*$/;
const CODE = /[({[]|^(?:https?:|\/|\.\/|~\/|@)|\.(?:env|get|value|password|secret|token|key)\b/;
const SAID = /\b(?:password|passwort|passphrase|passcode|kennwort|pwd)(?: for [\w.@-]{1,30})? $/i;

interface Value {
  readonly start: number;
  readonly end: number;
  /** What follows could make it longer. */
  readonly isOpen: boolean;
}

/** What a name such as `password` or `api_key` is set to, at its `=` or `:`; `open`: it may be going on. */
export function assignedAt(text: string, sign: number): { match: Match | null; open: number | null } {
  const name = nameBefore(text, sign);
  if (name.length < 2) return NONE;
  const isPassword = PASSWORD_NAME.test(name);
  const isKey = KEY_NAME.test(name);
  if (!isPassword && !isKey && !TOKEN_NAME.test(name)) return NONE;
  const value = readValue(text, sign + 1);
  if (value === null) return NONE;
  const open = value.isOpen ? value.start : null;
  const written = text.slice(value.start, value.end);
  const counts = isPassword ? isPasswordValue(written) : isKeyValue(written, isKey);
  const kind = isPassword ? 'password' : 'secret';
  return { match: counts ? { start: value.start, end: value.end, kind, score: 0.8 } : null, open };
}
const NONE = { match: null, open: null };

/** The name that ends before a sign, perhaps in quotes and with a space between. */
function nameBefore(text: string, sign: number): string {
  let end = sign;
  for (let spaces = 0; spaces < 2 && /[ \t]/.test(text.charAt(end - 1)); spaces++) end--;
  if (/["'`]/.test(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start < NAME_REACH && isNameUnit(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

function isNameUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

/** `The password is hunter2!`, at its `is`. */
export function saidAt(text: string, is: number): Match | null {
  if (!text.startsWith('is ', is) || !SAID.test(text.slice(Math.max(0, is - NAME_REACH), is))) return null;
  const value = readValue(text, is + 2);
  if (value === null || !isPasswordValue(text.slice(value.start, value.end))) return null;
  return { start: value.start, end: value.end, kind: 'password', score: 0.7 };
}

function readValue(text: string, from: number): Value | null {
  let start = from;
  while (start - from < 2 && /[=>]/.test(text.charAt(start))) start++;
  for (let spaces = 0; spaces < 3 && /[ \t]/.test(text.charAt(start)); spaces++) start++;
  let quote = text.charAt(start);
  if (/["'`]/.test(quote)) start++;
  else quote = '';
  SCHEME.lastIndex = start;
  start += SCHEME.exec(text)?.[0].length ?? 0;
  let end = start;
  if (quote === '') {
    while (end - start <= MAX_VALUE && VALUE[text.charCodeAt(end)] === 1) end++;
    if (end - start > MAX_VALUE) return null;
    while (end > start && /[.!?:&]/.test(text.charAt(end - 1))) end--;
    return { start, end, isOpen: false };
  }
  while (end < text.length && end - start <= MAX_VALUE && !/["'`\s]/.test(text.charAt(end))) end++;
  if (end - start > MAX_VALUE) return null;
  const isClosed = text.charAt(end) === quote;
  if (end < text.length && !isClosed) return null;
  return { start, end, isOpen: !isClosed };
}

function isPasswordValue(value: string): boolean {
  if (value.length < 6 || value.length > 128 || standsForSecret(value) || CODE.test(value)) return false;
  if (WORDS.test(value) && !/[a-z][A-Z]/.test(value)) return false;
  return entropy(value) >= 2;
}

function isKeyValue(value: string, isSurelyKey: boolean): boolean {
  if (value.length < 16 || standsForSecret(value) || CODE.test(value)) return false;
  if (UUID.test(value)) return isSurelyKey;
  return looksRandom(value, 3.2);
}
