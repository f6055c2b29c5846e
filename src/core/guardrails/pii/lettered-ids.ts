import { isWordAt } from '../characters.ts';
import type { Match } from '../text-matcher.ts';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const DNI = /(\d{8}|\d{2}\.\d{3}\.\d{3})-?([A-Za-z])/y;
const NIE = /([XYZ])-?(\d{7})-?([A-Z])/y;
/** Letters as HMRC gives them out; written in one they are other things too, so then the number is to be named. */
const NINO =
  /(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:( )\d{2} \d{2} \d{2} [A-D]|\d{6}[A-D])/y;
const NINO_NAME = /\b(?:nino?|national insurance|ni number|ni no)\b/i;
const CODICE_FISCALE = /[A-Z]{6}[\dLMNPQRSTUV]{2}[A-EHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]/iy;

/** Spain: DNI, which begins with a digit. */
export function dniAt(text: string, start: number): Match | null {
  DNI.lastIndex = start;
  const found = DNI.exec(text);
  if (found === null || isWordAt(text, start + found[0].length)) return null;
  const [whole, digits = '', letter = ''] = found;
  if (DNI_LETTERS[Number(digits.replaceAll('.', '')) % 23] !== letter) return null;
  return { start, end: start + whole.length, kind: 'es_dni', score: 0.9 };
}

/** Ids that begin with a letter: Spain's NIE, the British national insurance number, Italy's codice fiscale. */
export function letteredIdAt(text: string, start: number): Match | null {
  return nieAt(text, start) ?? ninoAt(text, start) ?? codiceFiscaleAt(text, start);
}

function nieAt(text: string, start: number): Match | null {
  NIE.lastIndex = start;
  const found = NIE.exec(text);
  if (found === null || isWordAt(text, start + found[0].length)) return null;
  const [whole, first = '', digits = '', letter] = found;
  const number = Number(`${'XYZ'.indexOf(first)}${digits}`);
  if (DNI_LETTERS[number % 23] !== letter) return null;
  return { start, end: start + whole.length, kind: 'es_dni', score: 0.95 };
}

function ninoAt(text: string, start: number): Match | null {
  NINO.lastIndex = start;
  const found = NINO.exec(text);
  if (found === null || isWordAt(text, start + found[0].length)) return null;
  const isSpaced = found[1] !== undefined;
  if (!isSpaced && !NINO_NAME.test(text.slice(Math.max(0, start - 40), start))) return null;
  return { start, end: start + found[0].length, kind: 'uk_nino', score: 0.9 };
}

/** Values of the characters at odd places, by the decree of 23 December 1976. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function codiceFiscaleAt(text: string, start: number): Match | null {
  CODICE_FISCALE.lastIndex = start;
  const code = CODICE_FISCALE.exec(text)?.[0].toUpperCase();
  if (code === undefined || isWordAt(text, start + code.length)) return null;
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const unit = code.charCodeAt(index);
    const value = unit <= 57 ? unit - 48 : unit - 65;
    sum += index % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  if (code.charCodeAt(15) - 65 !== sum % 26) return null;
  return { start, end: start + code.length, kind: 'it_codice_fiscale', score: 1 };
}
