import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';

/** Use changes with every call. */
const REFRESH_MS = 1_000;

export function useLimits() {
  return useQuery(useTRPC().limits.overview.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** Whether the gateway asks limits at all; null until it is known. */
export function useIsLimiting(): boolean | null {
  const { data } = useQuery(useTRPC().flags.list.queryOptions());
  return data?.flags.find(({ name }) => name === 'enable_rate_limiting')?.value ?? null;
}

/** Adds, changes and removes; `onDone` when the engine has it. */
export function useLimitChanges(onDone: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = {
    onSuccess: async () => {
      await cache.invalidateQueries(trpc.limits.pathFilter());
      onDone();
    },
  };
  return {
    addLimit: useMutation(trpc.limits.addLimit.mutationOptions(options)),
    changeLimit: useMutation(trpc.limits.changeLimit.mutationOptions(options)),
    removeLimit: useMutation(trpc.limits.removeLimit.mutationOptions(options)),
    addBudget: useMutation(trpc.limits.addBudget.mutationOptions(options)),
    changeBudget: useMutation(trpc.limits.changeBudget.mutationOptions(options)),
    removeBudget: useMutation(trpc.limits.removeBudget.mutationOptions(options)),
  };
}
