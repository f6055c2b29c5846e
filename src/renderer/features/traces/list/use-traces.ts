import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useTRPC, useTRPCClient } from '../../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import type { Sorting } from './list-search.ts';
import { createTraceList } from './trace-list-store.ts';
import { toTraceFilter, type TraceSearch } from './trace-search.ts';

/**
 * The traces of a range that match, in the order asked for, fetched as they come into sight. Newest first in a range
 * that ends now, the list is live; in any other order it stands as it was when it was asked for.
 *
 * @param total how many traces match, as far as is known
 */
export function useTraces(
  search: TraceSearch,
  range: TimeRange,
  { sort, order }: Sorting,
  total: number | undefined,
) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const endsNow = range.kind === 'last';
  const isLive = endsNow && sort === 'start' && order === 'desc';
  const list = useMemo(
    () =>
      createTraceList({
        order,
        ask: (part, beginning, signal) => {
          const bounds = boundsOf(range, beginning);
          const filter = toTraceFilter(search, endsNow ? { from: bounds.from } : bounds);
          return client.traces.window.query({ filter, sort, order, ...part }, { signal });
        },
      }),
    [client, search, range, endsNow, sort, order],
  );
  const filter = useMemo(() => toTraceFilter(search, {}), [search]);
  const { status } = useSubscription(
    trpc.traces.live.subscriptionOptions(
      { filter, since: null },
      {
        enabled: isLive,
        onData: (event) => list.hold(event.data),
      },
    ),
  );
  // First subscribed, then asked: so no change falls between the two. A filter that is refused there is so here too, with
  // the reason.
  const canStart = !isLive || status === 'pending' || status === 'error';
  useEffect(() => {
    if (!canStart) return undefined;
    list.start();
    return list.stop;
  }, [list, canStart]);
  useEffect(() => {
    if (total !== undefined) list.setTotal(total);
  }, [list, total]);
  return { list, isLive, state: useStore(list.store) };
}
