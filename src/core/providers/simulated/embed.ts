import { keywords } from './subject.ts';
import { Random } from './random.ts';

/** How many places of a vector a word marks. */
const PLACES = 24;
/** How loud the noise is that tells texts of the same words apart, against a mark of 1. */
const NOISE = 0.02;

export function isEmbeddingModel(model: string): boolean {
  return model.includes('embedding');
}

/** The length of a model's vectors. */
export function dimensionsOf(model: string): number {
  return model.includes('large') ? 3072 : 1536;
}

/**
 * A unit vector that follows from the key and the text alone: words mark places of it, so that texts which share words
 * lie close together. A shorter one is the beginning of the whole, made a unit vector again, as OpenAI does it.
 */
export function embed(key: string, text: string, wholeLength: number, length: number): Float32Array {
  const vector = new Float32Array(wholeLength);
  const noise = new Random(key, 'text', text);
  for (let at = 0; at < wholeLength; at++) vector[at] = (noise.next() - 0.5) * 2 * NOISE;
  for (const word of keywords(text)) {
    const random = new Random(key, 'word', word);
    for (let mark = 0; mark < PLACES; mark++) {
      const at = random.between(0, wholeLength - 1);
      vector[at] = (vector[at] ?? 0) + (random.next() < 0.5 ? -1 : 1);
    }
  }
  return toUnit(vector.subarray(0, length));
}

function toUnit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  return vector.map((value) => value / norm);
}
