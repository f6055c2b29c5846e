import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatAbsolute } from '../../lib/format-time.ts';
import type { ChartLayout } from './chart-layout.ts';
import { joinCrosshair, pointCrosshair } from './crosshair-group.ts';
import { hoveredValues, nearestIndex, placesAt } from './hovered-values.ts';
import styles from './plot-pointer.module.css';
import type { ColouredSeries } from './time-series-option.ts';
import type { TimeSeriesChartProps } from './time-series.ts';
import { TooltipBox } from './tooltip-box.tsx';
import { placeOf } from './value-scale.ts';

export interface PlotPointerProps extends Pick<
  TimeSeriesChartProps,
  'label' | 'times' | 'unit' | 'decimals' | 'tooltip' | 'onZoom'
> {
  readonly series: readonly ColouredSeries[];
  readonly layout: ChartLayout;
  readonly crosshairGroup: string;
}

interface Hover {
  readonly index: number;
  /** Of the window. */
  readonly x: number;
  readonly y: number;
  /** 0 at the bottom of the plot, 1 at its top; null: by keyboard. */
  readonly height: number | null;
}

/** Less than this is a click that slipped. */
const LEAST_DRAG = 6;

/** What lies over the curves: the time that is pointed at, what the series say there, and the range that is dragged. */
export function PlotPointer(props: PlotPointerProps) {
  const { label, times, layout, crosshairGroup, onZoom, tooltip = 'all' } = props;
  const { rect, fromMs, toMs } = layout;
  const surface = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const msPerPixel = (toMs - fromMs) / rect.width;
  const xOf = (index: number) => ((times[index] ?? fromMs) - fromMs) / msPerPixel;

  const point = (next: Hover | null) => {
    setHover(next);
    pointCrosshair(crosshairGroup, next === null ? null : (times[next.index] ?? null));
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.max(0, Math.min(rect.width, event.clientX - box.left));
    if (drag !== null) setDrag({ ...drag, to: x });
    const index = nearestIndex(times, fromMs + x * msPerPixel);
    if (index === -1) return point(null);
    point({ index, x: event.clientX, y: event.clientY, height: 1 - (event.clientY - box.top) / rect.height });
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || onZoom === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setDrag({ from: x, to: x });
  };
  const release = () => {
    if (drag === null) return;
    setDrag(null);
    const [from = 0, to = 0] = [drag.from, drag.to].sort((a, b) => a - b);
    if (to - from >= LEAST_DRAG)
      onZoom?.(Math.round(fromMs + from * msPerPixel), Math.round(fromMs + to * msPerPixel));
  };
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      setDrag(null);
      return point(null);
    }
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const box = surface.current?.getBoundingClientRect();
    if (by === 0 || box === undefined || times.length === 0) return;
    event.preventDefault();
    const last = times.length - 1;
    const index = hover === null ? (by < 0 ? last : 0) : Math.max(0, Math.min(last, hover.index + by));
    point({ index, x: box.left + xOf(index), y: box.top + rect.height / 2, height: null });
  };

  const rows = hover === null ? [] : rowsAt(props, hover);
  const title = hover === null ? '' : formatAbsolute(new Date(times[hover.index] ?? 0).toISOString());
  const shown =
    tooltip === 'single'
      ? rows.filter((row, at) => row.isNearest || (hover?.height === null && at === 0))
      : rows;
  return (
    <div
      ref={surface}
      className={styles.surface}
      style={{ ...rect }}
      data-zoomable={onZoom !== undefined}
      tabIndex={0}
      role="slider"
      aria-label={`Time in ${label}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, times.length - 1)}
      aria-valuenow={hover?.index ?? Math.max(0, times.length - 1)}
      aria-valuetext={
        [title, ...rows.map(({ name, text }) => `${name} ${text}`)].join(', ') || 'no time chosen'
      }
      onPointerMove={move}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => point(null)}
      onBlur={() => point(null)}
      onKeyDown={step}
    >
      <Crosshair group={crosshairGroup} layout={layout} />
      {drag !== null && (
        <span
          className={styles.drag}
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      )}
      {hover !== null && tooltip !== 'none' && drag === null && (
        <TooltipBox x={hover.x} y={hover.y} title={title} rows={shown} />
      )}
    </div>
  );
}

function rowsAt({ series, unit = '', decimals, layout }: PlotPointerProps, { index, height }: Hover) {
  const places = placesAt(series, layout.values, index, (value, one) =>
    placeOf(value, one.axis === 'right' && layout.right !== null ? layout.right.scale : layout.left.scale),
  );
  return hoveredValues(series, index, unit, decimals, places, height);
}

/** Moved without drawing anything anew: dozens of charts follow one pointer. */
function Crosshair({ group, layout }: { readonly group: string; readonly layout: ChartLayout }) {
  const line = useRef<HTMLSpanElement>(null);
  const { rect, fromMs, toMs } = layout;
  useEffect(
    () =>
      joinCrosshair(group, (atMs) => {
        const element = line.current;
        if (element === null) return;
        const isInside = atMs !== null && atMs >= fromMs && atMs <= toMs;
        element.style.visibility = isInside ? 'visible' : 'hidden';
        if (isInside) {
          element.style.transform = `translateX(${((atMs - fromMs) / (toMs - fromMs)) * rect.width}px)`;
        }
      }),
    [group, fromMs, toMs, rect.width],
  );
  return <span ref={line} className={styles.crosshair} />;
}
