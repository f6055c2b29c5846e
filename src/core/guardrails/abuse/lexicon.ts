import { readConcepts, type Concepts } from './concepts.ts';
import { WordBook } from './word-facts.ts';
import { readWordVectors, type WordVectors } from './word-vectors.ts';

/** What the detector knows of words before it learns. */
export interface Lexicon {
  readonly vectors: WordVectors;
  readonly concepts: Concepts;
  readonly book: WordBook;
}

/** From the contents of `words.bin` and `concepts.txt` in resources/abuse-detector. */
export function readLexicon(words: Uint8Array, concepts: string): Lexicon {
  const vectors = readWordVectors(words);
  const known = readConcepts(concepts);
  return { vectors, concepts: known, book: new WordBook(vectors, known) };
}
