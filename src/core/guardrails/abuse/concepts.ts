import { foldText } from './fold-text.ts';

/** What words stand for, in several languages: `ignore`, `disregard` and `ignorez` are one concept. */
export interface Concepts {
  /** The number of the concept of a word, or of two words with a blank between them. */
  readonly words: ReadonlyMap<string, number>;
  /** Of whatever begins so. */
  readonly beginnings: ReadonlyMap<string, number>;
  /** Words that may be the first of two. */
  readonly firsts: ReadonlySet<string>;
}

const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 14;
const LONGEST_UNSPACED = 8;
/** Thai, Japanese, Chinese and Korean: a run of letters holds several words. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/**
 * A concept a line: a name, a colon and its words, folded as texts are. `word*` stands for whatever begins so, `two_words`
 * for both in a row. A word belongs to the first concept that names it.
 */
export function readConcepts(text: string): Concepts {
  const words = new Map<string, number>();
  const beginnings = new Map<string, number>();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  for (const [concept, line] of lines.entries()) {
    const entries = foldText(line.slice(line.indexOf(':') + 1)).toLowerCase();
    for (const entry of entries.trim().split(/\s+/)) {
      const into = entry.endsWith('*') ? beginnings : words;
      const word = entry.replace(/\*$/, '').replaceAll('_', ' ');
      if (!into.has(word)) into.set(word, concept);
    }
  }
  const firsts = [...words.keys()]
    .filter((word) => word.includes(' '))
    .map((word) => word.split(' ')[0] ?? '');
  return { words, beginnings, firsts: new Set(firsts) };
}

/** The concept of two words in a row. */
export function conceptOfBoth(
  { words, firsts }: Concepts,
  first: string,
  second: string,
): number | undefined {
  return firsts.has(first) ? words.get(`${first} ${second}`) : undefined;
}

/** The concept of a word, if it has one; of a run of letters in a script without blanks all that it holds. */
export function conceptsOf({ words, beginnings }: Concepts, word: string): readonly number[] {
  if (UNSPACED.test(word)) return conceptsWithin(words, word);
  const concept = words.get(word) ?? ofBeginning(beginnings, word);
  return concept === undefined ? [] : [concept];
}

function ofBeginning(beginnings: ReadonlyMap<string, number>, word: string): number | undefined {
  for (let length = Math.min(LONGEST_BEGINNING, word.length); length >= SHORTEST_BEGINNING; length -= 1) {
    const concept = beginnings.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return undefined;
}

/** From left to right, the longest first. */
function conceptsWithin(words: ReadonlyMap<string, number>, run: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < run.length;) {
    let length = Math.min(LONGEST_UNSPACED, run.length - at);
    while (length > 0 && !words.has(run.slice(at, at + length))) length -= 1;
    const concept = words.get(run.slice(at, at + length));
    if (concept !== undefined) found.push(concept);
    at += Math.max(1, length);
  }
  return found;
}
