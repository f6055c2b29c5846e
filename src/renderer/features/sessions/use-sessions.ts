import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { SessionPage } from '../../../shared/session.ts';
import { useTRPCClient } from '../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';

const PAGE_SIZE = 50;
const REFRESH_MS = 3_000;
/** More than this many pages are not asked for again by themselves. */
const MOST_REFRESHED = 3;

interface PageParam {
  readonly cursor: string;
  readonly from: string;
  readonly to: string;
}

/** A page with the range that it was asked for, which the pages after it keep: a live range moves on. */
interface LoadedPage extends SessionPage {
  readonly from: string;
  readonly to: string;
}

/** The sessions that were active in a range, page by page, anew every few seconds while the range is live. */
export function useSessions(range: TimeRange) {
  const client = useTRPCClient();
  return useInfiniteQuery({
    queryKey: ['sessions', 'list', range],
    initialPageParam: null as PageParam | null,
    queryFn: async ({ pageParam, signal }): Promise<LoadedPage> => {
      const { from, to } = pageParam ?? boundsOf(range, Date.now());
      const cursor = pageParam?.cursor ?? null;
      const page = await client.sessions.list.query({ from, to, limit: PAGE_SIZE, cursor }, { signal });
      return { ...page, from, to };
    },
    getNextPageParam: ({ nextCursor, from, to }) =>
      nextCursor === null ? null : { cursor: nextCursor, from, to },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      range.kind === 'last' && (data?.pages.length ?? 0) <= MOST_REFRESHED ? REFRESH_MS : false,
  });
}
