import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Network, Play } from 'lucide-react';
import { useState } from 'react';
import type { ServiceMap } from '../../../shared/service-map.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { formatCount } from '../../lib/format.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { lastRangeSearch } from '../../lib/time-range.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { useWorkload } from '../../lib/use-workload.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TracesTabs } from '../../ui/traces-tabs.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { MapFilter } from './map-filter.tsx';
import { MapPanel } from './map-panel.tsx';
import type { MapSelection } from './map-selection.ts';
import { MapTable } from './map-table.tsx';
import styles from './service-map-page.module.css';
import { serviceMapSearchSchema } from './service-map-search.ts';
import { useServiceMap } from './use-service-map.ts';

type View = 'map' | 'table';

/** Who calls whom, how often, how fast, and what fails. */
export function ServiceMapPage() {
  const { q = '', show } = useSearch({
    strict: false,
    select: (search) => serviceMapSearchSchema.parse(search),
  });
  const query = useServiceMap(useTimeRange(), q);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<MapSelection | null>(null);
  useShortcuts({ Escape: () => setSelected(null) });
  const change = (search: { q?: string | undefined; show?: 'table' | undefined }) =>
    void navigate({ to: '/services', search: (previous) => ({ ...previous, ...search }), replace: true });
  const map = query.data;
  return (
    <Page title="Service map" tabs={<TracesTabs />} hasTimeRange layout="fill">
      <div className={styles.bar}>
        <MapFilter q={q} onChange={(next) => change({ q: next === '' ? undefined : next })} />
        {map !== undefined && map.traceCount > 0 && <Sample map={map} />}
        <SegmentedControl<View>
          label="Show as"
          value={show ?? 'map'}
          segments={[
            { value: 'map', label: 'Map' },
            { value: 'table', label: 'Table' },
          ]}
          onChange={(next) => change({ show: next === 'table' ? 'table' : undefined })}
        />
      </div>
      {query.isError && map === undefined ? (
        <ErrorState
          title="The service map could not be drawn"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : map === undefined ? (
        <MapSkeleton />
      ) : map.nodes.length === 0 ? (
        <NoServices hasFilter={q !== ''} onClear={() => change({ q: undefined })} />
      ) : (
        <div className={styles.split} aria-busy={query.isPlaceholderData || undefined}>
          {show === 'table' ? (
            <MapTable map={map} onSelect={setSelected} />
          ) : (
            <MapCanvas map={map} selected={selected} onSelect={setSelected} />
          )}
          {selected !== null && <MapPanel map={map} selection={selected} onSelect={setSelected} />}
        </div>
      )}
    </Page>
  );
}

/** How much of what matches the map is drawn from. */
function Sample({ map }: { readonly map: ServiceMap }) {
  const { traceCount, matchingCount, isMore, coveredFrom, omittedNodes, spanCount } = map;
  const all = `${formatCount(matchingCount)}${isMore ? '+' : ''}`;
  const isSample = traceCount < matchingCount;
  return (
    <p
      className={styles.sample}
      title={`${formatCount(spanCount)} spans${isSample ? `, since ${formatAbsolute(coveredFrom)}` : ''}`}
    >
      {isSample
        ? `From the latest ${formatCount(traceCount)} of ${all} traces`
        : `From ${traceCount === 1 ? 'one trace' : `all ${all} traces`}`}
      {omittedNodes > 0 && ` · ${formatCount(omittedNodes)} rarer nodes are left out`}
    </p>
  );
}

function NoServices({ hasFilter, onClear }: { readonly hasFilter: boolean; readonly onClear: () => void }) {
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions());
  const setRange = useSetTimeRange();
  const { state, start } = useWorkload();
  return (
    <EmptyState
      icon={<Network aria-hidden />}
      title={hasFilter ? 'No trace matches this filter' : 'Nothing was called in this time range'}
      actions={
        <>
          {info.data?.database.traces === 0 && (
            <Button
              variant="primary"
              icon={<Play aria-hidden />}
              busy={state?.state === 'running'}
              onClick={start}
            >
              Run sample workload
            </Button>
          )}
          {hasFilter && (
            <Button size="small" onClick={onClear}>
              Clear the filter
            </Button>
          )}
          <Button size="small" onClick={() => setRange(lastRangeSearch('7d'))}>
            Show the last 7 days
          </Button>
        </>
      }
    >
      <p>Services, the models and databases they call, and how it goes are drawn from their spans.</p>
    </EmptyState>
  );
}

function MapSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the service map">
      {[0, 1, 2].map((column) => (
        <div key={column}>
          {Array.from({ length: 2 + column }, (_, row) => (
            <Skeleton key={row} width={150} height={48} />
          ))}
        </div>
      ))}
    </div>
  );
}
