import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import type { TraceSummary } from '../../../shared/trace.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { boundsOf, fixedRangeSearch, lastRangeSearch, type TimeRange } from '../../lib/time-range.ts';
import { useNow } from '../../lib/use-now.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { DataGrid } from '../../ui/data-grid/index.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { TracesTabs } from '../../ui/traces-tabs.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { FilterChips } from './list/filter-chips.tsx';
import type { BrushedRange } from './list/histogram-brush.ts';
import { LiveButton } from './list/live-button.tsx';
import { NoMatchingTraces, NoTracesYet } from './list/no-traces.tsx';
import { traceColumns } from './list/trace-columns.tsx';
import { TraceHistogram } from './list/trace-histogram.tsx';
import { hasFilters } from './list/trace-search.ts';
import { useTraceHistogram } from './list/use-trace-histogram.ts';
import { useTraceSearch } from './list/use-trace-search.ts';
import { useTraces } from './list/use-traces.ts';
import styles from './traces-page.module.css';

const rowKey = (trace: TraceSummary) => trace.traceId;

/** The list of traces: filters, histogram, live table. */
export function TracesPage() {
  const { search, change, clear } = useTraceSearch();
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const traces = useTraces(search, range);
  const histogram = useTraceHistogram(search, range);
  const facets = useFacets(range);
  const navigate = useNavigate();
  const gridRef = useRef<HTMLDivElement>(null);
  const focusGrid = useCallback(() => gridRef.current?.focus({ preventScroll: true }), []);
  useShortcuts({
    Escape: () => {
      if (range.kind === 'fixed') setRange(lastRangeSearch(range.key));
    },
  });
  const longestMs = useMemo(
    () => traces.rows.reduce((most, trace) => Math.max(most, trace.durationMs), 0),
    [traces.rows],
  );
  const columns = useMemo(() => traceColumns(longestMs), [longestMs]);
  const open = useCallback(
    ({ traceId }: TraceSummary) => void navigate({ to: '/traces/$traceId', params: { traceId } }),
    [navigate],
  );
  const brush = ({ from, to }: BrushedRange) =>
    setRange(fixedRangeSearch(range.key, new Date(from), new Date(to)));
  const { query } = traces;

  return (
    <Page
      title="Traces"
      tabs={<TracesTabs />}
      hasTimeRange
      layout="fill"
      actions={
        traces.isLive && (
          <LiveButton isPaused={traces.isPaused} newCount={traces.newCount} onToggle={traces.togglePause} />
        )
      }
    >
      <FilterBar search={search} facets={facets} onChange={change} onLeave={focusGrid} />
      <FilterChips search={search} onRemove={(key) => change({ [key]: undefined })} onClear={clear} />
      <TraceHistogram histogram={histogram.data} onBrush={brush} />
      <div className={styles.list}>
        {query.isError && traces.rows.length === 0 ? (
          <ErrorState
            title="The traces could not be loaded"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <DataGrid
            name="traces"
            label="Traces"
            focusRef={gridRef}
            columns={columns}
            rows={traces.rows}
            rowKey={rowKey}
            onOpen={open}
            isLoading={query.isPending}
            hasMore={query.hasNextPage}
            isLoadingMore={query.isFetchingNextPage}
            onLoadMore={() => void query.fetchNextPage()}
            isFresh={(trace) => traces.fresh.has(trace.traceId)}
            empty={
              <NothingToShow
                hasFilters={hasFilters(search)}
                onClear={clear}
                onWiden={() => setRange(lastRangeSearch('7d'))}
              />
            }
          />
        )}
      </div>
    </Page>
  );
}

/** Tells apart a deployment without any trace from a search without a match. */
function NothingToShow(props: { hasFilters: boolean; onClear: () => void; onWiden: () => void }) {
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions());
  if (info.data === undefined) return null;
  return info.data.database.traces === 0 ? <NoTracesYet /> : <NoMatchingTraces {...props} />;
}

const FACETS_REFRESH_MS = 30_000;

function useFacets(range: TimeRange) {
  const trpc = useTRPC();
  const now = useNow(FACETS_REFRESH_MS);
  const facets = useQuery(
    trpc.traces.facets.queryOptions(boundsOf(range, now), { placeholderData: keepPreviousData }),
  );
  return facets.data;
}
