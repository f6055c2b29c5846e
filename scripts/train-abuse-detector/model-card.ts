import type { Calibration } from '../../src/core/guardrails/abuse/model-file.ts';
import { probabilities, type Judged } from './cross-validate.ts';
import { intervals, qualityOf, shareAbove, thresholdAt } from './metrics.ts';
import { FOLDS } from './families.ts';

interface Scored extends Pick<Judged, 'label' | 'source' | 'fold'> {
  readonly abuse: number;
  readonly attack: number;
}

/** What one should know of the model, in Markdown: measured on texts whose families the judging model had not seen. */
export function modelCard(judged: readonly Judged[], calibrations: readonly Calibration[]): string {
  const scored = judged.map((row): Scored => {
    const [injection = 0, jailbreak = 0, , abuse = 0] = probabilities(row, calibrations);
    return {
      label: row.label,
      source: row.source,
      fold: row.fold,
      abuse,
      attack: Math.max(injection, jailbreak),
    };
  });
  return [table(scored), folds(scored), sources(scored)].join('\n\n');
}

function table(scored: readonly Scored[]): string {
  const harmless = scored.filter(({ label }) => label === 'benign');
  const kinds: [string, (row: Scored) => boolean, 'abuse' | 'attack'][] = [
    [
      'attack (injection or jailbreak)',
      ({ label }) => label === 'prompt_injection' || label === 'jailbreak',
      'attack',
    ],
    ['attack, by `abuse`', ({ label }) => label === 'prompt_injection' || label === 'jailbreak', 'abuse'],
    ['any', ({ label }) => label !== 'benign', 'abuse'],
    ['prompt injection', ({ label }) => label === 'prompt_injection', 'abuse'],
    ['jailbreak', ({ label }) => label === 'jailbreak', 'abuse'],
    ['harmful', ({ label }) => label === 'harmful', 'abuse'],
  ];
  const lines = kinds.map(([name, is, by]) => {
    const attacks = scored.filter(is).map((row) => row[by]);
    const others = harmless.map((row) => row[by]);
    const { auc, at1, at5 } = qualityOf(attacks, others);
    const within = intervals(attacks, others);
    return `| ${name} | ${attacks.length} | ${auc.toFixed(3)} (${within.auc.map((value) => value.toFixed(3)).join('-')}) | ${percent(at1)} (${within.at1.map(percent).join('-')}) | ${percent(at5)} (${within.at5.map(percent).join('-')}) |`;
  });
  return [
    '| looked for | texts | ROC-AUC | caught at 1 % | at 5 % |',
    '|---|--:|---|---|---|',
    ...lines,
  ].join('\n');
}

function folds(scored: readonly Scored[]): string {
  const lines = FOLDS.map((families, fold) => {
    const of = scored.filter((row) => row.fold === fold);
    const abuse = of.filter(({ label }) => label !== 'benign').map((row) => row.abuse);
    const { auc, at1, at5 } = qualityOf(
      abuse,
      of.filter(({ label }) => label === 'benign').map((row) => row.abuse),
    );
    return `| ${families.join(', ')} | ${auc.toFixed(3)} | ${percent(at1)} | ${percent(at5)} |`;
  });
  return ['| held out | ROC-AUC (any) | caught at 1 % | at 5 % |', '|---|--:|--:|--:|', ...lines].join('\n');
}

function sources(scored: readonly Scored[]): string {
  const harmless = scored.filter(({ label }) => label === 'benign').map((row) => row.abuse);
  const [at1, at5] = [thresholdAt(0.01, harmless), thresholdAt(0.05, harmless)];
  const names = [...new Set(scored.map(({ label, source }) => `${source} | ${label}`))].sort();
  const lines = names.map((name) => {
    const scores = scored
      .filter(({ label, source }) => `${source} | ${label}` === name)
      .map((row) => row.abuse);
    return `| ${name} | ${scores.length} | ${percent(shareAbove(at1, scores))} | ${percent(shareAbove(at5, scores))} |`;
  });
  return ['| source | label | texts | above 1 % | above 5 % |', '|---|---|--:|--:|--:|', ...lines].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
