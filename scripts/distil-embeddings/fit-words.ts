/** Texts that the words are to explain, by the words' numbers, with the meaning that the teacher gives them. */
export interface Lesson {
  readonly words: readonly number[];
  readonly meaning: Float32Array;
}

const ROUNDS = 12;
const STEP = 1.5;
/** How much of the way back to the teacher's vector of the word alone a word goes at each step. */
const RETURN = 0.02;

/**
 * Moves the vectors of words so that the weighted mean over the words of a text comes near to what the teacher makes of
 * the whole text: stochastic gradient descent on the squared distance, in the order of the lessons, so that the same
 * lessons give the same vectors.
 */
export function fitWords(
  vectors: Float32Array[],
  weights: readonly number[],
  lessons: readonly Lesson[],
): void {
  const starts = vectors.map((vector) => vector.slice());
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = STEP * (1 - round / ROUNDS);
    for (const lesson of lessons) teach(vectors, starts, weights, lesson, step);
  }
}

function teach(
  vectors: readonly Float32Array[],
  starts: readonly Float32Array[],
  weights: readonly number[],
  { words, meaning }: Lesson,
  step: number,
): void {
  let total = 0;
  for (const word of words) total += weights[word] ?? 0;
  const error = Float64Array.from(meaning, (value) => -value);
  for (const word of words) {
    const share = (weights[word] ?? 0) / total;
    vectors[word]?.forEach((value, index) => (error[index] = (error[index] ?? 0) + share * value));
  }
  for (const word of words) {
    const vector = vectors[word];
    const start = starts[word];
    if (vector === undefined || start === undefined) continue;
    const share = (step * (weights[word] ?? 0)) / total;
    for (let index = 0; index < vector.length; index += 1) {
      const value = vector[index] ?? 0;
      vector[index] = value - share * (error[index] ?? 0) - RETURN * share * (value - (start[index] ?? 0));
    }
  }
}
