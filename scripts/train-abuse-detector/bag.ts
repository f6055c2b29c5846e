import type { Lexicon } from '../../src/core/guardrails/abuse/lexicon.ts';
import { passagesToJudge } from '../../src/core/guardrails/abuse/judge-text.ts';
import type { PassageInput } from '../../src/core/guardrails/abuse/read-text.ts';

import type { LabelledText } from './labelled-text.ts';

/** A text as its passages. The label holds for the text: not every passage of an attack is one. */
export interface Bag extends Pick<LabelledText, 'label' | 'source'> {
  readonly passages: readonly PassageInput[];
}

export function bagOf({ text, label, source }: LabelledText, lexicon: Lexicon): Bag {
  return { label, source, passages: passagesToJudge(text, lexicon) };
}

/** A number that tells passages apart. */
export function passageKey({ features }: PassageInput): number {
  return features.reduce((key, id) => Math.imul(key ^ id, 0x01000193), features.length);
}
