import { ANTONYM_SIDES } from './antonyms.ts';
import { hashText } from './hash-text.ts';

/**
 * Marks: what of a text's wording tells it from one that is otherwise alike, in the order of the text, without the words
 * themselves. Each is 32 bits: its kind above 28 bits of hash.
 */
export const MARK = { word: 0, number: 1, name: 2, negation: 3, connective: 4, negatedStem: 5 } as const;
export type MarkKind = (typeof MARK)[keyof typeof MARK];

/** Of a long text only the beginning is marked. */
export const MAX_MARKS = 48;
const MAX_MARKED_LENGTH = 1_000;
const HASH_BITS = 28;
const HASH_MASK = 2 ** HASH_BITS - 1;

export const kindOf = (mark: number): MarkKind => (mark >>> HASH_BITS) as MarkKind;
export const hashOf = (mark: number): number => mark & HASH_MASK;
export const wordHash = (word: string): number => hashText(word) & HASH_MASK;

const WORD = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?/gu;
const CAPITAL = /^\p{Lu}/u;
const STARTS_WITH_DIGIT = /^\p{N}/u;
const ENDS_SENTENCE = /[.!?:\n]\s*$/;
/** Also as they are written without their apostrophe, and in German, Dutch, French and Portuguese. */
const NEGATION_WORDS = new Set(
  (
    'not no never nor neither none cannot except unless hardly barely avoid avoids avoiding refrain ' +
    'cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt mustnt havent hasnt hadnt ' +
    'nicht kein keine keinen keiner nie niemals niet geen pas jamais não nao'
  ).split(' '),
);
const CONNECTIVES = new Set(
  'to from into onto over than before after against by versus vs instead'.split(' '),
);
const NEGATING_PREFIX = /^(?:un|dis|non|im|in|ir|il|de)(?=\p{L}{4})/u;
const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, String(number)]),
);
/** Words without weight of their own. `one` is a pronoun more often than a number. */
const STOP_WORDS = new Set(
  (
    'a an the i you he she it we they me him her us them my your his its our their this that these those there here ' +
    'is are was were be been being am do does did have has had will would can could should shall may might must ' +
    'of in on at for with about as and or but if so then what which who whom whose how when where why please just ' +
    'one some any such get give tell let make want need know think'
  ).split(' '),
);

/** The marks of a text; `names` are words that are names though they are written small. */
export function markText(text: string, names: ReadonlySet<string>): Uint32Array {
  const part = text.slice(0, MAX_MARKED_LENGTH).normalize('NFKC').slice(0, MAX_MARKED_LENGTH);
  const showsCase = part !== part.toUpperCase();
  const marks: number[] = [];
  for (const { 0: written, index } of part.matchAll(WORD)) {
    if (marks.length >= MAX_MARKS) break;
    const startsSentence = index === 0 || ENDS_SENTENCE.test(part.slice(Math.max(0, index - 4), index));
    marks.push(...marksOf(written, showsCase && looksLikeName(written, startsSentence), names));
  }
  return Uint32Array.from(marks.slice(0, MAX_MARKS));
}

function marksOf(written: string, looksNamed: boolean, names: ReadonlySet<string>): number[] {
  const word = written.toLowerCase().replace('’', "'");
  if (word.endsWith("n't") || NEGATION_WORDS.has(word)) return [mark(MARK.negation, 'not')];
  const plain = word.replace(/'.*$/, '');
  if (STARTS_WITH_DIGIT.test(plain)) return [mark(MARK.number, plain.replaceAll(',', ''))];
  const number = NUMBER_WORDS.get(plain);
  if (number !== undefined && plain !== 'one') return [mark(MARK.number, number)];
  if (CONNECTIVES.has(plain))
    return [mark(MARK.connective, plain), ...(ANTONYM_SIDES.has(plain) ? [mark(MARK.word, plain)] : [])];
  if (!looksNamed && STOP_WORDS.has(plain) && !ANTONYM_SIDES.has(plain)) return [];
  if (looksNamed || names.has(plain)) return [mark(MARK.name, plain)];
  const stem = plain.replace(NEGATING_PREFIX, '');
  return stem === plain ? [mark(MARK.word, plain)] : [mark(MARK.word, plain), mark(MARK.negatedStem, stem)];
}

/** A capital where a sentence does not ask for one. */
function looksLikeName(written: string, startsSentence: boolean): boolean {
  const rest = written.slice(1);
  const hasInnerCapital = /^\p{L}/u.test(written) && rest !== rest.toLowerCase();
  if (hasInnerCapital) return true;
  return CAPITAL.test(written) && !startsSentence && written !== 'I' && !written.startsWith("I'");
}

function mark(kind: MarkKind, word: string): number {
  return ((kind << HASH_BITS) | wordHash(word)) >>> 0;
}
