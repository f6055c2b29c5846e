import { formatTicks, formatUnit } from '../../lib/format-unit.ts';
import { formatTick } from '../../lib/format-time.ts';
import { drawnValues, extentOf, stackOf } from './stack-values.ts';
import { timeAxisTicks } from './time-axis-ticks.ts';
import type { TimeSeries, TimeSeriesChartProps, ValueAxisOptions } from './time-series.ts';
import { tickValues, valueScale, type ValueScale } from './value-scale.ts';

/** The rectangle that curves are drawn in, in pixels of the chart. */
export interface PlotRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface LaidOutAxis {
  readonly scale: ValueScale;
  readonly labels: readonly string[];
  readonly title: string;
  /** How far the title is from the axis, in pixels: beyond the labels. */
  readonly titleGap: number;
}

/** Everything about a chart that is decided before it is drawn. */
export interface ChartLayout {
  readonly rect: PlotRect;
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeTicks: readonly { readonly atMs: number; readonly text: string }[];
  readonly left: LaidOutAxis;
  /** Null where no series stands on it. */
  readonly right: LaidOutAxis | null;
  /** As drawn, one for each series. */
  readonly values: readonly (readonly (number | null)[])[];
}

const TOP = 8;
const BOTTOM = 22;
const LABEL_GAP = 8;
const TITLE_WIDTH = 16;
const EDGE = 6;
const PIXELS_PER_TICK = 44;
const PIXELS_PER_TIME = 72;
const FALLBACK_SPAN_MS = 60_000;

type Chart = Pick<
  TimeSeriesChartProps,
  'times' | 'fromMs' | 'toMs' | 'right' | 'thresholds' | 'showThresholds'
> &
  ValueAxisOptions;

/** Lays out a chart of this size. `textWidth` measures labels, in pixels. */
export function layOutChart(
  chart: Chart,
  series: readonly TimeSeries[],
  size: { readonly width: number; readonly height: number },
  textWidth: (text: string) => number,
): ChartLayout {
  const values = drawnValues(series, chart.times.length);
  const height = Math.max(10, size.height - TOP - BOTTOM);
  const onRight = (one: TimeSeries) => one.axis === 'right';
  const measured = (axis: Omit<LaidOutAxis, 'titleGap'>): LaidOutAxis => ({
    ...axis,
    titleGap: Math.max(0, ...axis.labels.map(textWidth)) + LABEL_GAP,
  });
  const left = measured(axisOf(chart, chart, series, values, (one) => !onRight(one), height));
  const right = series.some(onRight)
    ? measured(axisOf({ ...chart.right }, chart, series, values, onRight, height))
    : null;
  const widthOf = ({ title, titleGap }: LaidOutAxis) => titleGap + (title === '' ? 0 : TITLE_WIDTH);
  const leftWidth = Math.ceil(widthOf(left));
  const rightWidth = right === null ? EDGE : Math.ceil(widthOf(right));
  const width = Math.max(10, size.width - leftWidth - rightWidth);
  const { fromMs, toMs } = spanOf(chart);
  const isWhole = (x: number, label: number) => x + label / 2 <= width + rightWidth;
  const ticks = timeAxisTicks(fromMs, toMs, Math.max(1, Math.floor(width / PIXELS_PER_TIME)));
  return {
    rect: { left: leftWidth, top: TOP, width, height },
    fromMs,
    toMs,
    timeTicks: ticks
      .map((atMs) => ({ atMs, text: formatTick(atMs, toMs - fromMs) }))
      .filter(({ atMs, text }) => isWhole(((atMs - fromMs) / (toMs - fromMs)) * width, textWidth(text))),
    left,
    right,
    values,
  };
}

function spanOf({ times, fromMs = times[0] ?? 0, toMs = times.at(-1) ?? 0 }: Chart): {
  fromMs: number;
  toMs: number;
} {
  return toMs > fromMs
    ? { fromMs, toMs }
    : { fromMs: fromMs - FALLBACK_SPAN_MS / 2, toMs: fromMs + FALLBACK_SPAN_MS / 2 };
}

function axisOf(
  options: ValueAxisOptions,
  chart: Chart,
  series: readonly TimeSeries[],
  values: ChartLayout['values'],
  isOn: (series: TimeSeries) => boolean,
  height: number,
): Omit<LaidOutAxis, 'titleGap'> {
  const members = series.map((one, at) => ({ one, values: values[at] ?? [] })).filter(({ one }) => isOn(one));
  const isPercent = members.some(({ one }) => stackOf(one) === 'percent');
  const unit = isPercent ? 'percent' : (options.unit ?? members[0]?.one.unit ?? '');
  const stacked = (one: TimeSeries) => stackOf(one) !== 'none';
  const scale = valueScale(
    withThresholds(
      extentOf(members.map(({ one, values }) => ({ values, stacked: stacked(one) }))),
      options === chart && chart.showThresholds === 'lines' ? (chart.thresholds ?? []) : [],
    ),
    {
      unit,
      min: options.min ?? null,
      max: options.max ?? (isPercent ? 100 : null),
      logBase: options.logBase ?? null,
      fromZero: members.some(({ one }) => one.draw === 'area' || one.draw === 'bars' || stacked(one)),
      count: Math.max(2, Math.min(6, Math.floor(height / PIXELS_PER_TICK))),
    },
  );
  const labels =
    scale.logBase === null
      ? formatTicks(scale.ticks, unit)
      : tickValues(scale).map((value) => formatUnit(value, unit, options.decimals));
  return { scale, labels, title: options.title ?? '' };
}

/** A line that says where trouble begins is worth seeing, unless it would press the curve flat. */
function withThresholds(
  extent: { low: number; high: number } | null,
  thresholds: NonNullable<Chart['thresholds']>,
): { low: number; high: number } | null {
  if (extent === null) return null;
  const near = thresholds
    .map(({ value }) => value)
    .filter((value): value is number => value !== null && value > extent.high && value <= extent.high * 2);
  return { low: extent.low, high: Math.max(extent.high, ...near) };
}
