import type { Calibrations } from '../../src/core/guardrails/abuse/model-file.ts';
import { calibrateSigns, scoresOf } from './cross-validate.ts';
import type { Judged } from './judged.ts';
import { intervals, qualityOf, rocAuc, shareAbove, thresholdAt, type Quality } from './metrics.ts';
import { ABOUT, BY_FAMILY_MEANS, BY_SOURCE_MEANS, DATA, FIGURES, LIMITS } from './model-card-texts.ts';
import type { Split } from './split.ts';

/** The scores of a text, and the sum of those for injection and jailbreak. */
interface Scored extends Pick<Judged, 'label' | 'source' | 'fold'> {
  readonly injection: number;
  readonly jailbreak: number;
  readonly harmful: number;
  readonly abuse: number;
  readonly attack: number;
}

type Score = 'injection' | 'jailbreak' | 'harmful' | 'abuse' | 'attack';

const SCORES: readonly Score[] = ['injection', 'jailbreak', 'harmful', 'abuse', 'attack'];

const isAttack = ({ label }: Scored): boolean => label === 'prompt_injection' || label === 'jailbreak';
const isHarmless = ({ label }: Scored): boolean => label === 'benign';

/** What models said of the texts that a split had held out. */
export interface Measured {
  readonly split: Split;
  readonly judged: readonly Judged[];
}

/** What one should know of the model, in Markdown; measured on what the folds of two splits had held out. */
export function modelCard(
  [bySource, byFamily]: readonly [Measured, Measured],
  calibrations: Calibrations,
): string {
  const scored = scoredOf(bySource, calibrations);
  // Each split with calibrations of its own: models that know less are less sure.
  const strict = scoredOf(byFamily, calibrateSigns(byFamily.judged));
  const sections = [
    ABOUT,
    FIGURES,
    '### By source',
    BY_SOURCE_MEANS,
    kinds(scored),
    folds(scored, bySource.split),
    '### By family of sources',
    BY_FAMILY_MEANS,
    kinds(strict),
    folds(strict, byFamily.split),
    '## Thresholds',
    thresholds(scored),
    LIMITS,
    '## Each source',
    sources(scored),
    DATA,
  ];
  return `${sections.join('\n\n')}\n`;
}

function scoredOf({ judged }: Measured, calibrations: Calibrations): Scored[] {
  return judged.map((row): Scored => {
    const { injection, jailbreak, harmful, abuse } = scoresOf(row, calibrations);
    return {
      label: row.label,
      source: row.source,
      fold: row.fold,
      injection,
      jailbreak,
      harmful,
      abuse,
      attack: injection + jailbreak,
    };
  });
}

function kinds(scored: readonly Scored[]): string {
  const rows: readonly (readonly [string, (row: Scored) => boolean, Score])[] = [
    ['attack: injection or jailbreak', isAttack, 'attack'],
    ['attack', isAttack, 'abuse'],
    ['any: attack or harmful request', (row) => !isHarmless(row), 'abuse'],
    ['prompt injection', ({ label }) => label === 'prompt_injection', 'injection'],
    ['jailbreak', ({ label }) => label === 'jailbreak', 'jailbreak'],
    ['harmful request', ({ label }) => label === 'harmful', 'harmful'],
  ];
  const lines = rows.map(([name, is, score]) => {
    const wanted = scored.filter(is).map((row) => row[score]);
    const harmless = scored.filter(isHarmless).map((row) => row[score]);
    const quality = qualityOf(wanted, harmless);
    const within = intervals(wanted, harmless);
    const cell = (key: keyof Quality, text: (value: number) => string): string =>
      `${text(quality[key])} (${within[key].map(text).join(' to ')})`;
    return `| ${name} | \`${score}\` | ${wanted.length} | ${cell('auc', three)} | ${cell('at1', percent)} | ${cell('at5', percent)} |`;
  });
  return [
    '| looked for | by score | texts | ROC-AUC | caught at 1 % false alarms | at 5 % |',
    '|---|---|--:|---|---|---|',
    ...lines,
  ].join('\n');
}

function folds(scored: readonly Scored[], split: Split): string {
  const lines = split.folds.map((held, fold) => {
    const of = scored.filter((row) => row.fold === fold);
    const cells = (is: (row: Scored) => boolean, score: Score): string => {
      const wanted = of.filter(is).map((row) => row[score]);
      if (wanted.length === 0) return '- | - | -';
      const { auc, at1, at5 } = qualityOf(
        wanted,
        of.filter(isHarmless).map((row) => row[score]),
      );
      return `${three(auc)} | ${percent(at1)} | ${percent(at5)}`;
    };
    return `| ${held} | ${cells(isAttack, 'attack')} | ${cells((row) => !isHarmless(row), 'abuse')} |`;
  });
  return [
    'By what was held out together, against the harmless texts among it:',
    '',
    '| held out | attack: ROC-AUC | at 1 % | at 5 % | any: ROC-AUC | at 1 % | at 5 % |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n');
}

function thresholds(scored: readonly Scored[]): string {
  const harmless = scored.filter(isHarmless);
  const lines = SCORES.map((score) => {
    const [at5, at1, at01] = [0.05, 0.01, 0.001].map((share) =>
      thresholdAt(
        share,
        harmless.map((row) => row[score]),
      ),
    );
    return `| \`${score}\` | ${three(at5 ?? 1)} | ${three(at1 ?? 1)} | ${three(at01 ?? 1)} |`;
  });
  return [
    'The score that so many of the harmless texts exceed, hard negatives included. `attack` is the sum of `injection` and `jailbreak`. Own traffic has fewer hard negatives: try them on it.',
    '',
    '| score | 5 % false alarms | 1 % | 0.1 % |',
    '|---|--:|--:|--:|',
    ...lines,
  ].join('\n');
}

function sources(scored: readonly Scored[]): string {
  const attacks = scored.filter((row) => !isHarmless(row)).map((row) => row.abuse);
  const harmless = scored.filter(isHarmless).map((row) => row.abuse);
  const [at1, at5] = [thresholdAt(0.01, harmless), thresholdAt(0.05, harmless)];
  const names = [...new Set(scored.map(({ label, source }) => `${source} | ${label}`))].sort();
  const lines = names.map((name) => {
    const of = scored.filter(({ label, source }) => `${source} | ${label}` === name);
    const scores = of.map((row) => row.abuse);
    const auc = of.every(isHarmless) ? rocAuc(attacks, scores) : rocAuc(scores, harmless);
    return `| ${name} | ${scores.length} | ${three(auc)} | ${percent(shareAbove(at1, scores))} | ${percent(shareAbove(at5, scores))} |`;
  });
  return [
    'Held out by source, by `abuse`: the ROC-AUC of an attack against all harmless texts, or of all attacks against a harmless source; and the share of its texts above the thresholds at 1 % and 5 %: caught, or for harmless sources falsely alarmed.',
    '',
    '| source | label | texts | ROC-AUC | above 1 % | above 5 % |',
    '|---|---|--:|--:|--:|--:|',
    ...lines,
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function three(value: number): string {
  return value.toFixed(3);
}
