import {
  similaritySettingsSchema,
  type PromptList,
  type SimilaritySettings,
} from '../../../../shared/similarity.ts';

export const LIST_WORDS: Readonly<Record<PromptList, { name: string; what: string }>> = {
  bad: { name: 'Known bad', what: 'prompts that you do not want, below' },
  good: { name: 'Known good', what: 'prompts that are always welcome, below' },
  recent: { name: 'Recent', what: 'earlier prompts of the same org and workspace' },
};

export const ACTION_WORDS = {
  none: 'only record',
  allow: 'let pass',
  flag: 'flag',
  warn: 'warn the caller',
  block: 'block',
} as const;

/** What is typed, as text; actions and modes as they are. */
export interface SimilarityForm {
  readonly thresholds: Readonly<Record<PromptList, string>>;
  readonly timeLimitMs: string;
  readonly settings: SimilaritySettings;
}

export function formOf(settings: SimilaritySettings): SimilarityForm {
  const { recent, bad, good, timeLimitMs } = settings;
  return {
    thresholds: {
      recent: String(recent.threshold),
      bad: String(bad.threshold),
      good: String(good.threshold),
    },
    timeLimitMs: String(timeLimitMs),
    settings,
  };
}

export interface ReadForm {
  /** Null: something is wrong. */
  readonly settings: SimilaritySettings | null;
  readonly problems: Readonly<Partial<Record<PromptList | 'timeLimitMs', string>>>;
}

export function readForm({ thresholds, timeLimitMs, settings }: SimilarityForm): ReadForm {
  const problems: Partial<Record<PromptList | 'timeLimitMs', string>> = {};
  const thresholdOf = (list: PromptList): number => {
    const threshold = numberIn(thresholds[list]);
    if (!(threshold >= 0.3 && threshold <= 1)) problems[list] = 'From 0.3 to 1';
    return threshold;
  };
  const limit = numberIn(timeLimitMs);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 5_000)) {
    problems.timeLimitMs = 'Whole milliseconds, from 1 to 5000';
  }
  const read = similaritySettingsSchema.safeParse({
    ...settings,
    recent: { ...settings.recent, threshold: thresholdOf('recent') },
    bad: { ...settings.bad, threshold: thresholdOf('bad') },
    good: { ...settings.good, threshold: thresholdOf('good') },
    timeLimitMs: limit,
  });
  return { settings: read.success ? read.data : null, problems };
}

/** NaN: no number. */
function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** The prompts in what was pasted: a line is one. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 3);
}
