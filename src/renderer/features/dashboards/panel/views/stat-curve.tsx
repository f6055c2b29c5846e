import { useMemo } from 'react';
import { curvePath } from '../data/curve-path.ts';
import styles from './stat-view.module.css';

const WIDTH = 200;
const HEIGHT = 50;

/** The course of a figure, without axes. */
export function StatCurve({
  values,
  colour,
}: {
  readonly values: readonly (number | null)[];
  readonly colour: string;
}) {
  const { line, area } = useMemo(() => curvePath(values, WIDTH, HEIGHT), [values]);
  if (line === '') return null;
  return (
    <svg
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      className={styles.curve}
      aria-hidden
      focusable="false"
    >
      <path d={area} className={styles.area} style={{ fill: colour }} />
      <path d={line} className={styles.line} style={{ stroke: colour }} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
