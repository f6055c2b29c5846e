import type { LabelledText } from '../../scripts/train-abuse-detector/labelled-text.ts';
import { qualityOf, shareAbove, thresholdAt } from '../../scripts/train-abuse-detector/metrics.ts';
import type { BenchResult } from '../bench-result.ts';
import type { Contender } from './contender.ts';

type Row = BenchResult['rows'][number];
type Is = (row: LabelledText) => boolean;

const KINDS: readonly (readonly [string, Is, 'attack' | 'any'])[] = [
  ['attacks', ({ label }) => label === 'prompt_injection' || label === 'jailbreak', 'attack'],
  ['any', ({ label }) => label !== 'benign', 'any'],
  ['prompt injection', ({ label }) => label === 'prompt_injection', 'any'],
  ['jailbreak', ({ label }) => label === 'jailbreak', 'any'],
  ['harmful', ({ label }) => label === 'harmful', 'any'],
];

/** How well a contender tells each kind from all harmless texts. */
export function kindRows(rows: readonly LabelledText[], contender: Contender): Row[] {
  return KINDS.map(([kind, is, by]) => {
    const of = (wanted: Is): number[] => contender[by].filter((_, index) => wanted(rows[index]!));
    const { auc, at1, at5 } = qualityOf(
      of(is),
      of(({ label }) => label === 'benign'),
    );
    const time =
      kind === 'any' ? { 'us/text': contender.perText, 'us/1,000 characters': contender.perThousand } : {};
    return {
      name: `${contender.name}: ${kind}`,
      figures: { 'ROC-AUC': auc.toFixed(3), 'caught at 1 %': percent(at1), 'at 5 %': percent(at5), ...time },
    };
  });
}

/** Of each source the share above what 5 % of all harmless texts exceed: caught, or for harmless sources alarmed falsely. */
export function sourceRows(rows: readonly LabelledText[], contenders: readonly Contender[]): Row[] {
  const thresholds = contenders.map(({ any }) =>
    thresholdAt(
      0.05,
      any.filter((_, index) => rows[index]?.label === 'benign'),
    ),
  );
  const names = [...new Set(rows.map(({ source, label }) => `${source} (${label})`))].sort();
  return names.map((name) => ({
    name,
    figures: Object.fromEntries(
      contenders.map(({ name: who, any }, index) => {
        const scores = any.filter((_, at) => `${rows[at]?.source} (${rows[at]?.label})` === name);
        return [who, percent(shareAbove(thresholds[index] ?? 1, scores))];
      }),
    ),
  }));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
