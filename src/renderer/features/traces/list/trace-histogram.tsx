import { useState, type PointerEvent } from 'react';
import type { TraceHistogram as Histogram } from '../../../../shared/deployment.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatTick } from '../../../lib/format-time.ts';
import { brushedBuckets, highestStack, rangeOfBuckets, type BrushedRange } from './histogram-brush.ts';
import styles from './trace-histogram.module.css';

interface TraceHistogramProps {
  readonly histogram: Histogram | undefined;
  readonly onBrush: (range: BrushedRange) => void;
}

const LABELS = 6;
/** Of a bucket's width. */
const BAR_WIDTH = 0.78;

/** How many traces began when, failed ones on top; dragging over it chooses a range. */
export function TraceHistogram({ histogram, onBrush }: TraceHistogramProps) {
  const [drag, setDrag] = useState<{ from: number; to: number; width: number } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const buckets = histogram?.ok.length ?? 0;
  const place = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, width: box.width };
  };
  const brushed = drag === null ? null : brushedBuckets(drag.from, drag.to, drag.width, buckets);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, width } = place(event);
    setDrag({ from: x, to: x, width });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { x, width } = place(event);
    setHovered(brushedBuckets(x, x, width, buckets)?.first ?? null);
    if (drag !== null) setDrag({ ...drag, to: x });
  };
  const onPointerUp = () => {
    if (histogram !== undefined && brushed !== null) {
      onBrush(rangeOfBuckets(histogram, brushed.first, brushed.last));
    }
    setDrag(null);
  };

  return (
    <div className={styles.frame}>
      <div
        className={styles.plot}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={() => setHovered(null)}
      >
        {histogram !== undefined && <Bars histogram={histogram} />}
        {brushed !== null && (
          <div
            className={styles.brush}
            style={{
              left: `${(brushed.first / buckets) * 100}%`,
              width: `${((brushed.last + 1 - brushed.first) / buckets) * 100}%`,
            }}
          />
        )}
        {histogram !== undefined && hovered !== null && (
          <Readout histogram={histogram} bucket={hovered} share={(hovered + 0.5) / buckets} />
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {histogram !== undefined &&
          axisLabels(histogram).map((label, index) => <span key={index}>{label}</span>)}
      </div>
    </div>
  );
}

function Bars({ histogram }: { histogram: Histogram }) {
  const highest = highestStack(histogram);
  const total = histogram.ok.reduce((sum, ok) => sum + ok, 0);
  const failed = histogram.error.reduce((sum, error) => sum + error, 0);
  return (
    <svg
      role="img"
      aria-label={`${formatCount(total + failed)} traces over time, ${formatCount(failed)} of them with errors`}
      className={styles.bars}
      viewBox={`0 0 ${histogram.ok.length} ${highest}`}
      preserveAspectRatio="none"
    >
      {histogram.ok.map((ok, index) => {
        const error = histogram.error[index] ?? 0;
        const x = index + (1 - BAR_WIDTH) / 2;
        return (
          <g key={index}>
            {ok > 0 && <rect className={styles.ok} x={x} width={BAR_WIDTH} y={highest - ok} height={ok} />}
            {error > 0 && (
              <rect
                className={styles.error}
                x={x}
                width={BAR_WIDTH}
                y={highest - ok - error}
                height={error}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function Readout({ histogram, bucket, share }: { histogram: Histogram; bucket: number; share: number }) {
  const range = rangeOfBuckets(histogram, bucket, bucket);
  const span = Date.parse(histogram.to) - Date.parse(histogram.from);
  const error = histogram.error[bucket] ?? 0;
  const total = (histogram.ok[bucket] ?? 0) + error;
  return (
    <div className={styles.readout} style={{ left: `${share * 100}%` }} data-end={share > 0.8 || undefined}>
      <span className={styles.time}>
        {formatTick(Date.parse(range.from), Math.min(span, 600_000))} –{' '}
        {formatTick(Date.parse(range.to), Math.min(span, 600_000))}
      </span>
      <span>{total === 1 ? '1 trace' : `${formatCount(total)} traces`}</span>
      {error > 0 && <span className={styles.failed}>{formatCount(error)} with errors</span>}
    </div>
  );
}

function axisLabels(histogram: Histogram): string[] {
  const from = Date.parse(histogram.from);
  const span = Date.parse(histogram.to) - from;
  return Array.from({ length: LABELS }, (_, index) => formatTick(from + (span * index) / (LABELS - 1), span));
}
