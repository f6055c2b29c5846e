import type { TraceHistogram } from '../../../../shared/deployment.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatTick } from '../../../lib/format-time.ts';
import { rangeOfBuckets } from './histogram-brush.ts';
import styles from './trace-histogram.module.css';

interface ReadoutProps {
  readonly histogram: TraceHistogram;
  readonly first: number;
  readonly last: number;
}

/** The figures of the buckets that are pointed at. */
export function Readout({ histogram, first, last }: ReadoutProps) {
  const share = ((first + last) / 2 + 0.5) / histogram.ok.length;
  const { time, traces, errors } = figuresOf(histogram, first, last);
  return (
    <div className={styles.readout} style={{ left: `${share * 100}%` }} data-end={share > 0.8 || undefined}>
      <span className={styles.time}>{time}</span>
      <span>{traces}</span>
      {errors !== null && <span className={styles.failed}>{errors}</span>}
    </div>
  );
}

/** The same as one line of text. */
export function bucketText(histogram: TraceHistogram, first: number, last: number): string {
  const { time, traces, errors } = figuresOf(histogram, first, last);
  return [time, traces, errors].filter((part) => part !== null).join(', ');
}

const FINEST_MS = 600_000;

function figuresOf(histogram: TraceHistogram, first: number, last: number) {
  const range = rangeOfBuckets(histogram, first, last);
  const span = Math.min(Date.parse(histogram.to) - Date.parse(histogram.from), FINEST_MS);
  const sum = (counts: readonly number[]) =>
    counts.slice(first, last + 1).reduce((total, count) => total + count, 0);
  const errors = sum(histogram.error);
  const traces = sum(histogram.ok) + errors;
  return {
    time: `${formatTick(Date.parse(range.from), span)} – ${formatTick(Date.parse(range.to), span)}`,
    traces: traces === 1 ? '1 trace' : `${formatCount(traces)} traces`,
    errors: errors === 0 ? null : `${formatCount(errors)} with errors`,
  };
}
