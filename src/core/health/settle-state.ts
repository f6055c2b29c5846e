import type { HealthState } from '../../shared/health/index.ts';
import { DEGRADED_BELOW, UNHEALTHY_BELOW } from './points.ts';

/** How far beyond a border a score must be to count as better. */
export const MARGIN = 5;
/** Checks in a row that must say so. */
export const CHECKS_TO_RECOVER = 2;

export interface Settled {
  readonly state: HealthState;
  /** Checks in a row that said that it is better. */
  readonly better: number;
}

const RANK: Readonly<Record<HealthState, number>> = { healthy: 0, degraded: 1, unhealthy: 2 };

export function stateOf(score: number): HealthState {
  if (score < UNHEALTHY_BELOW) return 'unhealthy';
  return score < DEGRADED_BELOW ? 'degraded' : 'healthy';
}

/**
 * The state after another score. Worse is believed at once; better only when the score is MARGIN beyond the border in
 * CHECKS_TO_RECOVER checks in a row. So a score that moves within less than MARGIN around a border changes the state
 * at most once, and a state is never better than its score.
 */
export function settle(previous: Settled | null, score: number): Settled {
  const now = stateOf(score);
  if (previous === null || RANK[now] > RANK[previous.state]) return { state: now, better: 0 };
  const cautious = stateOf(score - MARGIN);
  if (RANK[cautious] >= RANK[previous.state]) return { state: previous.state, better: 0 };
  const better = previous.better + 1;
  return better < CHECKS_TO_RECOVER ? { state: previous.state, better } : { state: cautious, better: 0 };
}
