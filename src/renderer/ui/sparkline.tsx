import { SPARKLINE_HEIGHT, SPARKLINE_WIDTH, sparklinePaths } from './sparkline-paths.ts';
import styles from './sparkline.module.css';

export interface SparklineProps {
  /** Oldest first; null where there is nothing to show, which breaks the line. */
  readonly values: readonly (number | null)[];
  readonly tone?: 'accent' | 'error';
}

/** A small line without axes. The figure beside it says the value; this shows its course. */
export function Sparkline({ values, tone = 'accent' }: SparklineProps) {
  const { line, area, bars } = sparklinePaths(values);
  return (
    <svg
      viewBox={`0 0 ${SPARKLINE_WIDTH} ${SPARKLINE_HEIGHT}`}
      preserveAspectRatio="none"
      className={values.some((value) => value !== null && value > 0) ? styles[tone] : styles.quiet}
      aria-hidden
      focusable="false"
    >
      <path d={area} className={styles.area} />
      <path d={line} className={styles.line} vectorEffect="non-scaling-stroke" />
      {bars !== '' && <path d={bars} className={styles.bars} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
