import { formatDuration } from '../../../lib/format.ts';
import styles from './percentile-curve.module.css';

type Curve = readonly { readonly percentile: number; readonly value: number }[];

interface PercentileCurveProps {
  readonly label: string;
  readonly curves: readonly { readonly name: string; readonly colour: string; readonly points: Curve }[];
}

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 62;
const BOTTOM = 24;
const TOP = 8;
const TICKS = [0, 50, 90, 99, 99.9, 99.99] as const;
const Y_TICKS = 4;

/** Latency by percentile. Each further nine has the same room, or the slowest calls would be one pixel wide. */
export function PercentileCurve({ label, curves }: PercentileCurveProps) {
  const points = curves.flatMap((curve) => curve.points);
  const most = Math.max(1e-3, ...points.map(({ value }) => value));
  const last = Math.max(1, ...points.map(({ percentile }) => placeOf(percentile)));
  const x = (percentile: number) => LEFT + (placeOf(percentile) / last) * (WIDTH - LEFT - 8);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className={styles.chart}>
        {Array.from({ length: Y_TICKS + 1 }, (_, index) => (most * index) / Y_TICKS).map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(value)} y2={y(value)} className={styles.grid} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className={styles.tick}>
              {formatDuration(value)}
            </text>
          </g>
        ))}
        {TICKS.filter((percentile) => placeOf(percentile) <= last).map((percentile) => (
          <text key={percentile} x={x(percentile)} y={HEIGHT - 6} textAnchor="middle" className={styles.tick}>
            p{percentile}
          </text>
        ))}
        {curves.map(({ name, colour, points: own }) => (
          <polyline
            key={name}
            points={own
              .map(({ percentile, value }) => `${x(percentile).toFixed(1)},${y(value).toFixed(1)}`)
              .join(' ')}
            style={{ stroke: colour }}
            className={styles.line}
          />
        ))}
      </svg>
    </figure>
  );
}

const LAST_PLACE = 5;

function placeOf(percentile: number): number {
  return Math.min(LAST_PLACE, -Math.log10(Math.max(1e-9, 1 - percentile / 100)));
}
