import { isWrapUnit, LONGEST_WRAPPED } from '../normalise/index.ts';
import { wholeCharacters } from '../characters.ts';
import { longestSpan } from './word-entries.ts';

/** Words of one or two letters are passed over: they may be a word that is written letter by letter. */
const LONGEST_LETTER = 2;

/**
 * Where words are settled in a text that goes on: before the last word, for phrases before as many words as the longest
 * has, and before a run that may turn out to be base64.
 */
export function settledWords(
  text: string,
  { mostWords, mostUnits }: { readonly mostWords: number; readonly mostUnits: number },
): number {
  const farthest = Math.max(0, text.length - longestSpan(mostUnits) - 2);
  let index = text.length;
  for (let words = 0; index > farthest;) {
    const end = index;
    while (index > farthest && !isSpace(text, index - 1)) index--;
    // The last one is open, even if it is empty yet.
    if (end === text.length || end - index > LONGEST_LETTER) words++;
    if (words >= mostWords && (index === 0 || !isLetterBefore(text, index, farthest))) break;
    while (index > farthest && isSpace(text, index - 1)) index--;
  }
  return wholeCharacters(text, Math.min(index, wrapStart(text)));
}

function isSpace(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit === 0x20 || (unit >= 9 && unit <= 13) || unit === 0xa0;
}

/** Whether the word before is one of letters that stand apart. */
function isLetterBefore(text: string, index: number, farthest: number): boolean {
  let end = index;
  while (end > farthest && isSpace(text, end - 1)) end--;
  let start = end;
  while (start > farthest && end - start <= LONGEST_LETTER && !isSpace(text, start - 1)) start--;
  return end > start && end - start <= LONGEST_LETTER;
}

function wrapStart(text: string): number {
  const farthest = Math.max(0, text.length - LONGEST_WRAPPED - 2);
  let index = text.length;
  while (index > farthest && isWrapUnit(text.charCodeAt(index - 1))) index--;
  return index;
}
