import type { WordVectors } from '../../src/core/guardrails/abuse/word-vectors.ts';
import { bagOf, type Bag } from './bag.ts';
import type { LabelledText } from './labelled-text.ts';
import { phrases } from './phrases.ts';
import { seededRandom } from './random.ts';
import { SEED } from './seed.ts';
import { wrapped } from './wrap.ts';

export interface Lessons {
  /** The data, then the phrases. */
  readonly rows: readonly LabelledText[];
  readonly bags: readonly Bag[];
  /** Phrases hidden in those of the texts that may be trained with. */
  readonly more: (training: readonly LabelledText[]) => Bag[];
}

/** All that the detector learns from. */
export function lessonsOf(data: readonly LabelledText[], vectors: WordVectors): Lessons {
  const own = phrases(seededRandom(SEED));
  const rows = [...data, ...own];
  const bag = (row: LabelledText): Bag => bagOf(row, vectors);
  return {
    rows,
    bags: rows.map(bag),
    more: (training) =>
      wrapped(
        training.filter(({ source }) => source !== 'phrases'),
        own,
        seededRandom(SEED),
      ).map(bag),
  };
}
