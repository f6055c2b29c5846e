import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { formatCount } from '../../lib/format.ts';
import { barHeights, firstHit, hitsAt, STEP, toThreshold } from './score-bins.ts';
import styles from './score-histogram.module.css';

export interface ScoreHistogramProps {
  readonly label: string;
  readonly bins: readonly number[];
  /** All runs, also those without a score. */
  readonly runs: number;
  readonly threshold: number;
  /** The one in force, drawn while another is tried. */
  readonly saved: number;
  readonly onChange: (threshold: number) => void;
}

const WIDTH = 500;
const HEIGHT = 100;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  ArrowRight: STEP,
  ArrowUp: STEP,
  PageDown: -10 * STEP,
  PageUp: 10 * STEP,
};

/** The scores that were recorded, and a threshold that is dragged over them: what it would have hit is said as it moves. */
export function ScoreHistogram({ label, bins, runs, threshold, saved, onChange }: ScoreHistogramProps) {
  const plot = useRef<HTMLDivElement>(null);
  const move = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    if (box !== undefined) onChange(toThreshold((event.clientX - box.left) / box.width));
  };
  const press = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? null : threshold + step;
    if (next === null) return;
    event.preventDefault();
    onChange(toThreshold(next));
  };
  const hits = hitsAt(bins, threshold);
  const text = `would have hit ${formatCount(hits)} of ${formatCount(runs)} in this range`;
  return (
    <div className={styles.histogram}>
      <p className={styles.text} aria-live="polite">
        <strong>{threshold.toFixed(2)}</strong> {text}
        {threshold !== saved && (
          <span className={styles.saved}>
            {' '}
            · in force: {saved.toFixed(2)}, {formatCount(hitsAt(bins, saved))} hit
          </span>
        )}
      </p>
      <div
        ref={plot}
        className={styles.plot}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
        }}
      >
        <Bars bins={bins} threshold={threshold} />
        {threshold !== saved && (
          <span className={styles.before} style={{ left: `${saved * 100}%` }} aria-hidden />
        )}
        <span
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={1}
          aria-valuenow={threshold}
          aria-valuetext={`${threshold.toFixed(2)}, ${text}`}
          className={styles.handle}
          style={{ left: `${threshold * 100}%` }}
          onKeyDown={press}
        />
      </div>
      <div className={styles.ticks} aria-hidden>
        {TICKS.map((tick) => (
          <span key={tick} style={{ left: `${tick * 100}%` }}>
            {tick}
          </span>
        ))}
      </div>
    </div>
  );
}

function Bars({ bins, threshold }: { readonly bins: readonly number[]; readonly threshold: number }) {
  const width = WIDTH / bins.length;
  const first = firstHit(threshold);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.bars}
      aria-hidden
      focusable="false"
    >
      {barHeights(bins).map((height, bin) =>
        height === 0 ? null : (
          <rect
            key={bin}
            x={bin * width + 0.5}
            y={HEIGHT - height * (HEIGHT - 4)}
            width={width - 1}
            height={height * (HEIGHT - 4)}
            className={bin < first ? styles.below : styles.above}
          />
        ),
      )}
    </svg>
  );
}
