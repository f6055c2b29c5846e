import { formatTick } from '../../lib/format-time.ts';
import { timeAxisTicks } from './time-axis-ticks.ts';
import styles from './time-axis.module.css';

const PIXELS_PER_TIME = 90;
/** Half of a time as it is written: nearer to an end it would be cut off. */
const HALF_TIME = 18;

/** The times below a chart that is made of elements. */
export function TimeAxis({
  fromMs,
  toMs,
  width,
}: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}) {
  const placed = timeAxisTicks(fromMs, toMs, Math.max(1, Math.floor(width / PIXELS_PER_TIME)))
    .map((atMs) => ({ atMs, part: (atMs - fromMs) / (toMs - fromMs) }))
    .filter(({ part }) => part * width >= HALF_TIME && (1 - part) * width >= HALF_TIME);
  return (
    <div className={styles.axis} aria-hidden>
      {placed.map(({ atMs, part }) => (
        <span key={atMs} style={{ left: `${part * 100}%` }}>
          {formatTick(atMs, toMs - fromMs)}
        </span>
      ))}
    </div>
  );
}
