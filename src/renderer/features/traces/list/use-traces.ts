import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { TraceSummary } from '../../../../shared/trace.ts';
import { useTRPC, useTRPCClient } from '../../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { createLiveTraces } from './live-traces.ts';
import { countNew } from './merge-live.ts';
import { rowsOf, withChanges, type LoadedPage, type TracePages } from './trace-pages.ts';
import { toTraceFilter, type TraceSearch } from './trace-search.ts';

const PAGE_SIZE = 200;

/**
 * The traces of a range that match, newest first, loaded page by page and kept up to date by the live subscription.
 * Changes go straight into the query's data, so that asking again replaces them.
 */
export function useTraces(search: TraceSearch, range: TimeRange) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [live] = useState(createLiveTraces);
  const isLive = range.kind === 'last';
  const queryKey = useMemo(() => ['traces', 'list', search, range], [search, range]);
  const [startedFor, setStartedFor] = useState<readonly unknown[] | null>(null);

  const query = useInfiniteQuery({
    queryKey,
    // First subscribed, then asked: so no change falls between the two.
    enabled: !isLive || startedFor === queryKey,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<LoadedPage> => {
      const bounds = boundsOf(range, Date.now());
      const filter = toTraceFilter(search, isLive ? { from: bounds.from } : bounds);
      const page = await client.traces.list.query(
        { filter, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      );
      return { ...page, from: Date.parse(bounds.from) };
    },
    getNextPageParam: (page) => page.nextCursor,
  });

  const showHeld = useCallback(() => {
    const { isPaused, release } = live.getState();
    if (isPaused || queryClient.getQueryData(queryKey) === undefined) return;
    const changes = release();
    if (changes.size === 0) return;
    queryClient.setQueryData<TracePages>(queryKey, (pages) => pages && withChanges(pages, changes));
  }, [live, queryClient, queryKey]);
  const filter = useMemo(() => toTraceFilter(search, {}), [search]);
  useSubscription(
    trpc.traces.live.subscriptionOptions(
      { filter, since: null },
      {
        enabled: isLive,
        onStarted: () => setStartedFor(queryKey),
        onData: (event) => {
          live.getState().hold(event.data);
          showHeld();
        },
      },
    ),
  );
  useEffect(() => live.getState().reset(), [live, queryKey]);
  // What came while the list was loading is shown once it is there.
  useEffect(showHeld, [showHeld, query.isSuccess]);

  const rows = useMemo<TraceSummary[]>(() => rowsOf(query.data), [query.data]);
  const isPaused = useStore(live, (state) => state.isPaused);
  const held = useStore(live, (state) => state.held);
  const fresh = useStore(live, (state) => state.fresh);
  return {
    query,
    rows,
    isLive,
    isPaused,
    newCount: useMemo(() => countNew(rows, held), [rows, held]),
    fresh,
    togglePause: useCallback(() => {
      const state = live.getState();
      if (!state.isPaused) return state.pause();
      state.resume();
      showHeld();
    }, [live, showHeld]),
  };
}
