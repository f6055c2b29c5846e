import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { HealthRange, MonitoringStatus } from '../../../shared/health/index.ts';
import { useTRPC } from '../../lib/engine-client.ts';

const REFRESH_MS = 15_000;

export interface StatusResult {
  /** Null until the first check has arrived; then the latest known. */
  readonly status: MonitoringStatus | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The status of everything, pushed after each check. */
export function useHealthStatus(): StatusResult {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const key = trpc.health.status.queryKey();
  const live = useSubscription(
    trpc.health.live.subscriptionOptions(undefined, {
      onData: (status) => void cache.setQueryData(key, status),
    }),
  );
  const { data } = useQuery<MonitoringStatus>({ queryKey: key, queryFn: skipToken });
  return {
    status: data ?? null,
    error: live.status === 'error' ? live.error : null,
    retry: live.reset,
  };
}

export function useTrends(range: HealthRange) {
  const options = { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData };
  return useQuery(useTRPC().health.trends.queryOptions({ range }, options));
}

export function useAnalytics(range: HealthRange) {
  const options = { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData };
  return useQuery(useTRPC().health.analytics.queryOptions({ range }, options));
}

export function useRecord(id: number) {
  return useQuery(useTRPC().health.record.queryOptions({ id }, { staleTime: Infinity }));
}

/** `onCleared` when the engine has forgotten the history. */
export function useHealthChanges(onCleared: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const renew = () => cache.invalidateQueries(trpc.health.pathFilter());
  return {
    check: useMutation(trpc.health.check.mutationOptions({ onSuccess: renew })),
    clear: useMutation(
      trpc.health.clear.mutationOptions({
        onSuccess: async () => {
          await renew();
          onCleared();
        },
      }),
    ),
  };
}
