import { inverseLength } from '../../src/core/similarity/embed-text.ts';
import { findContrasts } from '../../src/core/similarity/find-contrasts.ts';
import { fingerprintOf } from '../../src/core/similarity/fingerprint.ts';
import type { Vocabulary } from '../../src/core/similarity/vocabulary.ts';
import { PROMPT_PAIRS, type PairKind } from './prompt-pairs.ts';

interface MeasuredPair {
  readonly kind: PairKind;
  readonly cosine: number;
  readonly hasContrast: boolean;
}

const THRESHOLDS = [0.6, 0.7, 0.8, 0.9];

/** For each kind of pair: how alike they look, and in how many a contrast is found. */
export function pairRows(vocabulary: Vocabulary) {
  const pairs = measure(vocabulary);
  return (Object.keys(PROMPT_PAIRS) as PairKind[]).map((kind) => {
    const of = pairs.filter((pair) => pair.kind === kind);
    const cosines = of.map(({ cosine }) => cosine);
    return {
      name: `pairs: ${kind}`,
      figures: {
        pairs: of.length,
        'mean cosine': mean(cosines),
        lowest: Math.min(...cosines),
        highest: Math.max(...cosines),
        'contrast %': 100 * mean(of.map(({ hasContrast }) => (hasContrast ? 1 : 0))),
      },
    };
  });
}

/** Of the pairs from a cosine on, the share that means the same; and of all that mean the same, the share that is there. */
export function precisionRows(vocabulary: Vocabulary) {
  const pairs = measure(vocabulary);
  const same = pairs.filter(({ kind }) => kind === 'same').length;
  const share = (of: readonly MeasuredPair[]): number | string =>
    of.length === 0 ? 'none' : 100 * mean(of.map(({ kind }) => (kind === 'same' ? 1 : 0)));
  return THRESHOLDS.map((threshold) => {
    const near = pairs.filter(({ cosine }) => cosine >= threshold);
    const clear = near.filter(({ hasContrast }) => !hasContrast);
    return {
      name: `same from ${threshold}`,
      figures: {
        pairs: near.length,
        'precision %': share(near),
        'without contrast %': share(clear),
        'found %': (100 * clear.filter(({ kind }) => kind === 'same').length) / same,
      },
    };
  });
}

function measure(vocabulary: Vocabulary): MeasuredPair[] {
  return (Object.keys(PROMPT_PAIRS) as PairKind[]).flatMap((kind) =>
    PROMPT_PAIRS[kind].map(([left, right]) => {
      const [a, b] = [fingerprintOf(left, vocabulary), fingerprintOf(right, vocabulary)];
      const product = a.vector.reduce((sum, value, index) => sum + value * b.vector[index]!, 0);
      return {
        kind,
        cosine: product * inverseLength(a.vector) * inverseLength(b.vector),
        hasContrast: findContrasts(a.marks, b.marks).length > 0,
      };
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
