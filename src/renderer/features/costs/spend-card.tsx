import { useNavigate } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import { useMemo } from 'react';
import type { CostReport } from '../../../shared/costs.ts';
import { formatMoney } from '../../lib/format.ts';
import { fixedRangeSearch } from '../../lib/time-range.ts';
import { useTimeRange } from '../../lib/use-time-range.ts';
import { Card } from '../../ui/card.tsx';
import { StackedBars } from '../../ui/charts/stacked-bars.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { spendSeries } from './cost-rows.ts';
import { DIMENSION_LABELS } from './costs-search.ts';
import styles from './spend-card.module.css';
import { useShownRows } from './use-shown-rows.ts';

/** Spend over time, stacked. A click opens the traces of that moment. */
export function SpendCard({ report }: { readonly report: CostReport | null }) {
  const navigate = useNavigate();
  const range = useTimeRange();
  const rows = useShownRows(report);
  const series = useMemo(() => spendSeries(rows, rows[0]?.seriesNanos.length ?? 0), [rows]);
  const bucketMs = (report?.bucketSeconds ?? 1) * 1_000;
  const start = report === null ? 0 : Date.parse(report.from);

  const openBucket = (bucket: number) => {
    const from = new Date(start + bucket * bucketMs);
    const search = fixedRangeSearch(range.key, from, new Date(from.getTime() + bucketMs));
    void navigate({ to: '/traces', search: { ...search, calls: true } });
  };

  return (
    <Card title="Spend over time">
      <div className={styles.chart}>
        {report === null && <Skeleton height="100%" />}
        {report !== null && series.length === 0 && (
          <EmptyState icon={<Coins aria-hidden />} title="Nothing was spent in this range">
            Choose a longer range, or send a call through the gateway.
          </EmptyState>
        )}
        {report !== null && series.length > 0 && (
          <StackedBars
            label={`${formatMoney(report.total.nanos)} over time, by ${DIMENSION_LABELS[report.by].toLowerCase()}`}
            start={start}
            bucketMs={bucketMs}
            series={series}
            unit="money"
            onPick={openBucket}
          />
        )}
      </div>
    </Card>
  );
}
