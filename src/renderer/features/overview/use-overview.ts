import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { Overview } from '../../../shared/deployment.ts';
import { useTRPC, useTRPCClient } from '../../lib/engine-client.ts';
import { rangeBuckets } from '../../lib/range-buckets.ts';
import type { TimeRange } from '../../lib/time-range.ts';

export interface OverviewResult {
  /** Null until the first figures have arrived; then the last ones known, also while others are loading. */
  readonly overview: Overview | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The figures of the range: pushed by the engine while the range is live, asked for once when it is fixed. */
export function useOverview(range: TimeRange): OverviewResult {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = ['overview', range] as const;
  const isLive = range.kind === 'last';
  const buckets = rangeBuckets(range);

  const live = useSubscription(
    trpc.overview.live.subscriptionOptions(
      { minutes: isLive ? range.minutes : 1, buckets },
      { enabled: isLive, onData: (overview) => void cache.setQueryData<Overview>(key, overview) },
    ),
  );
  const query = useQuery<Overview>({
    queryKey: key,
    queryFn:
      range.kind === 'fixed'
        ? () => client.overview.range.query({ from: range.from, to: range.to, buckets })
        : skipToken,
    placeholderData: keepPreviousData,
  });

  return {
    overview: query.data ?? null,
    error: isLive ? (live.status === 'error' ? live.error : null) : query.error,
    retry: isLive ? live.reset : () => void query.refetch(),
  };
}
