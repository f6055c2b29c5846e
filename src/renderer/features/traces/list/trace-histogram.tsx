import { useState, type PointerEvent } from 'react';
import type { TraceHistogram as Histogram } from '../../../../shared/deployment.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatTick } from '../../../lib/format-time.ts';
import {
  brushedBuckets,
  highestStack,
  rangeOfBuckets,
  type BrushedRange,
  type BucketCursor,
} from './histogram-brush.ts';
import { HistogramKeys } from './histogram-keys.tsx';
import { Readout } from './histogram-readout.tsx';
import styles from './trace-histogram.module.css';

interface TraceHistogramProps {
  readonly histogram: Histogram | undefined;
  readonly onBrush: (range: BrushedRange) => void;
}

const LABELS = 6;
/** Of a bucket's width. */
const BAR_WIDTH = 0.78;

/** How many traces began when, failed ones on top; dragging over it, or the arrow keys and Enter, choose a range. */
export function TraceHistogram({ histogram, onBrush }: TraceHistogramProps) {
  const [drag, setDrag] = useState<{ from: number; to: number; width: number } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [cursor, setCursor] = useState<BucketCursor | null>(null);
  const buckets = histogram?.ok.length ?? 0;
  const place = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, width: box.width };
  };
  const dragged = drag === null ? null : brushedBuckets(drag.from, drag.to, drag.width, buckets);
  const brushed = dragged ?? bucketsOf(cursor, buckets);
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
  const choose = (first: number, last: number) => {
    if (histogram !== undefined) onBrush(rangeOfBuckets(histogram, first, last));
    setCursor(null);
  };
  const onPointerUp = () => {
    if (dragged !== null) choose(dragged.first, dragged.last);
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
        {histogram !== undefined && brushed === null && hovered !== null && hovered < buckets && (
          <Readout histogram={histogram} first={hovered} last={hovered} />
        )}
        {histogram !== undefined && brushed !== null && (
          <Readout histogram={histogram} first={brushed.first} last={brushed.last} />
        )}
        {histogram !== undefined && buckets > 0 && (
          <HistogramKeys histogram={histogram} cursor={cursor} onMove={setCursor} onChoose={choose} />
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {histogram !== undefined &&
          axisLabels(histogram).map((label, index) => <span key={index}>{label}</span>)}
      </div>
    </div>
  );
}

/** What the keyboard has marked; a histogram of another range may have fewer buckets. */
function bucketsOf(cursor: BucketCursor | null, buckets: number): { first: number; last: number } | null {
  if (cursor === null || buckets === 0) return null;
  const [a, b] = [Math.min(cursor.anchor, buckets - 1), Math.min(cursor.at, buckets - 1)];
  return { first: Math.min(a, b), last: Math.max(a, b) };
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

function axisLabels(histogram: Histogram): string[] {
  const from = Date.parse(histogram.from);
  const span = Date.parse(histogram.to) - from;
  return Array.from({ length: LABELS }, (_, index) => formatTick(from + (span * index) / (LABELS - 1), span));
}
