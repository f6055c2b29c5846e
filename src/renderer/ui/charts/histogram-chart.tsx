import { useState } from 'react';
import { formatTicks, formatUnit } from '../../lib/format-unit.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './histogram-chart.module.css';
import { TooltipBox } from './tooltip-box.tsx';
import { placeOf, valueScale } from './value-scale.ts';

export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface HistogramChartProps {
  readonly label: string;
  /** From the lowest on; all are drawn equally wide. */
  readonly bars: readonly HistogramBar[];
  /** Of the bounds. */
  readonly unit?: string;
  /** A CSS colour. */
  readonly colour?: string;
  /** Values to point out, by name: percentiles. */
  readonly marks?: readonly { readonly name: string; readonly value: number }[];
  /** In pixels; without it the chart fills what it stands in. */
  readonly height?: number;
}

const MOST_LABELS = 7;

/** How often values fall into each range. */
export function HistogramChart(props: HistogramChartProps) {
  const { label, bars, unit = '', colour = 'var(--series-1)', marks = [], height } = props;
  const [hovered, setHovered] = useState<{ at: number; x: number; y: number } | null>(null);
  const most = bars.reduce((high, { count }) => Math.max(high, count), 0);
  const wishes = { unit: '', min: 0, max: null, logBase: null, fromZero: true, count: 4 };
  const scale = valueScale({ low: 0, high: most }, wishes);
  const pointed = hovered === null ? undefined : bars[hovered.at];
  const every = Math.max(1, Math.ceil(bars.length / MOST_LABELS));
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure
      className={styles.chart}
      style={{ height }}
      aria-label={`${label}: ${formatCount(total)} values in ${bars.length} ranges`}
    >
      <div className={styles.counts} aria-hidden>
        {formatTicks(scale.ticks, 'short').map((text, index) => (
          <span key={text} style={{ bottom: `${(placeOf(scale.ticks[index] ?? 0, scale) ?? 0) * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <div className={styles.plot} onPointerLeave={() => setHovered(null)}>
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className={styles.line}
            style={{ bottom: `${(placeOf(tick, scale) ?? 0) * 100}%` }}
          />
        ))}
        <div className={styles.bars}>
          {bars.map(({ from, to, count }, at) => (
            <span
              key={`${from} ${to}`}
              className={styles.slot}
              onPointerMove={(event) => setHovered({ at, x: event.clientX, y: event.clientY })}
            >
              <span
                className={styles.bar}
                style={{ height: `${(placeOf(count, scale) ?? 0) * 100}%`, background: colour }}
              />
            </span>
          ))}
        </div>
        {marks.map(({ name, value }) => (
          <span key={name} className={styles.mark} style={{ left: `${markPlace(bars, value) * 100}%` }}>
            <span>{name}</span>
          </span>
        ))}
      </div>
      <div className={styles.bounds} aria-hidden>
        {bars.map(({ from }, at) =>
          at % every === 0 ? (
            <span key={from} style={{ left: `${(at / bars.length) * 100}%` }}>
              {formatUnit(from, unit)}
            </span>
          ) : null,
        )}
      </div>
      {hovered !== null && pointed !== undefined && (
        <TooltipBox
          x={hovered.x}
          y={hovered.y}
          title={`${formatUnit(pointed.from, unit)} to ${formatUnit(pointed.to, unit)}`}
          rows={[{ name: 'Count', colour, text: formatUnit(pointed.count, 'short'), isNearest: false }]}
        />
      )}
    </figure>
  );
}

/** Where a value is along the bars, 0 to 1: within its bar by its distance from the bounds. */
function markPlace(bars: readonly HistogramBar[], value: number): number {
  const at = bars.findIndex(({ to }) => value <= to);
  const bar = bars[at];
  if (bar === undefined) return 1;
  const within =
    Number.isFinite(bar.to) && bar.to > bar.from ? (value - bar.from) / (bar.to - bar.from) : 0.5;
  return (at + Math.max(0, Math.min(1, within))) / bars.length;
}
