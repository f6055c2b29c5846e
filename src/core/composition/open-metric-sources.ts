import { MetricSources } from '../metrics/remote/index.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';

/** Whom questions about metrics can go to: the local store, and remote Prometheus servers. */
export async function openMetricSources(
  { log, config }: Pick<EngineOptions, 'log' | 'config'>,
  { control, secrets, metrics }: Pick<Stores, 'control' | 'metrics'> & Pick<Providers, 'secrets'>,
) {
  const sources = await MetricSources.open({
    local: metrics.queries,
    localScrapeMs: config.metricsInterval,
    store: control,
    secrets,
    log,
  });
  return { metricSources: sources };
}
export type OpenedMetricSources = Awaited<ReturnType<typeof openMetricSources>>;
