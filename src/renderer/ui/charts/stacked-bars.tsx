import { lazy, Suspense } from 'react';
import { Skeleton } from '../skeleton.tsx';
import styles from './stacked-bars.module.css';

export interface BarSeries {
  readonly name: string;
  readonly colour: `--${string}`;
  /** One a bucket, oldest first. */
  readonly values: readonly number[];
}

export interface StackedBarsProps {
  /** What the chart says, for those who do not see it. */
  readonly label: string;
  /** Start of the first bucket, milliseconds. */
  readonly start: number;
  readonly bucketMs: number;
  readonly series: readonly BarSeries[];
  /** A bucket was clicked. */
  readonly onPick?: (bucket: number) => void;
}

const EchartsView = lazy(() =>
  import('./echarts-view.tsx').then((module) => ({ default: module.EchartsView })),
);

/** Counts over time, stacked. */
export function StackedBars({ label, ...chart }: StackedBarsProps) {
  return (
    <div className={styles['chart']} role="img" aria-label={label}>
      <Suspense fallback={<Skeleton height="100%" />}>
        <EchartsView {...chart} />
      </Suspense>
    </div>
  );
}
