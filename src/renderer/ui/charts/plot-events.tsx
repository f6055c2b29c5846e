import { formatAbsolute } from '../../lib/format-time.ts';
import { formatUnit } from '../../lib/format-unit.ts';
import { Tooltip } from '../tooltip.tsx';
import type { ChartLayout } from './chart-layout.ts';
import styles from './plot-events.module.css';
import type { ChartAnnotation, ChartMarker } from './time-series.ts';
import { placeOf } from './value-scale.ts';

export interface PlotEventsProps {
  readonly layout: ChartLayout;
  readonly annotations: readonly ChartAnnotation[];
  readonly markers: readonly ChartMarker[];
  readonly unit: string;
}

const MOST_MARKERS = 60;

/** What happened, at its time in the chart: annotations as lines or bands, markers as dots at their value. */
export function PlotEvents({ layout, annotations, markers, unit }: PlotEventsProps) {
  const { rect, fromMs, toMs } = layout;
  const shareOf = (atMs: number) => (atMs - fromMs) / (toMs - fromMs);
  const isSeen = (atMs: number) => atMs >= fromMs && atMs <= toMs;
  return (
    <div className={styles.layer} style={{ ...rect }}>
      {annotations
        .filter(({ atMs, endMs }) => (endMs ?? atMs) >= fromMs && atMs <= toMs)
        .map((annotation) => (
          <Annotation
            key={`${annotation.atMs} ${annotation.title}`}
            annotation={annotation}
            left={Math.max(0, shareOf(annotation.atMs))}
            right={Math.min(1, shareOf(annotation.endMs ?? annotation.atMs))}
          />
        ))}
      {markers
        .filter(({ atMs }) => isSeen(atMs))
        .slice(-MOST_MARKERS)
        .map((marker) => {
          const place = placeOf(marker.value, layout.left.scale);
          if (place === null || place < 0 || place > 1) return null;
          const { atMs, value, title, onPick } = marker;
          return (
            <Tooltip key={`${atMs} ${value} ${title}`} content={`${title} · ${formatUnit(value, unit)}`}>
              <button
                type="button"
                className={styles.marker}
                style={{ left: `${shareOf(atMs) * 100}%`, bottom: `${place * 100}%` }}
                aria-label={`${title}, ${formatUnit(value, unit)}`}
                onClick={onPick}
              />
            </Tooltip>
          );
        })}
    </div>
  );
}

function Annotation({
  annotation: { atMs, title, detail = '', colour = 'var(--accent-line)' },
  left,
  right,
}: {
  readonly annotation: ChartAnnotation;
  readonly left: number;
  readonly right: number;
}) {
  const when = formatAbsolute(new Date(atMs).toISOString());
  const content = (
    <span className={styles.note}>
      <strong>{title}</strong>
      {detail !== '' && <span>{detail}</span>}
      <span className={styles.when}>{when}</span>
    </span>
  );
  return (
    <span
      className={styles.annotation}
      style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%`, borderColor: colour }}
    >
      {right > left && <span className={styles.band} style={{ background: colour }} />}
      <Tooltip content={content}>
        <button
          type="button"
          className={styles.flag}
          style={{ color: colour }}
          aria-label={`${title}, ${when}`}
        />
      </Tooltip>
    </span>
  );
}
