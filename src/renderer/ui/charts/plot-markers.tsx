import { useRef, useState, type KeyboardEvent } from 'react';
import { formatAbsolute } from '../../lib/format-time.ts';
import { Tooltip } from '../tooltip.tsx';
import type { ChartLayout } from './chart-layout.ts';
import { nextMarker, placedMarkers, type PlacedMarker } from './placed-markers.ts';
import styles from './plot-markers.module.css';
import type { ChartMarker } from './time-series.ts';

export interface PlotMarkersProps {
  /** What they are, for those who do not see them. */
  readonly label: string;
  readonly layout: ChartLayout;
  readonly markers: readonly ChartMarker[];
}

/** Single measurements, as diamonds at their time and value. One stop of Tab for all: arrows go from one to the next. */
export function PlotMarkers({ label, layout, markers }: PlotMarkersProps) {
  const placed = placedMarkers(markers, layout);
  const [current, setCurrent] = useState<number | null>(null);
  const group = useRef<HTMLDivElement>(null);
  if (placed.length === 0) return null;
  const stop = Math.min(current ?? placed.length - 1, placed.length - 1);
  const move = (event: KeyboardEvent) => {
    const next = nextMarker(event.key, stop, placed.length);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={group}
      className={styles.layer}
      style={{ ...layout.rect }}
      role="toolbar"
      aria-label={label}
      onKeyDown={move}
    >
      {placed.map((each, index) => (
        <Marker
          key={`${each.marker.atMs} ${index}`}
          {...each}
          isStop={index === stop}
          onFocus={() => setCurrent(index)}
        />
      ))}
    </div>
  );
}

interface MarkerProps extends PlacedMarker {
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function Marker({ marker, left, bottom, isStop, onFocus }: MarkerProps) {
  const { atMs, text, facts, action, onPick } = marker;
  const when = formatAbsolute(new Date(atMs).toISOString());
  const content = (
    <span className={styles.note}>
      <strong>{text}</strong>
      <span className={styles.when}>{when}</span>
      {facts.length > 0 && (
        <span className={styles.facts}>
          {facts.map(([name, value]) => (
            <span key={name} className={styles.fact}>
              <span className={styles.name}>{name}</span>
              <span className={styles.value}>{value}</span>
            </span>
          ))}
        </span>
      )}
      {action !== undefined && <span className={styles.action}>{action}</span>}
    </span>
  );
  return (
    <Tooltip content={content} side="top">
      <button
        type="button"
        className={styles.marker}
        style={{ left: `${left * 100}%`, bottom: `${bottom * 100}%` }}
        tabIndex={isStop ? 0 : -1}
        aria-label={[text, when, ...facts.map((fact) => fact.join(' ')), action ?? ''].join(', ')}
        onFocus={onFocus}
        onClick={onPick}
      />
    </Tooltip>
  );
}
