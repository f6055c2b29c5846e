import { formatTick } from '../../lib/format-time.ts';
import { timeAxisTicks } from './time-axis-ticks.ts';
import styles from './time-axis.module.css';

const PIXELS_PER_TIME = 90;

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
  return (
    <div className={styles.axis} aria-hidden>
      {timeAxisTicks(fromMs, toMs, Math.max(1, Math.floor(width / PIXELS_PER_TIME))).map((atMs) => (
        <span key={atMs} style={{ left: `${((atMs - fromMs) / (toMs - fromMs)) * 100}%` }}>
          {formatTick(atMs, toMs - fromMs)}
        </span>
      ))}
    </div>
  );
}
