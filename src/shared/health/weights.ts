import type { HealthComponent } from './report.ts';

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
