import { codeUnitSet } from '../characters.ts';
import type { Match } from '../text-matcher.ts';
import { entropy, looksRandom, standsForSecret } from './entropy.ts';

/** Characters that a value without quotes goes on with. */
export const VALUE = codeUnitSet((character) => /[A-Za-z0-9_\-./+=~:%@!#$&*?^]/.test(character));

const NAME_REACH = 48;
const MAX_VALUE = 512;
/** Passwords as languages call them; of `mot de passe` the last word. */
const PASSWORD_WORDS =
  'password|passwd|passphrase|passcode|passwort|kennwort|wachtwoord|contraseña|clave|passe|senha|palavra-passe|hasło|lösenord|' +
  'salasana|пароль|κωδικός|şifre|parola|密码|密碼|パスワード|비밀번호';
const PASSWORD_NAME = new RegExp(`(?:${PASSWORD_WORDS}|(?:^|[_.-])(?:pass|pwd|pw)|Pwd|Pass)$`, 'i');
const KEY_NAME =
  /(?:secret|api[_.-]?key|access[_.-]?key|secret[_.-]?key|private[_.-]?key|account[_.-]?key|signing[_.-]?key|encryption[_.-]?key|auth[_.-]?token|access[_.-]?token|refresh[_.-]?token|session[_.-]?token|bearer[_.-]?token)$/i;
const TOKEN_NAME =
  /(?:^|[_.-])(?:token|auth|authorization|credentials?|sig|x-api-key)$|[a-z](?:Token|Auth|Sig)$/i;
const SCHEME = /(?:Bearer|Basic|Token) {1,3}/iy;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const WORDS = /^[A-Za-z]+(?:[-_./][A-Za-z]+)*$/;
const CODE = /[({[]|^(?:https?:|\/|\.\/|~\/|@)|\.(?:env|get|value|password|secret|token|key)\b/;
/** A name of the program: without a digit, whatever it is the name of. */
const IDENTIFIER = /^[A-Za-z_$]+(?:\.[A-Za-z_$]+)*$/;
const IS = /is |ist |es |est /y;
const SAID = new RegExp(`(?:${PASSWORD_WORDS}|\\bpwd)(?: (?:for|für|para|pour) [\\w.@-]{1,30})? $`, 'i');

interface Value {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
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
  if (!value.isQuoted && (IDENTIFIER.test(written) || isCalled(text, value.end)))
    return { match: null, open };
  const counts = isPassword ? isPasswordValue(written) : isKeyValue(written, isKey);
  const kind = isPassword ? 'password' : 'secret';
  return { match: counts ? { start: value.start, end: value.end, kind, score: 0.8 } : null, open };
}
const NONE = { match: null, open: null };

/** `getPassword2(` and `rows[`. */
function isCalled(text: string, end: number): boolean {
  return text[end] === '(' || text[end] === '[';
}

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
    (unit >= 0xc0 && unit <= 0x52f) ||
    (unit >= 0x3040 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    unit === 0x5f ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

/** `The password is hunter2!`, at its `is`, also in German, Spanish and French. */
export function saidAt(text: string, is: number): Match | null {
  IS.lastIndex = is;
  const verb = IS.exec(text)?.[0];
  if (verb === undefined || !SAID.test(text.slice(Math.max(0, is - NAME_REACH), is))) return null;
  const value = readValue(text, is + verb.length - 1);
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
    return { start, end, isQuoted: false, isOpen: false };
  }
  while (end < text.length && end - start <= MAX_VALUE && !/["'`\s]/.test(text.charAt(end))) end++;
  if (end - start > MAX_VALUE) return null;
  const isClosed = text.charAt(end) === quote;
  if (end < text.length && !isClosed) return null;
  return { start, end, isQuoted: true, isOpen: !isClosed };
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
