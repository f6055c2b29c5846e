import { isOneDigit, passesLuhn } from './checksums.ts';

/** Prefixes of issuers, from and to inclusive, and the lengths that they use: ISO/IEC 7812, as the networks publish them. */
const RANGES: readonly (readonly [from: number, to: number, lengths: readonly number[]])[] = [
  [4, 4, [13, 16, 19]],
  [51, 55, [16]],
  [2221, 2720, [16]],
  [34, 34, [15]],
  [37, 37, [15]],
  [6011, 6011, [16, 17, 18, 19]],
  [644, 649, [16, 17, 18, 19]],
  [65, 65, [16, 17, 18, 19]],
  [300, 305, [14]],
  [36, 36, [14]],
  [38, 39, [14]],
  [3528, 3589, [16, 17, 18, 19]],
  [62, 62, [16, 17, 18, 19]],
  [5018, 5018, [16]],
  [5020, 5020, [16]],
  [5038, 5038, [16]],
  [5893, 5893, [16]],
  [6304, 6304, [16]],
  [6759, 6759, [16]],
  [6761, 6763, [16]],
];

/** Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro; with its check digit. */
export function isPaymentCard(digits: string): boolean {
  return (
    RANGES.some(([from, to, lengths]) => {
      const prefix = Number(digits.slice(0, String(from).length));
      return prefix >= from && prefix <= to && lengths.includes(digits.length);
    }) &&
    passesLuhn(digits) &&
    !isOneDigit(digits.slice(0, -1))
  );
}
