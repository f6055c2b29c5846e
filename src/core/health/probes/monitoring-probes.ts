import type { HealthSources } from '../health-sources.ts';
import type { Probe } from '../probe.ts';
import { RecentIncrease } from '../recent-increase.ts';
import { timed } from './timed.ts';

const METRICS_LIMIT_MS = 5_000;

/** What watches: own metrics, the series store, and the door by which telemetry comes. */
export function monitoringProbes(monitoring: HealthSources['monitoring']): Probe[] {
  const startedMs = Date.now();
  const refused = new RecentIncrease();
  return [
    {
      component: 'monitoring',
      name: 'the collection of own metrics',
      run: () => {
        const { atMs, intervalMs } = monitoring.lastCollection();
        const age = (Date.now() - (atMs ?? startedMs)) / intervalMs;
        return [{ fact: 'collection_age', value: Math.max(0, age) }];
      },
    },
    {
      component: 'monitoring',
      name: 'the series store',
      limitMs: METRICS_LIMIT_MS,
      run: async () => {
        const sinceMs = performance.now();
        const { series, seriesLimit, seriesRefused } = await monitoring.seriesFigures();
        return [
          { fact: 'metrics_answer', value: performance.now() - sinceMs },
          { fact: 'series_fill', value: series / seriesLimit },
          { fact: 'series_refused', value: refused.look(seriesRefused) },
        ];
      },
    },
    {
      component: 'monitoring',
      name: 'the OTLP door',
      limitMs: METRICS_LIMIT_MS,
      run: async () => [{ fact: 'otlp_door', value: await timed(() => monitoring.sendEmptyExport()) }],
    },
  ];
}
