import { conceptOfBoth } from './concepts.ts';
import { hashOf, pair } from './hashing.ts';
import type { Lexicon } from './lexicon.ts';
import type { Tokens } from './tokens.ts';
import type { WordFacts } from './word-facts.ts';

/** Buckets of the hashed features; a power of two. */
export const BUCKETS = 1 << 18;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** So many words open a sentence; orders begin with a verb. */
const OPENING = 3;
/** A concept is paired with so many before it in its sentence. */
const NEIGHBOURS = 4;
const IN_DOCUMENT = 0x5bd1e995;

/** Hashed features: those of token i are `ids[offsets[i]..offsets[i + 1]]`. */
export interface FeatureRuns {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

export interface TokenFeatures {
  readonly anywhere: FeatureRuns;
  /** What opens a sentence and what its words stand for, once more, for where they are part of a document. */
  readonly inDocument: FeatureRuns;
}

/**
 * `facts` of each token. Of each word: itself, its stem, the stem with each of the three before it, with both before it,
 * where it opens a sentence; its concept, alone, with each before it in the sentence and with both before it; of words
 * without a vector also the character 3- to 5-grams. Of signs: themselves and with the stem before.
 */
export function tokenFeatures(
  { words, isWord, sentences }: Tokens,
  facts: readonly WordFacts[],
  { concepts }: Lexicon,
): TokenFeatures {
  const anywhere = new Runs(words.length);
  const inDocument = new Runs(words.length);
  const both = (hashed: number): void => {
    anywhere.add(hashed);
    inDocument.add(hashed + IN_DOCUMENT);
  };
  let [before1, before2, before3] = [1, 2, 3];
  let place = 0;
  let sentence = 0;
  let last = '';
  let near: number[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const fact = facts[index];
    if (fact === undefined) continue;
    if (index === sentences[sentence]) {
      sentence += 1;
      place = 0;
      near = [];
    }
    const { stem } = fact;
    anywhere.add(fact.whole);
    anywhere.add(pair(before1, stem, 17));
    if (isWord[index] === true) {
      anywhere.add(stem);
      anywhere.add(pair(before2, stem, 19));
      anywhere.add(pair(before3, stem, 19));
      anywhere.add(pair(pair(before2, before1, 23), stem, 29));
      if (place < OPENING) both(pair(stem, place, 37));
      if (place === 1) both(pair(pair(before1, stem, 41), 0, 37));
      place += 1;
      const ofBoth = conceptOfBoth(concepts, last, word);
      for (const concept of ofBoth === undefined ? fact.concepts : [ofBoth]) {
        addConcept(concept, near, place < OPENING, both);
        near = [...near.slice(1 - NEIGHBOURS), concept];
      }
      if (!fact.isKnown) addGrams(word, anywhere);
      [before3, before2, before1] = [before2, before1, stem];
      last = word;
    }
    anywhere.end(index);
    inDocument.end(index);
  }
  return { anywhere, inDocument };
}

function addConcept(
  concept: number,
  near: readonly number[],
  opens: boolean,
  add: (hashed: number) => void,
): void {
  add(pair(concept, 0, 61));
  if (opens) add(pair(concept, 1, 61));
  for (const other of near) add(pair(other, concept, 67));
  const [before2, before1] = near.slice(-2);
  if (before1 !== undefined) add(pair(pair(before2 ?? 0, before1, 71), concept, 73));
}

function addGrams(word: string, to: Runs): void {
  const padded = `_${word}_`;
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) to.add(hashOf(padded, at, at + size, 30 + size));
  }
}

/** Buckets one after another, with where those of each token end. */
class Runs implements FeatureRuns {
  readonly offsets: Int32Array;
  #ids = new Int32Array(256);
  #count = 0;

  constructor(tokens: number) {
    this.offsets = new Int32Array(tokens + 1);
  }

  get ids(): Int32Array {
    return this.#ids;
  }

  add(hashed: number): void {
    if (this.#count === this.#ids.length) {
      const longer = new Int32Array(2 * this.#count);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids[this.#count++] = bucket(hashed);
  }

  end(token: number): void {
    this.offsets[token + 1] = this.#count;
  }
}

/** Mixes all bits of a hash (the finaliser of MurmurHash3) and cuts it to a bucket. */
function bucket(hashed: number): number {
  let value = hashed ^ (hashed >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) & (BUCKETS - 1);
}
