import { formatAbsolute } from '../../lib/format-time.ts';
import { Tooltip } from '../tooltip.tsx';
import type { ChartLayout } from './chart-layout.ts';
import styles from './plot-events.module.css';
import type { ChartAnnotation } from './time-series.ts';

export interface PlotEventsProps {
  readonly layout: ChartLayout;
  readonly annotations: readonly ChartAnnotation[];
}

/** What happened, at its time in the chart: annotations as lines or bands. */
export function PlotEvents({ layout, annotations }: PlotEventsProps) {
  const { rect, fromMs, toMs } = layout;
  const shareOf = (atMs: number) => (atMs - fromMs) / (toMs - fromMs);
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
