import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useAppearance } from '../../lib/appearance-store.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { formatUnit } from '../../lib/format-unit.ts';
import { chartPictures } from './chart-picture.ts';
import styles from './heatmap-chart.module.css';
import { paintCells } from './paint-cells.ts';
import { TimeAxis } from './time-axis.tsx';
import { TooltipBox } from './tooltip-box.tsx';
import { useElementSize } from './use-element-size.ts';

export interface HeatmapRow {
  readonly name: string;
  /** One for each time; null: nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface HeatmapChartProps {
  readonly label: string;
  /** Milliseconds, evenly apart: each is the end of its cell. */
  readonly times: readonly number[];
  /** From the bottom up. */
  readonly rows: readonly HeatmapRow[];
  /** Of the values. */
  readonly unit?: string;
}

const MOST_NAMES_PER_PIXEL = 1 / 16;

/** How much of something there was, by time and range: the more, the stronger the colour. */
export function HeatmapChart({ label, times, rows, unit = 'short' }: HeatmapChartProps) {
  const [attach, size] = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useAppearance((store) => store.shownTheme);
  const [hovered, setHovered] = useState<{ column: number; row: number; x: number; y: number } | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null || size === null) return;
    const paint = (ratio: number, target = document.createElement('canvas')) => {
      paintCells(target, { times: times.length, rows, ...size, ratio });
      return target;
    };
    paint(window.devicePixelRatio, element);
    chartPictures.set(element, paint);
  }, [times, rows, size, theme]);

  const stepMs = (times[1] ?? 0) - (times[0] ?? 0) || 1_000;
  const fromMs = (times[0] ?? 0) - stepMs;
  const toMs = times.at(-1) ?? 0;
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * times.length);
    const row = rows.length - 1 - Math.floor(((event.clientY - box.top) / box.height) * rows.length);
    setHovered({ column, row, x: event.clientX, y: event.clientY });
  };
  const pointed = hovered === null ? undefined : rows[hovered.row];
  const every =
    size === null ? 1 : Math.max(1, Math.ceil(rows.length / (size.height * MOST_NAMES_PER_PIXEL)));
  return (
    <figure className={styles.chart} aria-label={`${label}: ${rows.length} ranges over time`}>
      <div className={styles.names} aria-hidden>
        {rows.map(({ name }, index) =>
          index % every === 0 ? (
            <span key={name} style={{ bottom: `${((index + 1) / rows.length) * 100}%` }}>
              {name}
            </span>
          ) : null,
        )}
        {/* Holds the width of the longest. */}
        <span className={styles.widest}>
          {rows.reduce((longest, { name }) => (name.length > longest.length ? name : longest), '')}
        </span>
      </div>
      <div ref={attach} className={styles.plot} onPointerMove={point} onPointerLeave={() => setHovered(null)}>
        <canvas ref={canvas} aria-hidden />
      </div>
      <div className={styles.times}>
        <TimeAxis fromMs={fromMs} toMs={toMs} width={size?.width ?? 0} />
      </div>
      {hovered !== null && pointed !== undefined && (
        <TooltipBox
          x={hovered.x}
          y={hovered.y}
          title={formatAbsolute(new Date(times[hovered.column] ?? 0).toISOString())}
          rows={[
            {
              name: pointed.name,
              colour: 'var(--accent-line)',
              text: formatUnit(pointed.values[hovered.column] ?? null, unit),
              isNearest: true,
            },
          ]}
        />
      )}
    </figure>
  );
}
