import { lazy, Suspense } from 'react';
import { Skeleton } from '../skeleton.tsx';
import type { BarsOverTime } from './bars-over-time.ts';
import styles from './stacked-bars.module.css';

export interface StackedBarsProps extends BarsOverTime {
  /** What the chart says, for those who do not see it. */
  readonly label: string;
}

const EchartsView = lazy(() =>
  import('./echarts-view.tsx').then((module) => ({ default: module.EchartsView })),
);

/** Counts over time, stacked. */
export function StackedBars({ label, ...chart }: StackedBarsProps) {
  return (
    <div className={styles.chart} role="img" aria-label={label}>
      <Suspense fallback={<Skeleton height="100%" />}>
        <EchartsView {...chart} />
      </Suspense>
    </div>
  );
}
