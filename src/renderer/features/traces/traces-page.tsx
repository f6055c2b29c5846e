import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import type { ListedTrace } from '../../../shared/trace-list.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { formatCount } from '../../lib/format.ts';
import { boundsOf, fixedRangeSearch, lastRangeSearch, type TimeRange } from '../../lib/time-range.ts';
import { useNow } from '../../lib/use-now.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { DataGrid, useGridLayout, type GridRows } from '../../ui/data-grid/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { TracesTabs } from '../../ui/traces-tabs.tsx';
import { CompareSelected } from './compare/compare-selected.tsx';
import { ExportMenu } from './list/export-menu.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { FilterChips } from './list/filter-chips.tsx';
import type { BrushedRange } from './list/histogram-brush.ts';
import { LiveButton } from './list/live-button.tsx';
import { MissingRows } from './list/missing-rows.tsx';
import { NoMatchingTraces, NoTracesYet } from './list/no-traces.tsx';
import { SavedViewsMenu } from './list/saved-views-menu.tsx';
import { SelectionBar } from './list/selection-bar.tsx';
import { columnOf, traceColumns } from './list/trace-columns.tsx';
import { totalOf } from './list/histogram-brush.ts';
import { TraceHistogram } from './list/trace-histogram.tsx';
import { indexOfTrace, lengthOf, loadedRows, rowAt, type Segments } from './list/trace-segments.ts';
import { hasFilters } from './list/trace-search.ts';
import { useSelection } from './list/use-selection.ts';
import { useSorting } from './list/use-sorting.ts';
import { useTraceHistogram } from './list/use-trace-histogram.ts';
import { useTraceSearch } from './list/use-trace-search.ts';
import { contentOf } from './list/view-content.ts';
import { useTracesExport } from './list/use-traces-export.ts';
import { useTraces } from './list/use-traces.ts';
import styles from './traces-page.module.css';

const keyOf = (trace: ListedTrace) => trace.traceId;
/** For the columns that do not depend on what is shown. */
const COLUMNS = traceColumns(0);

/** The list of traces: filters, histogram, live table. */
export function TracesPage() {
  const { search, change, clear } = useTraceSearch();
  const { sorting, sortBy } = useSorting();
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const histogram = useTraceHistogram(search, range);
  const total = histogram.isPlaceholderData ? undefined : totalOf(histogram.data);
  const traces = useTraces(search, range, sorting, total);
  const { list, state } = traces;
  const facets = useFacets(range);
  const navigate = useNavigate();
  const gridRef = useRef<HTMLDivElement>(null);
  const focusGrid = useCallback(() => gridRef.current?.focus({ preventScroll: true }), []);
  const rows = useMemo(() => gridRowsOf(state.segments), [state.segments]);
  const matching = Math.max(total ?? 0, state.status === 'ready' ? rows.count : 0);
  const selection = useSelection(list, matching);
  const exporting = useTracesExport(search, range, selection.selection);
  useShortcuts({
    Escape: () => {
      if (selection.count > 0) selection.clear();
      else if (range.kind === 'fixed') setRange(lastRangeSearch(range.key));
    },
  });
  const longestMs = useMemo(
    () => loadedRows(state.segments).reduce((most, trace) => Math.max(most, trace.durationMs), 0),
    [state.segments],
  );
  const columns = useMemo(() => traceColumns(longestMs), [longestMs]);
  const layout = useGridLayout('traces', COLUMNS);
  const open = useCallback(
    ({ traceId }: ListedTrace) => void navigate({ to: '/traces/$traceId', params: { traceId } }),
    [navigate],
  );
  const brush = ({ from, to }: BrushedRange) =>
    setRange(fixedRangeSearch(range.key, new Date(from), new Date(to)));

  return (
    <Page
      title="Traces"
      tabs={<TracesTabs />}
      hasTimeRange
      layout="fill"
      actions={
        <>
          {traces.isLive ? (
            <LiveButton isPaused={state.isPaused} newCount={state.newCount} onToggle={list.togglePause} />
          ) : (
            <IconButton label="Ask again" icon={<RefreshCw aria-hidden />} onClick={list.refresh} />
          )}
          <SavedViewsMenu content={contentOf(search, sorting, range, layout.layout)} layout={layout} />
          <ExportMenu
            what={
              matching === 1 ? 'The trace that matches' : `All ${formatCount(matching)} traces that match`
            }
            busy={exporting.isPending}
            disabled={matching === 0}
            onExport={exporting.exportAll}
          />
        </>
      }
    >
      <FilterBar search={search} range={range} facets={facets} onChange={change} onLeave={focusGrid} />
      <FilterChips search={search} onChange={change} />
      <TraceHistogram histogram={histogram.data} onBrush={brush} />
      <SelectionBar
        count={selection.count}
        total={matching}
        isAll={selection.selection.kind === 'all'}
        onSelectAll={selection.selectAll}
        onClear={selection.clear}
      >
        <CompareSelected selection={selection.selection} />
        <ExportMenu
          isPrimary
          what={selection.count === 1 ? '1 trace' : `${formatCount(selection.count)} traces`}
          busy={exporting.isPending}
          onExport={exporting.exportSelected}
        />
      </SelectionBar>
      <div className={styles.list}>
        {state.status === 'failed' ? (
          <ErrorState title="The traces could not be loaded" error={state.problem} onRetry={list.refresh} />
        ) : (
          <DataGrid
            label="Traces"
            focusRef={gridRef}
            columns={columns}
            layout={layout}
            rows={rows}
            onOpen={open}
            onSight={list.look}
            isLoading={state.status === 'loading'}
            sorting={{ column: columnOf(sorting.sort), order: sorting.order, onSort: sortBy }}
            selection={selection.grid}
            isFresh={(trace) => state.fresh.has(trace.traceId)}
            empty={
              <NothingToShow
                hasFilters={hasFilters(search)}
                onClear={clear}
                onWiden={() => setRange(lastRangeSearch('7d'))}
              />
            }
          />
        )}
        {state.status === 'ready' && state.problem !== null && (
          <MissingRows problem={state.problem} onRetry={list.refresh} />
        )}
      </div>
    </Page>
  );
}

function gridRowsOf(segments: Segments): GridRows<ListedTrace> {
  return {
    count: lengthOf(segments),
    at: (index) => rowAt(segments, index),
    keyOf,
    indexOf: (traceId) => indexOfTrace(segments, traceId),
  };
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
