import type { HealthIssue } from '../../../shared/health/index.ts';

/** Where something can be done about an issue. */
export type HelpfulPage = 'failed-traces' | 'slow-traces' | 'routing' | 'limits' | 'data';

const PAGES: Readonly<Record<string, HelpfulPage>> = {
  provider_failures: 'failed-traces',
  provider_breakers: 'routing',
  gateway_success: 'failed-traces',
  gateway_p95: 'slow-traces',
  gateway_overhead_p95: 'slow-traces',
  places_fill: 'limits',
  redis: 'limits',
  size_of_retention: 'data',
  disk_free: 'data',
  queue_fill: 'data',
  refused_ingests: 'data',
  dropped_exchanges: 'data',
};

/** Null: on none of the pages. */
export function helpfulPage({ fact }: Pick<HealthIssue, 'fact'>): HelpfulPage | null {
  return Object.hasOwn(PAGES, fact) ? (PAGES[fact] ?? null) : null;
}
