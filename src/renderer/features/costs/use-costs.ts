import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { CostDimension, CostReport } from '../../../shared/costs.ts';
import { useTRPC, useTRPCClient } from '../../lib/engine-client.ts';
import { rangeBuckets } from '../../lib/range-buckets.ts';
import type { TimeRange } from '../../lib/time-range.ts';

export interface CostsResult {
  /** Null until the first figures have arrived; then the last ones known, also while others are loading. */
  readonly report: CostReport | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Spend in the range: pushed by the engine while the range is live, asked for once when it is fixed. */
export function useCosts(range: TimeRange, by: CostDimension): CostsResult {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = ['costs', range, by] as const;
  const isLive = range.kind === 'last';
  const buckets = rangeBuckets(range);

  const live = useSubscription(
    trpc.costs.live.subscriptionOptions(
      { by, minutes: isLive ? range.minutes : 1, buckets },
      { enabled: isLive, onData: (report) => void cache.setQueryData<CostReport>(key, report) },
    ),
  );
  const query = useQuery<CostReport>({
    queryKey: key,
    queryFn:
      range.kind === 'fixed'
        ? () => client.costs.range.query({ by, from: range.from, to: range.to, buckets })
        : skipToken,
    placeholderData: keepPreviousData,
  });

  return {
    report: query.data ?? null,
    error: isLive ? (live.status === 'error' ? live.error : null) : query.error,
    retry: isLive ? live.reset : () => void query.refetch(),
  };
}
