import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/engine-client.ts';
import type { PromqlNames } from '../../../ui/promql-editor/index.ts';

const STALE_MS = 60_000;
const LIMIT = 10_000;

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
