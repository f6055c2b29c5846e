/* Check digits of numbers, each given as a string of digits. */

const digitAt = (digits: string, index: number): number => digits.charCodeAt(index) - 48;

/** ISO/IEC 7812-1. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = false; index >= 0; index--, isDoubled = !isDoubled) {
    const digit = digitAt(digits, index);
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** The remainder modulo 97 of a number of any length; letters count as 10 to 35 (ISO 7064, ISO 13616). */
export function modulo97(characters: string): number {
  let remainder = 0;
  for (let index = 0; index < characters.length; index++) {
    const code = characters.charCodeAt(index);
    remainder = code <= 57 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + code - 55) % 97;
  }
  return remainder;
}

/** Sum of the digits, each times its weight. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(digits, index), 0);
}

/** ISO 7064 MOD 11,10, as in the German tax id. */
export function passesMod1110(digits: string): boolean {
  let product = 10;
  for (let index = 0; index < digits.length - 1; index++) {
    const sum = (digitAt(digits, index) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digitAt(digits, digits.length - 1);
}

/** The dihedral group D5, and the permutation that is applied once more per place. */
const PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
].map((row) => [...row].map(Number));
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
].map((row) => [...row].map(Number));

/** Verhoeff's check digit, as in Aadhaar. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let index = digits.length - 1, place = 0; index >= 0; index--, place++) {
    check = PRODUCT[check]?.[PERMUTATION[place % 8]?.[digitAt(digits, index)] ?? 0] ?? 0;
  }
  return check === 0;
}

/** Whether YY, MM, DD can be a date of birth. */
export function isDayOfYear(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Numbers that people type to fill a field: all digits alike. */
export function isOneDigit(digits: string): boolean {
  return /^(\d)\1*$/.test(digits);
}
