import {
  isDayOfYear,
  isOneDigit,
  modulo97,
  passesLuhn,
  passesMod1110,
  passesVerhoeff,
  weightedSum,
} from './checksums.ts';
import { isPaymentCard } from './payment-card.ts';

/** A number that is written in groups of digits. */
export interface NumberKind {
  readonly kind: string;
  /** Lengths of the groups with what separates them: `3-2-4`. */
  readonly layouts: readonly string[];
  /** Layouts that are other things too: they count only after a word that names the kind. */
  readonly namedLayouts?: readonly string[];
  readonly name?: RegExp;
  readonly score: number;
  isValid(digits: string): boolean;
}

const part = (digits: string, from: number, to: number): number => Number(digits.slice(from, to));

/** Layouts that are enough by themselves are of kinds whose check digits leave few others. */
export const NUMBER_KINDS: readonly NumberKind[] = [
  {
    kind: 'card',
    layouts: ['16', '15', '14', '4 4 4 4', '4-4-4-4', '4 6 5', '4-6-5', '4 6 4', '4-6-4', '4 4 4 4 3'],
    namedLayouts: ['13', '17', '18', '19'],
    name: /\b(?:card|credit|debit|visa|pan|kreditkarte|carte|tarjeta|cc)\b/i,
    score: 1,
    isValid: isPaymentCard,
  },
  {
    kind: 'us_ssn',
    layouts: ['3-2-4'],
    namedLayouts: ['9', '3 2 4', '3.2.4'],
    name: /\b(?:ssn|social security|soc sec)\b/i,
    score: 0.95,
    // Social Security Administration: areas, groups and serials that are never given out, and two from advertisements.
    isValid: (digits) =>
      !/^(?:000|666|9)|^...00|0000$/.test(digits) && digits !== '078051120' && digits !== '219099999',
  },
  {
    kind: 'uk_nhs',
    layouts: [],
    namedLayouts: ['3 3 4', '3-3-4', '10'],
    name: /\bnhs\b/i,
    score: 1,
    isValid: (digits) =>
      (11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === part(digits, 9, 10),
  },
  {
    kind: 'de_tax_id',
    layouts: [],
    namedLayouts: ['11', '2 3 3 3', '3 3 3 2'],
    name: /\b(?:steuer|idnr|id-nr|steuerid|identifikationsnummer|tax id|tin)/i,
    score: 1,
    // One digit of the first ten twice or three times, and not three times in a row (BZSt).
    isValid: (digits) => {
      const first = digits.slice(0, 10);
      return (
        !digits.startsWith('0') &&
        new Set(first).size >= 8 &&
        new Set(first).size <= 9 &&
        !/(\d)\1\1/.test(first) &&
        passesMod1110(digits)
      );
    },
  },
  {
    kind: 'fr_nir',
    layouts: ['15', '1 2 2 2 3 3 2', '13 2'],
    score: 1,
    isValid: (digits) =>
      /^[12]/.test(digits) &&
      /^(?:0[1-9]|1[0-2]|[23]\d|4[0-2])$/.test(digits.slice(3, 5)) &&
      97 - modulo97(digits.slice(0, 13)) === part(digits, 13, 15),
  },
  {
    kind: 'nl_bsn',
    layouts: [],
    namedLayouts: ['9', '4.2.3', '4 2 3', '3 3 3', '3.3.3'],
    name: /\b(?:bsn|burgerservicenummer|sofi-?nummer|citizen service)/i,
    score: 1,
    isValid: (digits) => weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !isOneDigit(digits),
  },
  {
    kind: 'pl_pesel',
    layouts: [],
    namedLayouts: ['11'],
    name: /\bpesel\b/i,
    score: 1,
    isValid: (digits) =>
      isDayOfYear(part(digits, 2, 4) % 20, part(digits, 4, 6)) &&
      weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  },
  {
    kind: 'br_cpf',
    layouts: ['3.3.3-2'],
    namedLayouts: ['11', '9-2'],
    name: /\bcpf\b/i,
    score: 1,
    isValid: (digits) => {
      const check = (weights: readonly number[]) => ((weightedSum(digits, weights) * 10) % 11) % 10;
      return (
        check([10, 9, 8, 7, 6, 5, 4, 3, 2]) === part(digits, 9, 10) &&
        check([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) === part(digits, 10, 11) &&
        !isOneDigit(digits)
      );
    },
  },
  {
    kind: 'in_aadhaar',
    layouts: ['4 4 4', '4-4-4'],
    namedLayouts: ['12'],
    name: /\b(?:aadhaar|aadhar|adhaar|uidai|uid)\b/i,
    score: 0.9,
    // Three years in a row are no Aadhaar, whatever their check digit.
    isValid: (digits) =>
      /^[2-9]/.test(digits) && !/^(?:(?:19|20)\d\d){3}$/.test(digits) && passesVerhoeff(digits),
  },
  {
    kind: 'ch_ahv',
    layouts: ['3.4.4.2', '13'],
    score: 1,
    isValid: (digits) =>
      digits.startsWith('756') && weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  {
    kind: 'be_national_number',
    layouts: ['2.2.2-3.2'],
    namedLayouts: ['11'],
    name: /\b(?:rijksregister|registre national|national number|niss|insz)/i,
    score: 1,
    isValid: (digits) => {
      const check = part(digits, 9, 11);
      const first = digits.slice(0, 9);
      return check === 97 - (Number(first) % 97) || check === 97 - (Number(`2${first}`) % 97);
    },
  },
  {
    kind: 'ca_sin',
    layouts: [],
    namedLayouts: ['3-3-3', '3 3 3', '9'],
    name: /\b(?:sin|social insurance|nas)\b/i,
    score: 1,
    isValid: (digits) => !/^[08]/.test(digits) && passesLuhn(digits),
  },
  {
    kind: 'cn_resident_id',
    layouts: ['18'],
    score: 1,
    isValid: (digits) => isResidentId(digits),
  },
];

/** GB 11643: 17 digits with a date of birth, and a check digit, `X` for ten. */
export function isResidentId(id: string): boolean {
  const sum = weightedSum(id.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return (
    /^[1-8]/.test(id) &&
    /^(?:19|20)/.test(id.slice(6, 8)) &&
    isDayOfYear(part(id, 10, 12), part(id, 12, 14)) &&
    '10X98765432'.charAt(sum % 11) === id.charAt(17).toUpperCase()
  );
}
