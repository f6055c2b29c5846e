import type { KeyboardEvent } from 'react';
import type { TraceHistogram } from '../../../../shared/deployment.ts';
import { bucketText } from './histogram-readout.tsx';
import { movedCursor, type BucketCursor } from './histogram-brush.ts';
import styles from './trace-histogram.module.css';

interface HistogramKeysProps {
  readonly histogram: TraceHistogram;
  readonly cursor: BucketCursor | null;
  readonly onMove: (cursor: BucketCursor | null) => void;
  readonly onChoose: (first: number, last: number) => void;
}

/** The brush for the keyboard: arrows move along the time, with Shift they take more of it, Enter shows that range. */
export function HistogramKeys({ histogram, cursor, onMove, onChoose }: HistogramKeysProps) {
  const buckets = histogram.ok.length;
  const at = Math.min(cursor?.at ?? buckets - 1, buckets - 1);
  const first = Math.min(at, cursor?.anchor ?? at);
  const last = Math.max(at, cursor?.anchor ?? at);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onChoose(first, last);
    else if (event.key === 'Escape' && cursor !== null) onMove(null);
    else {
      const moved = movedCursor({ anchor: cursor?.anchor ?? at, at }, event.key, event.shiftKey, buckets);
      if (moved === null) return;
      onMove(moved);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Time range of the traces"
      aria-description="Arrows move, Shift with arrows takes a range, Enter shows it"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, buckets - 1)}
      aria-valuenow={at}
      aria-valuetext={bucketText(histogram, first, last)}
      className={styles.keys}

      onFocus={() => {
        if (cursor === null) onMove({ anchor: at, at });
      }}
      onBlur={() => onMove(null)}
      onKeyDown={onKeyDown}
    />
  );
}
