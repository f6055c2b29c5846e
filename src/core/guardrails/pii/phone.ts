import { isDigitAt, isWordAt } from '../characters.ts';
import type { Match } from '../text-matcher.ts';

/** Country calling codes (ITU E.164) by their first digits. */
const CALLING_CODE =
  /^(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-69]\d|3[578]\d|42\d|5[09]\d|6[789]\d|8[058]\d|9[679]\d)/;
const INTERNATIONAL = /\+\(?\d(?:\)?[ \u00a0./-]?\(?\d){6,14}/y;
/** With the prefix that most countries dial, and in groups: zeros in front of other numbers are for their length. */
const DIALLED = /00([1-9]\d{0,2})(?:[ \u00a0./-]\(?\d{1,10}\)?){2,6}/y;
const IN_BRACKETS = /\((0?\d{2,4})\) ?(?:9\d{4}-\d{4}|\d{3}[ -]\d{2}[ -]\d{2}|\d{3,4}[ .-]?\d{3,5})/y;
/** What announces a phone number, in scripts that part words. */
const ANNOUNCED =
  'phone|tel|telephone|telefon|telefonnummer|rufnummer|handynummer|mobilnummer|fon|mobile|mobil|cell|call|ring|fax|whatsapp|sms|' +
  'handy|gsm|telefono|teléfono|móvil|celular|telefone|telemóvel|cellulare|téléphone|tél|portable|telefoon|telefoonnummer|' +
  'puhelin|тел|телефон|мобильный|τηλ|τηλέφωνο|هاتف';
/** The same in scripts that do not. */
const ANNOUNCED_WITHIN = '电话|電話|手机|手機|携帯|携帯電話|전화|휴대폰';
const NAMED = new RegExp(
  `(?:(?<!\\p{L})(?:${ANNOUNCED})(?!\\p{L})\\.?(?: (?:me|us|him|her|them|is|at|on|number|no\\.?|nr\\.?|under|unter))*` +
    `|(?:${ANNOUNCED_WITHIN})(?:号码|號碼|番号|번호)?[是は는]?)\\s?[:：#-]?\\s?(?:\\+|\\()?$`,
  'iu',
);
/** Dates, which are groups of digits too. */
const DATE =
  /^(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{2,4}|(?:19|20)\d\d[- ](?:19|20)\d\d)$/;

/** A number with its calling code, from its `+`. */
export function internationalPhoneAt(text: string, plus: number): Match | null {
  INTERNATIONAL.lastIndex = plus;
  let found = INTERNATIONAL.exec(text)?.[0];
  if (found === undefined) return null;
  const digits = found.replace(/\D/g, '');
  if (!CALLING_CODE.test(digits)) return null;
  // The numbering plan of North America has one length; what follows is another number.
  if (digits.startsWith('1') && digits.length > 11) found = firstDigits(found, 11);
  if (digits.startsWith('1') && digits.length < 11) return null;
  // Where it runs on into another number, its last group belongs to that one.
  if (isDigitAt(text, plus + found.length)) found = found.replace(/\D+\d+$/, '');
  const end = plus + found.length;
  if (isWordAt(text, end) || found.replace(/\D/g, '').length < 7) return null;
  return { start: plus, end, kind: 'phone', score: 0.95 };
}

/** `0044 20 7946 0958`, from its first zero. */
export function dialledPhoneAt(text: string, start: number): Match | null {
  if (!text.startsWith('00', start)) return null;
  DIALLED.lastIndex = start;
  const found = DIALLED.exec(text);
  if (found === null) return null;
  const end = start + found[0].length;
  const digits = found[0].replace(/\D/g, '').slice(2);
  if (digits.startsWith('1') && digits.length !== 11) return null;
  if (!CALLING_CODE.test(digits) || digits.length < 10 || digits.length > 15 || isWordAt(text, end))
    return null;
  return { start, end, kind: 'phone', score: 0.75 };
}

function firstDigits(text: string, count: number): string {
  let end = 0;
  for (let seen = 0; seen < count; end++) if (isDigitAt(text, end)) seen++;
  return text.slice(0, end);
}

/** `(415) 555-2671`, `(020) 7946 0958`, from its bracket. */
export function bracketedPhoneAt(text: string, bracket: number): Match | null {
  IN_BRACKETS.lastIndex = bracket;
  const found = IN_BRACKETS.exec(text);
  if (found === null) return null;
  const [whole, area = ''] = found;
  const end = bracket + whole.length;
  const count = whole.replace(/\D/g, '').length;
  const isNorthAmerican = area.length === 3 && /^[2-9]/.test(area) && count === 10;
  const isWithTrunk = area.startsWith('0') && count >= 9;
  const isBrazilian = /^[1-9]{2}$/.test(area) && count === 11;
  if (isWordAt(text, end) || !(isNorthAmerican || isWithTrunk || isBrazilian)) return null;
  return { start: bracket, end, kind: 'phone', score: 0.9 };
}

/** National ways of writing that are hardly anything else. */
export function isNationalPhone(layout: string, digits: string): boolean {
  switch (layout) {
    case '3-3-4':
      return /^[2-9]\d\d/.test(digits);
    case '3.3.4':
    case '3 3 4':
      return /^[2-9]\d\d[2-9]/.test(digits);
    case '1-3-3-4':
    case '1 3 3 4':
    case '1.3.3.4':
      return /^1[2-9]\d\d/.test(digits);
    case '2 2 2 2 2':
    case '2.2.2.2.2':
    case '2-2-2-2-2':
      return /^0[1-9]/.test(digits);
    case '5 6':
      return /^0[17]/.test(digits);
    case '2-8':
      return digits.startsWith('06');
    case '3-4-4':
    case '2-4-4':
    case '5 3 3':
    case '4 3 4':
    case '3 4 4':
    case '4 3 3':
      return /^0[1-9]/.test(digits);
    default:
      return false;
  }
}

export const NATIONAL_LAYOUTS = [
  '3-3-4',
  '3.3.4',
  '3 3 4',
  '1-3-3-4',
  '1 3 3 4',
  '1.3.3.4',
  '2 2 2 2 2',
  '2.2.2.2.2',
  '2-2-2-2-2',
  '5 6',
  '5 3 3',
  '4 3 4',
  '3 4 4',
  '4 3 3',
  '2-8',
  '3-4-4',
  '2-4-4',
];

const GROUPS = /\d{2,15}(?:(?: ?[./-] ?|[ \u00a0])\d{2,12}){0,5}/y;

/** Any groups of digits right after a word that announces a phone number. */
export function namedPhoneAt(text: string, start: number): Match | null {
  if (!NAMED.test(text.slice(Math.max(0, start - 40), start))) return null;
  GROUPS.lastIndex = start;
  const found = GROUPS.exec(text)?.[0];
  if (found === undefined) return null;
  const end = start + found.length;
  const count = found.replace(/\D/g, '').length;
  if (count < 7 || count > 15 || isWordAt(text, end) || DATE.test(found)) return null;
  return { start, end, kind: 'phone', score: 0.75 };
}
