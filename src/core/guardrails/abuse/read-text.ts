import { BUCKETS, tokenFeatures } from './features.ts';
import { foldText } from './fold-text.ts';
import type { Lexicon } from './lexicon.ts';
import { meaningOf, sentenceMeanings, setContext } from './meaning.ts';
import { passagesOf } from './passages.ts';
import { tokensOf } from './tokens.ts';

/** A passage as the model takes it. */
export interface PassageInput {
  /** Its hashed features, each once. */
  readonly features: Int32Array;
  readonly meaning: Float32Array;
}

/** A text of more tokens is a document: what a passage of it says may be meant otherwise than if it stood alone. */
const SHORT_TEXT = 60;
const NOTHING = new Int32Array(0);
const lastSeen = new Int32Array(BUCKETS);
let passageNumber = 0;
let scratch = new Int32Array(1_024);

/** The passages of a text, up to `limit` tokens of it. */
export function readText(text: string, lexicon: Lexicon, limit: number): PassageInput[] {
  const { vectors, book } = lexicon;
  const tokens = tokensOf(foldText(text), limit);
  const facts = tokens.words.map((word) => book.factsOf(word));
  const { anywhere, inDocument } = tokenFeatures(tokens, facts, lexicon);
  const rows = Int32Array.from(facts, ({ row }, index) => (tokens.isWord[index] === true ? row : -1));
  const { sentences } = tokens;
  const meanings = sentenceMeanings(vectors, rows, sentences);
  const last = sentences.length - 1;
  const whole = meaningOf(meanings, 0, last);
  return passagesOf(tokens).map(([from, to]) => {
    const meaning = meaningOf(meanings, from, to);
    const isPart = to - from < last;
    if (isPart) setContext(meaning, whole);
    const [start, end] = [sentences[from] ?? 0, sentences[to] ?? 0];
    const of = ({ ids, offsets }: typeof anywhere): Int32Array => ids.subarray(offsets[start], offsets[end]);
    const more = isPart && tokens.words.length > SHORT_TEXT ? of(inDocument) : NOTHING;
    return { features: distinct(of(anywhere), more), meaning };
  });
}

function distinct(...lists: readonly Int32Array[]): Int32Array {
  passageNumber = (passageNumber + 1) | 0;
  let count = 0;
  for (const ids of lists) {
    if (scratch.length < count + ids.length) scratch = longer(scratch, count + ids.length);
    for (const id of ids) {
      if (lastSeen[id] === passageNumber) continue;
      lastSeen[id] = passageNumber;
      scratch[count++] = id;
    }
  }
  return scratch.slice(0, count);
}

function longer(from: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * least);
  to.set(from);
  return to;
}
