import type { Lexicon } from './lexicon.ts';
import type { AbuseModel, Calibration, Calibrations } from './model-file.ts';
import { HEADS, run } from './network.ts';
import { readText, type PassageInput } from './read-text.ts';
import { viewsOf } from './views.ts';

/**
 * Probabilities, 0 to 1. An attack is either an injection or a jailbreak: their sum says whether it is one. `abuse`: an attack
 * or a request for harm, were these independent.
 */
export interface AbuseScores {
  readonly injection: number;
  readonly jailbreak: number;
  readonly harmful: number;
  readonly abuse: number;
}

/** What is looked for in each passage: what the heads tell, and whether it is an attack of either kind. */
export const SIGNS = [...HEADS, 'attack'] as const;
const [INJECTION, JAILBREAK, HARMFUL, ABUSE, ATTACK] = [0, 1, 2, 3, 4] as const;
/** The head `abuse` knows attacks of all kinds, but also harm: so much of that is taken off. Chosen on texts held out. */
const HARM_TAKEN_OFF = 0.5;

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
  const highest = new Float64Array(SIGNS.length).fill(-Infinity);
  let count = 0;
  for (const part of partsOf(text)) {
    const passages = passagesOfPart(part, lexicon);
    for (const [sign, logit] of highestLogits(passages, model).entries()) {
      highest[sign] = Math.max(highest[sign] ?? logit, logit);
    }
    count += passages.length;
    yield undefined;
  }
  return scoresFrom(highest, count, model.calibrations);
}

/** What the highest logit of each sign over so many passages makes of the text. */
export function scoresFrom(
  highest: ArrayLike<number>,
  passages: number,
  calibrations: Calibrations,
): AbuseScores {
  const calibrated = ({ slope, offset, perLog }: Calibration, sign: number): number =>
    sigmoid(slope * (highest[sign] ?? 0) + offset + perLog * Math.log(passages));
  const attack = calibrated(calibrations.attack, ATTACK);
  const injection = attack * sigmoid((highest[INJECTION] ?? 0) - (highest[JAILBREAK] ?? 0));
  const harmful = calibrated(calibrations.harmful, HARMFUL);
  return { injection, jailbreak: attack - injection, harmful, abuse: 1 - (1 - attack) * (1 - harmful) };
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
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

/** Of each sign the highest logit over the passages. */
export function highestLogits(
  passages: readonly PassageInput[],
  { network }: Pick<AbuseModel, 'network'>,
): Float64Array {
  const highest = new Float64Array(SIGNS.length).fill(-Infinity);
  const logits = new Float64Array(SIGNS.length);
  const activations = new Float32Array(network.hidden);
  for (const passage of passages) {
    run(network, passage, logits, activations);
    logits[ATTACK] = (logits[ABUSE] ?? 0) - HARM_TAKEN_OFF * (logits[HARMFUL] ?? 0);
    for (const [sign, logit] of logits.entries()) highest[sign] = Math.max(highest[sign] ?? logit, logit);
  }
  return highest;
}
