import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { useNow } from '../../../lib/use-now.ts';
import { toTraceFilter, type TraceSearch } from './trace-search.ts';

const BUCKETS = 60;
const REFRESH_MS = 1_000;

/** Counts over time of what the list shows. A live range moves on bucket by bucket, its newest bucket every second. */
export function useTraceHistogram(search: TraceSearch, range: TimeRange) {
  const trpc = useTRPC();
  const now = useNow(REFRESH_MS);
  const isLive = range.kind === 'last';
  const bucketMs = isLive ? (range.minutes * 60_000) / BUCKETS : 1;
  const end = isLive ? Math.ceil(now / bucketMs) * bucketMs : 0;
  const input = useMemo(
    () => ({ filter: toTraceFilter(search, {}), ...boundsOf(range, end), buckets: BUCKETS }),
    [search, range, end],
  );
  return useQuery(
    trpc.traces.histogram.queryOptions(input, {
      placeholderData: keepPreviousData,
      trpc: { abortOnUnmount: true },
      refetchInterval: isLive ? REFRESH_MS : false,
    }),
  );
}
