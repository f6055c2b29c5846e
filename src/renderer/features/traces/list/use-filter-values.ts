import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import type { LoadValues } from '../../../ui/filter-editor/index.ts';

const FRESH_MS = 30_000;
const MAX_TYPED = 200;

/** Values of a field that occur in the range, for completion; asked of the engine once in a while. */
export function useFilterValues(range: TimeRange): LoadValues {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useCallback(
    async (field, typed, signal) => {
      const prefix = typed.slice(0, MAX_TYPED);
      const queryKey = ['traces', 'values', field, prefix, range];
      // Whoever types on gives the question up.
      signal.addEventListener('abort', () => void queryClient.cancelQueries({ queryKey }), { once: true });
      return queryClient.fetchQuery({
        queryKey,
        staleTime: FRESH_MS,
        retry: false,
        queryFn: (asked) =>
          client.traces.values.query(
            { field, prefix, ...boundsOf(range, Date.now()) },
            { signal: asked.signal },
          ),
      });
    },
    [client, queryClient, range],
  );
}
