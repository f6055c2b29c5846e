import type { AbuseModel } from './model-file.ts';
import { HEADS, run } from './network.ts';
import { readText, type PassageInput } from './read-text.ts';
import { viewsOf } from './views.ts';
import type { WordVectors } from './word-vectors.ts';

/** Probabilities, 0 to 1. A text may be several things at once; `abuse`: any of them. */
export interface AbuseScores {
  readonly injection: number;
  readonly jailbreak: number;
  readonly harmful: number;
  readonly abuse: number;
}

/** What is read of a text: some 100,000 characters. */
const MOST_TOKENS = 20_000;

/** The passages of a text and of what is hidden in it behind encodings. */
export function passagesToJudge(text: string, vectors: WordVectors): PassageInput[] {
  return viewsOf(text, vectors).flatMap((view) => readText(view, vectors, MOST_TOKENS));
}

/** A text scores as high as its worst passage, less what chance gives among many. */
export function judgeText(text: string, model: AbuseModel, vectors: WordVectors): AbuseScores {
  const passages = passagesToJudge(text, vectors);
  const highest = highestLogits(passages, model);
  const [injection = 0, jailbreak = 0, harmful = 0, abuse = 0] = model.calibrations.map(
    ({ slope, offset, perLog }, head) =>
      1 / (1 + Math.exp(-(slope * (highest[head] ?? 0) + offset + perLog * Math.log(passages.length)))),
  );
  return { injection, jailbreak, harmful, abuse };
}

/** Of each head the highest logit over the passages. */
export function highestLogits(
  passages: readonly PassageInput[],
  { network }: Pick<AbuseModel, 'network'>,
): Float64Array {
  const highest = new Float64Array(HEADS.length).fill(-Infinity);
  const logits = new Float64Array(HEADS.length);
  const activations = new Float32Array(network.hidden);
  for (const passage of passages) {
    run(network, passage, logits, activations);
    for (const [head, logit] of logits.entries()) highest[head] = Math.max(highest[head] ?? logit, logit);
  }
  return highest;
}
