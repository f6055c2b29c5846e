import type { HealthComponent } from '../../shared/health/index.ts';

export interface ComponentWeight {
  /** Of the mean, in hundredths when all components are configured. */
  readonly weight: number;
  /** How much of what it lacks is taken from the whole, however well the others are: 1 is all of it. */
  readonly influence: number;
}

/** docs/reference/health.md says why. */
export const WEIGHTS: Readonly<Record<HealthComponent, ComponentWeight>> = {
  system: { weight: 15, influence: 0.8 },
  database: { weight: 25, influence: 1 },
  providers: { weight: 20, influence: 0.75 },
  caches: { weight: 8, influence: 0.4 },
  monitoring: { weight: 10, influence: 0.4 },
  ai_service: { weight: 17, influence: 1 },
  monitoring_integration: { weight: 5, influence: 0.25 },
};

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
