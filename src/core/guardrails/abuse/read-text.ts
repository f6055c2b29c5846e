import { BUCKETS, tokenFeatures } from './features.ts';
import { foldText } from './fold-text.ts';
import { meaningOf, sentenceMeanings, setContext } from './meaning.ts';
import { passagesOf } from './passages.ts';
import { tokensOf } from './tokens.ts';
import { rowOf, type WordVectors } from './word-vectors.ts';

/** A passage as the model takes it. */
export interface PassageInput {
  /** Its hashed features, each once. */
  readonly features: Int32Array;
  readonly meaning: Float32Array;
}

const lastSeen = new Int32Array(BUCKETS);
let passageNumber = 0;

/** The passages of a text, up to `limit` tokens of it. */
export function readText(text: string, vectors: WordVectors, limit: number): PassageInput[] {
  const tokens = tokensOf(foldText(text), limit);
  const { ids, offsets } = tokenFeatures(tokens, (word) => vectors.rows.has(word));
  const rows = Int32Array.from(tokens.words, (word, index) =>
    tokens.isWord[index] === true ? rowOf(vectors, word) : -1,
  );
  const { sentences } = tokens;
  const meanings = sentenceMeanings(vectors, rows, sentences);
  const last = sentences.length - 1;
  const whole = meaningOf(meanings, 0, last);
  return passagesOf(tokens).map(([from, to]) => {
    const meaning = meaningOf(meanings, from, to);
    if (to - from < last) setContext(meaning, whole);
    const start = offsets[sentences[from] ?? 0] ?? 0;
    return { features: distinct(ids.subarray(start, offsets[sentences[to] ?? 0] ?? 0)), meaning };
  });
}

function distinct(ids: Int32Array): Int32Array {
  passageNumber = (passageNumber + 1) | 0;
  const out = new Int32Array(ids.length);
  let count = 0;
  for (const id of ids) {
    if (lastSeen[id] === passageNumber) continue;
    lastSeen[id] = passageNumber;
    out[count++] = id;
  }
  return out.slice(0, count);
}
