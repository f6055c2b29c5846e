import type { Lexicon } from './lexicon.ts';
import type { AbuseModel, Calibration } from './model-file.ts';
import { HEADS, run } from './network.ts';
import { readText, type PassageInput } from './read-text.ts';
import { viewsOf } from './views.ts';

/** Probabilities, 0 to 1. A text may be several things at once; `abuse`: it is at least one, were they independent. */
export interface AbuseScores {
  readonly injection: number;
  readonly jailbreak: number;
  readonly harmful: number;
  readonly abuse: number;
}

/** Longer texts are read in parts of this length: what is hidden behind encodings is looked for in each. */
const PART_LENGTH = 16_000;
/** What stands across the border of two parts is read whole in one of them. */
const OVERLAP = 300;
/** Of what is behind this nothing is read. */
const MOST_CHARACTERS = 200_000;
const MOST_TOKENS = 8_000;

/** The passages of a text and of what is hidden in it behind encodings. */
export function passagesToJudge(text: string, lexicon: Lexicon): PassageInput[] {
  return partsOf(text).flatMap((part) => passagesOfPart(part, lexicon));
}

/** A text scores as high as its worst passage, less what chance gives among many. */
export function judgeText(text: string, model: AbuseModel, lexicon: Lexicon): AbuseScores {
  const judging = judgeInParts(text, model, lexicon);
  for (;;) {
    const step = judging.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of a few milliseconds each, so that others get their turn between them. */
export function* judgeInParts(
  text: string,
  model: AbuseModel,
  lexicon: Lexicon,
): Generator<undefined, AbuseScores> {
  const highest = new Float64Array(HEADS.length).fill(-Infinity);
  let count = 0;
  for (const part of partsOf(text)) {
    const passages = passagesOfPart(part, lexicon);
    for (const [head, logit] of highestLogits(passages, model).entries()) {
      highest[head] = Math.max(highest[head] ?? logit, logit);
    }
    count += passages.length;
    yield undefined;
  }
  return scoresFrom(highest, count, model.calibrations);
}

/** What the highest logit of each head over so many passages makes of the text. */
export function scoresFrom(
  highest: ArrayLike<number>,
  passages: number,
  calibrations: readonly Calibration[],
): AbuseScores {
  const [injection = 0, jailbreak = 0, harmful = 0] = calibrations.map(
    ({ slope, offset, perLog }, head) =>
      1 / (1 + Math.exp(-(slope * (highest[head] ?? 0) + offset + perLog * Math.log(passages)))),
  );
  // The head of the same name steers training; what it says of new texts ranks them worse than this.
  const abuse = 1 - (1 - injection) * (1 - jailbreak) * (1 - harmful);
  return { injection, jailbreak, harmful, abuse };
}

function partsOf(text: string): string[] {
  if (text.length <= PART_LENGTH) return [text];
  const read = text.slice(0, MOST_CHARACTERS);
  const count = Math.ceil((read.length - OVERLAP) / (PART_LENGTH - OVERLAP));
  return Array.from({ length: count }, (_, part) => {
    const from = part * (PART_LENGTH - OVERLAP);
    return read.slice(from, from + PART_LENGTH);
  });
}

function passagesOfPart(part: string, lexicon: Lexicon): PassageInput[] {
  return viewsOf(part, lexicon.vectors).flatMap((view) => readText(view, lexicon, MOST_TOKENS));
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
