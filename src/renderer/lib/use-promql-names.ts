import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from './engine-client.ts';

const STALE_MS = 60_000;
const LIMIT = 10_000;

/** What there is to name in an expression. Each may fail: then nothing is proposed. */
export interface PromqlNames {
  metricNames(): Promise<string[]>;
  metricMetadata(): Promise<Record<string, { type: string; help: string }[]>>;
  /** Of a metric, or of all. */
  labelNames(metric: string | null): Promise<string[]>;
  labelValues(label: string, metric: string | null): Promise<string[]>;
}

/** What the engine knows of metrics and labels, for completion. */
export function usePromqlNames(source: string): PromqlNames {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMemo(() => {
    const common = { fromMs: null, toMs: null, limit: LIMIT, source };
    const options = { staleTime: STALE_MS };
    const values = (name: string, match: string[]) =>
      cache.fetchQuery(trpc.metrics.labelValues.queryOptions({ ...common, name, match }, options));
    const of = (metric: string | null) => (metric === null ? [] : [`{__name__=${JSON.stringify(metric)}}`]);
    return {
      metricNames: () => values('__name__', []),
      metricMetadata: async () => {
        const entries = await cache.fetchQuery(
          trpc.metrics.metadata.queryOptions({ metric: null, limit: LIMIT, source }, options),
        );
        return Object.fromEntries(entries.map(({ metric, type, help }) => [metric, [{ type, help }]]));
      },
      labelNames: (metric) =>
        cache.fetchQuery(trpc.metrics.labelNames.queryOptions({ ...common, match: of(metric) }, options)),
      labelValues: (label, metric) => values(label, of(metric)),
    };
  }, [trpc, cache, source]);
}
