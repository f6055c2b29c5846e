import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Overview } from '../../../shared/deployment.ts';
import { formatCount } from '../../lib/format.ts';
import { fixedRangeSearch, LAST_RANGES, lastRangeSearch, type RangeKey } from '../../lib/time-range.ts';
import { useSetTimeRange, useTimeRange } from '../../lib/use-time-range.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { BarSeries } from '../../ui/charts/bars-over-time.ts';
import { StackedBars } from '../../ui/charts/stacked-bars.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Legend } from '../../ui/legend.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './requests-card.module.css';

/** Requests over time, failed ones on top. A click opens the traces of that moment. */
export function RequestsCard({ overview }: { readonly overview: Overview | null }) {
  const navigate = useNavigate();
  const range = useTimeRange();
  const series = useMemo(() => (overview === null ? [] : barsOf(overview)), [overview]);
  const bucketMs = (overview?.bucketSeconds ?? 1) * 1_000;
  const start = overview === null ? 0 : Date.parse(overview.from);

  const openBucket = (bucket: number) => {
    const from = new Date(start + bucket * bucketMs);
    void navigate({
      to: '/traces',
      search: fixedRangeSearch(range.key, from, new Date(from.getTime() + bucketMs)),
    });
  };

  return (
    <Card
      title="Requests over time"

      actions={
        <Legend
          entries={[
            { name: 'Succeeded', colour: 'var(--volume)' },
            { name: 'Failed', colour: 'var(--error-solid)' },
          ]}
        />
      }
    >
      <div className={styles.chart}>
        {overview === null && <Skeleton height="100%" />}
        {overview?.calls.total === 0 && <NoRequests />}
        {overview !== null && overview.calls.total > 0 && (
          <StackedBars
            label={`${formatCount(overview.calls.total)} requests over time, ${formatCount(overview.errors.total)} of them failed`}
            start={start}
            bucketMs={bucketMs}
            series={series}
            onPick={openBucket}
          />
        )}
      </div>
    </Card>
  );
}

const WIDER: readonly RangeKey[] = ['1h', '24h', '7d'];

/** Requests there may well be, only not in this range. */
function NoRequests() {
  const setRange = useSetTimeRange();
  const range = useTimeRange();
  const wider = WIDER.filter((key) => range.kind === 'fixed' || LAST_RANGES[key].minutes > range.minutes);
  return (
    <EmptyState
      title="No requests in this range"
      actions={wider.map((key) => (
        <Button key={key} size="small" onClick={() => setRange(lastRangeSearch(key))}>
          {LAST_RANGES[key].label}
        </Button>
      ))}
    >
      {wider.length > 0 ? 'Look further back, or send some now.' : 'Send some with the button above.'}
    </EmptyState>
  );
}

function barsOf({ calls, errors }: Overview): BarSeries[] {
  const failed = calls.series.map((_, bucket) => errors.series[bucket] ?? 0);
  const succeeded = calls.series.map((count, bucket) => Math.max(0, (count ?? 0) - (failed[bucket] ?? 0)));
  return [
    { name: 'Succeeded', colour: '--volume', values: succeeded },
    { name: 'Failed', colour: '--error-solid', values: failed },
  ];
}
