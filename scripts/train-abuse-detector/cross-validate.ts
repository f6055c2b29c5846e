import {
  highestLogits,
  scoresFrom,
  SIGNS,
  type AbuseScores,
} from '../../src/core/guardrails/abuse/judge-text.ts';
import type { Network } from '../../src/core/guardrails/abuse/network.ts';
import type { Calibration, Calibrations } from '../../src/core/guardrails/abuse/model-file.ts';
import { calibrate, type Scored } from './calibrate.ts';
import { fit } from './fit.ts';
import { trainingRows } from './held-out.ts';
import type { Bag } from './bag.ts';
import type { LabelledText } from './labelled-text.ts';
import type { Judged } from './judged.ts';
import type { Lessons } from './lessons.ts';
import type { Split } from './split.ts';

/** Trains once for each fold, without what it holds out, and judges that. Texts of no fold are only trained with. */
export function crossValidate(
  { rows, bags, more }: Lessons,
  split: Split,
  seed: number,
  say: (line: string) => void,
): Judged[] {
  const training = trainingRows(rows, split);
  return split.folds.flatMap((held, fold) => {
    const indexes = training[fold] ?? [];
    const network = fit([...take(bags, indexes), ...more(take(rows, indexes))], seed);
    say(`held out ${held}: trained with ${indexes.length} texts`);
    return bags.flatMap((bag, index) =>
      split.foldOf(bag.source) === fold ? [judged(bag, index, fold, network)] : [],
    );
  });
}

function judged({ label, source, passages }: Bag, index: number, fold: number, network: Network): Judged {
  return {
    index,
    label,
    source,
    fold,
    passages: passages.length,
    logits: [...highestLogits(passages, { network })],
  };
}

function take<Item>(items: readonly Item[], indexes: readonly number[]): Item[] {
  return indexes.flatMap((index) => items[index] ?? []);
}

/** What share of texts is taken to be what a sign stands for. */
const PRIOR = 0.1;

/** Calibrates each sign on texts that its model had not seen, as if one in ten was what it stands for. */
export function calibrateSigns(judged: readonly Judged[]): Calibrations {
  const harmless = judged.filter(({ label }) => label === 'benign');
  const calibrated = (sign: keyof Calibrations, labels: readonly LabelledText['label'][]): Calibration => {
    const wanted = judged.filter(({ label }) => labels.includes(label));
    const scored = (of: readonly Judged[], target: number, share: number): Scored[] =>
      of.map(({ logits, passages }) => ({
        logit: logits[SIGNS.indexOf(sign)] ?? 0,
        passages,
        target,
        weight: share / of.length,
      }));
    return calibrate([...scored(wanted, 1, PRIOR), ...scored(harmless, 0, 1 - PRIOR)]);
  };
  return {
    harmful: calibrated('harmful', ['harmful']),
    attack: calibrated('attack', ['prompt_injection', 'jailbreak']),
  };
}

/** The scores of a text, as the runtime gives them, were these the calibrations. */
export function scoresOf({ logits, passages }: Judged, calibrations: Calibrations): AbuseScores {
  return scoresFrom(logits, passages, calibrations);
}
