import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../../lib/engine-client.ts';

/** The remote Prometheus servers, and what changes them. */
export function useSources() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = { onSuccess: () => cache.invalidateQueries(trpc.metrics.pathFilter()) };
  return {
    list: useQuery(trpc.metrics.sources.list.queryOptions()),
    test: useMutation(trpc.metrics.sources.test.mutationOptions()),
    add: useMutation(trpc.metrics.sources.add.mutationOptions(options)),
    remove: useMutation(trpc.metrics.sources.remove.mutationOptions(options)),
  };
}
