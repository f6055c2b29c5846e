import type { Tokens } from './tokens.ts';

/** A passage, by its first sentence and the one behind its last. */
export type Passage = readonly [from: number, to: number];

const SHORTEST = 6;
/** A text up to this length is also read as a whole. */
const LONGEST_WHOLE = 80;
const SHORTEST_PAIR = 12;
const LONGEST_PAIR = 60;
/** A text of more tokens is read in passages that do not overlap, so that it takes half the time. */
const LONG_TEXT = 2_000;

/**
 * The passages that a text is judged by: from every sentence on, as many sentences as make six tokens, and from every
 * other one as many as make twelve; the whole of a short text; of a long one every sentence once. An attack in a long document is thus judged by itself.
 */
export function passagesOf({ words, sentences }: Tokens): Passage[] {
  const end = words.length;
  const last = sentences.length - 1;
  const passages: Passage[] = end <= LONGEST_WHOLE ? [[0, last]] : [];
  let lastTo = -1;
  for (let sentence = 0; sentence < last && end > 16; sentence += 1) {
    const from = sentences[sentence] ?? end;
    const next = behind(sentences, sentence + 1, from + SHORTEST);
    const to = sentences[next] ?? end;
    if (to - from < 4 || (to === lastTo && to - from < SHORTEST)) continue;
    passages.push([sentence, next]);
    lastTo = to;
    if (end > LONG_TEXT) {
      sentence = next - 1;
      continue;
    }
    if (sentence % 2 === 1 || next >= last) continue;
    const pair = behind(sentences, next + 1, from + SHORTEST_PAIR);
    if ((sentences[pair] ?? end) - from <= LONGEST_PAIR) passages.push([sentence, pair]);
  }
  return passages.length > 0 ? passages : [[0, last]];
}

/** The first boundary of sentences from `index` on that lies at token `least` or behind it. */
function behind(sentences: readonly number[], index: number, least: number): number {
  let at = index;
  while (at < sentences.length - 1 && (sentences[at] ?? 0) < least) at += 1;
  return at;
}
