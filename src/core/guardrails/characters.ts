/** What a UTF-16 code unit is to the scanners, in one table lookup. */
export const DIGIT = 1;
export const UPPER = 2;
export const LOWER = 4;
export const WORD = 8;

const classes = new Uint8Array(65_536);
for (let code = 0x30; code <= 0x39; code++) classes[code] = DIGIT | WORD;
for (let code = 0x41; code <= 0x5a; code++) classes[code] = UPPER | WORD;
for (let code = 0x61; code <= 0x7a; code++) classes[code] = LOWER | WORD;
classes[0x5f] = WORD;
// Letters of scripts whose words stand apart; a number between Chinese characters is a number by itself.
for (let code = 0xc0; code <= 0x52f; code++) if (code !== 0xd7 && code !== 0xf7) classes[code] = WORD;

/** The class of the code unit at a place; 0 beyond the text. */
export function classAt(text: string, index: number): number {
  return index < 0 || index >= text.length ? 0 : (classes[text.charCodeAt(index)] ?? 0);
}

export function isDigitAt(text: string, index: number): boolean {
  return (classAt(text, index) & DIGIT) !== 0;
}

export function isWordAt(text: string, index: number): boolean {
  return (classAt(text, index) & WORD) !== 0;
}

const SPACES = ' \u00a0\u2007\u2009\u202f';
const DASHES = '-\u2010\u2011\u2012\u2013\u2212';

/** What stands between groups of digits, as a blank, a hyphen or a point, however it is written; empty: something else. */
export function separatorAt(text: string, index: number): ' ' | '-' | '.' | '' {
  const character = text.charAt(index);
  if (character === '') return '';
  if (SPACES.includes(character)) return ' ';
  if (DASHES.includes(character)) return '-';
  return character === '.' ? '.' : '';
}

/** A place where a text may be cut without cutting a character in two. */
export function wholeCharacters(text: string, index: number): number {
  const before = text.charCodeAt(index - 1);
  return index > 0 && index < text.length + 1 && before >= 0xd800 && before <= 0xdbff ? index - 1 : index;
}

/** Behind it is nothing that any set has: signs of punctuation end before. */
const SETS_END = 0x2213;

/** The code units that a function of a character holds for, as a table. */
export function codeUnitSet(holds: (character: string) => boolean): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let code = 0; code < SETS_END; code++) table[code] = holds(String.fromCharCode(code)) ? 1 : 0;
  return table;
}

/** Where the run of such code units begins that the text ends with; at most `reach` long. */
export function trailingRun(text: string, units: Uint8Array, reach: number): number {
  const first = Math.max(0, text.length - reach);
  let start = text.length;
  while (start > first && units[text.charCodeAt(start - 1)] === 1) start--;
  return start;
}
