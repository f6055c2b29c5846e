import { conceptsOf, type Concepts } from './concepts.ts';
import { hashOf } from './hashing.ts';
import { rowOf, type WordVectors } from './word-vectors.ts';

/** Words are told apart by so many letters where they stand together: `ignore` and `ignoring` are alike. */
const STEM = 5;
/** Texts use few words often; so many are kept. */
const MOST_KEPT = 10_000;
/** Longer ones are rare, and V8 would keep the whole text alive that one was cut from. */
const LONGEST_KEPT = 12;

/** What is known of a word, or of a run of signs, wherever it stands. */
export interface WordFacts {
  /** In the word vectors; -1: none. */
  readonly row: number;
  /** Whether it has a vector itself, not only its beginning. */
  readonly isKnown: boolean;
  readonly whole: number;
  readonly stem: number;
  readonly concepts: readonly number[];
}

/** Looks words up, those that were met lately at once. */
export class WordBook {
  readonly #vectors: WordVectors;
  readonly #concepts: Concepts;
  readonly #kept = new Map<string, WordFacts>();

  constructor(vectors: WordVectors, concepts: Concepts) {
    this.#vectors = vectors;
    this.#concepts = concepts;
  }

  factsOf(word: string): WordFacts {
    const kept = this.#kept.get(word);
    if (kept !== undefined) return kept;
    const facts: WordFacts = {
      row: rowOf(this.#vectors, word),
      isKnown: this.#vectors.rows.has(word),
      whole: hashOf(word, 0, word.length, 11),
      stem: hashOf(word, 0, Math.min(STEM, word.length), 13),
      concepts: conceptsOf(this.#concepts, word),
    };
    if (word.length > LONGEST_KEPT) return facts;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(word, facts);
    return facts;
  }
}
