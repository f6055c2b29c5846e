import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';

/** Others may change flags too. */
const REFRESH_MS = 10_000;
const SHOWN_CHANGES = 200;

export function useFlags() {
  return useQuery(useTRPC().flags.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** What was changed, newest first. */
export function useFlagChanges() {
  return useQuery(
    useTRPC().flags.changes.queryOptions({ limit: SHOWN_CHANGES }, { refetchInterval: REFRESH_MS }),
  );
}

/** Sets an override or takes it away, and shows what is then in force. */
export function useSetFlag(options: { onDone?: () => void; onError?: (error: unknown) => void } = {}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.flags.set.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.flags.pathFilter());
        options.onDone?.();
      },
      onError: (error) => options.onError?.(error),
    }),
  );
}
