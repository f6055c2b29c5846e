import { useMemo } from 'react';
import { COMPONENT_NAMES, type HealthTrends } from '../../../shared/health/index.ts';
import { formatShare } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { TimeSeriesChart } from '../../ui/charts/time-series-chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './trends-card.module.css';

const CHART_HEIGHT = 260;
/** The borders of the states, as the engine has them. */
const THRESHOLDS = [
  { value: 50, colour: 'var(--error-solid)' },
  { value: 80, colour: 'var(--warning-solid)' },
];

/** The scores over the range. */
export function TrendsCard({ trends }: { readonly trends: HealthTrends | null }) {
  const chart = useMemo(() => (trends === null ? null : chartOf(trends)), [trends]);
  return (
    <Card title="Trends" description={trends === null ? undefined : sharesText(trends)}>
      {chart === null ? (
        <Skeleton height={CHART_HEIGHT} />
      ) : chart.isEmpty ? (
        <EmptyState title="No check was kept in this range">
          The history begins with the first check after the engine has started, or after it was cleared.
        </EmptyState>
      ) : (
        <div className={styles.chart}>
          <TimeSeriesChart
            label="Scores of the whole and of its components"
            height={CHART_HEIGHT}
            times={chart.times}
            series={chart.series}
            fromMs={chart.fromMs}
            toMs={chart.toMs}
            min={0}
            max={100}
            thresholds={THRESHOLDS}
            showThresholds="lines"
            crosshairGroup="health"
          />
        </div>
      )}
    </Card>
  );
}

function chartOf(trends: HealthTrends) {
  const fromMs = Date.parse(trends.from);
  const bucketMs = trends.bucketSeconds * 1000;
  const components = trends.components.filter(({ score }) => score.some((value) => value !== null));
  return {
    fromMs,
    toMs: Date.parse(trends.to),
    isEmpty: trends.score.every((value) => value === null),
    times: trends.score.map((_score, index) => fromMs + (index + 0.5) * bucketMs),
    series: [
      { name: 'Score', values: trends.score, colour: 'var(--text)', lineWidth: 2.5 },
      ...components.map(({ component, score }, index) => ({
        name: COMPONENT_NAMES[component],
        values: score,
        colour: `var(--series-${index + 1})`,
        lineWidth: 1,
      })),
    ],
  };
}

function sharesText({ range, shares }: HealthTrends): string {
  const parts = (['healthy', 'degraded', 'unhealthy', 'unknown'] as const)
    .filter((state) => shares[state] > 0.0005)
    .map((state) => `${formatShare(shares[state])} ${state === 'unknown' ? 'not known' : state}`);
  return `the last ${range}: ${parts.join(', ')}`;
}
