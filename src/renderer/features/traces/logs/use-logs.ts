import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { LogPage, LogQuestion, LogRecord, Severity } from '../../../../shared/log-record.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';

const PAGE_SIZE = 200;

/** Logs that are loaded page by page as they are scrolled to. */
export interface Logs {
  readonly logs: readonly LogRecord[];
  /** How many there are of each severity, whatever is asked for; null until it is known. */
  readonly counts: Record<Severity, number> | null;
  readonly total: number;
  readonly isLoading: boolean;
  /** What is shown is of the question before. */
  readonly isOld: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** `unspecified` is below all severities: then the question is the same as one that asks for none. */
export function fromSeverity(severity: Severity): { minSeverity?: Severity } {
  return severity === 'unspecified' ? {} : { minSeverity: severity };
}

/** The logs of a trace or span, asked for again when `version` changes. */
export function useLogs({ traceId, spanId, minSeverity }: LogQuestion, version: unknown): Logs {
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: ['traces', 'logs', traceId, spanId ?? null, minSeverity ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<LogPage> =>
      client.traces.logs.query(
        { traceId, spanId, minSeverity, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const { data, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void refetch();
  }, [version, refetch]);
  const logs = useMemo(() => data?.pages.flatMap((page) => page.logs) ?? [], [data]);
  const counts = data?.pages[0]?.counts ?? null;
  return {
    logs,
    counts,
    total: counts === null ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0),
    isLoading: query.isPending,
    isOld: query.isPlaceholderData,
    error: query.isError ? query.error : null,
    hasMore: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}
