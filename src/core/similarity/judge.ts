import type { Contrast, SimilarityOutcome, SimilaritySettings } from '../../shared/similarity.ts';

/** The nearest prompt of a list. */
export interface Nearest {
  readonly score: number;
  /** Trace, or entry. */
  readonly id: string;
  readonly contrasts: readonly Contrast[];
}

/** What was measured; null: the list is empty. */
export interface Measured {
  readonly recent: Nearest | null;
  readonly bad: Nearest | null;
  readonly good: Nearest | null;
}

export interface Judgement {
  readonly outcome: SimilarityOutcome;
  readonly reason: string;
  readonly contrast: boolean;
}

const STRENGTH = { none: 0, flag: 1, warn: 2, block: 3 } as const;

/**
 * What comes of it. Known good wins over known bad where it is nearer, but never with a contrast: the opposite of what is
 * known to be good is not known to be good. A contrast takes nothing from known bad: otherwise one more word would undo it.
 */
export function judge(measured: Measured, settings: SimilaritySettings): Judgement {
  const { recent, bad, good } = measured;
  const isGood = good !== null && settings.good.action === 'allow' && good.score >= settings.good.threshold;
  if (isGood && good.contrasts.length === 0 && good.score >= (bad?.score ?? 0)) {
    return { outcome: 'allow', reason: said('known good', good), contrast: false };
  }
  const isBad = bad !== null && bad.score >= settings.bad.threshold;
  const isRecent = recent !== null && recent.score >= settings.recent.threshold;
  const ofBad = isBad ? settings.bad.action : 'none';
  const ofRecent = isRecent ? settings.recent.action : 'none';
  const nearest =
    ofBad !== 'none' && STRENGTH[ofBad] >= STRENGTH[ofRecent] ? bad : ofRecent !== 'none' ? recent : null;
  if (nearest !== null) {
    const outcome = nearest === bad ? ofBad : ofRecent;
    const reason = said(nearest === bad ? 'known bad' : 'recent', nearest);
    return { outcome: outcome === 'none' ? 'pass' : outcome, reason, contrast: nearest.contrasts.length > 0 };
  }
  const closest = [recent, bad, good].reduce((best, each) =>
    (each?.score ?? -2) > (best?.score ?? -2) ? each : best,
  );
  return {
    outcome: 'pass',
    reason: closest === null ? 'nothing to compare with yet' : said(listOf(closest, measured), closest),
    contrast: (closest?.contrasts.length ?? 0) > 0,
  };
}

function listOf(nearest: Nearest, { bad, good }: Measured): string {
  if (nearest === bad) return 'known bad';
  return nearest === good ? 'known good' : 'recent';
}

function said(list: string, { score, contrasts }: Nearest): string {
  const differs = contrasts.length === 0 ? '' : `, but differs in: ${contrasts.join(', ')}`;
  return `${score.toFixed(2)} like a ${list} prompt${differs}`;
}

/** Whether the outcome can change what happens to a call, so that the call must wait for it. */
export function canChangeCalls(
  settings: SimilaritySettings,
  entries: { bad: number; good: number },
): boolean {
  const acts = (action: string): boolean => action === 'warn' || action === 'block';
  return (
    settings.failureMode === 'closed' ||
    acts(settings.recent.action) ||
    (acts(settings.bad.action) && entries.bad > 0)
  );
}
