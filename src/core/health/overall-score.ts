import { WEIGHTS, type HealthComponent } from '../../shared/health/index.ts';

/**
 * 100 less what the components lack: their weighted mean, and at least the influence of each alone, so that one broken
 * part is not hidden by many that are well. Components without a score do not count.
 */
export function overallScore(scores: ReadonlyMap<HealthComponent, number | null>): number {
  let weights = 0;
  let lacking = 0;
  let largest = 0;
  for (const [component, score] of scores) {
    if (score === null) continue;
    const { weight, influence } = WEIGHTS[component];
    weights += weight;
    lacking += weight * (100 - score);
    largest = Math.max(largest, influence * (100 - score));
  }
  return weights === 0 ? 100 : Math.round(100 - Math.max(lacking / weights, largest));
}
