import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GuardName } from '../../../shared/guard/index.ts';
import { useTRPC, useTRPCClient } from '../../lib/engine-client.ts';
import { rangeBuckets } from '../../lib/range-buckets.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';

/** Others may change guards too. */
const REFRESH_MS = 10_000;
const FIGURES_REFRESH_MS = 2_000;

export function useGuards() {
  return useQuery(useTRPC().guards.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** What each guard did in the range; asked again while the range ends now. */
export function useGuardFigures(range: TimeRange) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['guard-figures', range],
    queryFn: () =>
      client.guards.figures.query({ ...boundsOf(range, Date.now()), buckets: rangeBuckets(range) }),
    refetchInterval: range.kind === 'last' && FIGURES_REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** A histogram of the scores that a guard gave in the range. */
export function useGuardScores(guard: GuardName, range: TimeRange) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['guard-scores', guard, range],
    queryFn: () => client.guards.scores.query({ guard, ...boundsOf(range, Date.now()) }),
    refetchInterval: range.kind === 'last' && FIGURES_REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

export function useSaveGuard(options: { onDone?: () => void; onError?: (error: unknown) => void } = {}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.guards.save.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.guards.pathFilter());
        options.onDone?.();
      },
      onError: (error) => options.onError?.(error),
    }),
  );
}

export function useTryText() {
  return useMutation(useTRPC().guards.tryText.mutationOptions());
}

/** Whether a Guardrails AI server is asked at all; null until it is known. */
export function useIsAskingGuardrailsAi(): boolean | null {
  const { data } = useQuery(useTRPC().flags.list.queryOptions());
  return data?.flags.find(({ name }) => name === 'enable_guardrails_ai')?.value ?? null;
}
