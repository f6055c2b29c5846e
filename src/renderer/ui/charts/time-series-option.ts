import { cssColour, tokenColour } from './chart-colours.ts';
import type { ChartLayout, LaidOutAxis } from './chart-layout.ts';
import { decimated, isolatedPoints, keptIndices, pointsAt, type Point } from './decimate.ts';
import type { EChartsCoreOption } from './echarts-parts.ts';
import { isBelowZero, stackOf } from './stack-values.ts';
import { AXIS_FONT_SIZE } from './text-width.ts';
import { thresholdMarks } from './threshold-marks.ts';
import type { TimeSeries, TimeSeriesChartProps } from './time-series.ts';
import { axisValue } from './value-scale.ts';

export interface ColouredSeries extends TimeSeries {
  readonly colour: string;
}

type Chart = Pick<TimeSeriesChartProps, 'times' | 'thresholds' | 'showThresholds'>;

/** What ECharts draws: quiet axes, and the curves with at most two points a pixel. */
export function timeSeriesOption(
  chart: Chart,
  series: readonly ColouredSeries[],
  layout: ChartLayout,
): EChartsCoreOption {
  const { rect, fromMs, toMs, left, right, timeTicks } = layout;
  const font = fontOfAxes();
  const texts = new Map(timeTicks.map(({ atMs, text }) => [atMs, text]));
  const marks = thresholdMarks(chart, left.scale);
  return {
    animation: false,
    // Exactly there: what lies over the canvas is placed by the same numbers.
    grid: { ...rect, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time',
      min: fromMs,
      max: toMs,
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: tokenColour('--border') } },
      splitLine: { show: false },
      axisLabel: {
        ...font,
        customValues: timeTicks.map(({ atMs }) => atMs),
        formatter: (atMs: number) => texts.get(atMs) ?? '',
        showMinLabel: true,
        showMaxLabel: true,
        hideOverlap: true,
      },
    },
    yAxis: [
      valueAxis(left, 'left', font),
      ...(right === null ? [] : [{ ...valueAxis(right, 'right', font), splitLine: { show: false } }]),
    ],
    series: [
      ...(marks === null ? [] : [{ type: 'line', data: [], silent: true, ...marks }]),
      ...drawnSeries(chart.times, series, layout),
    ],
  };
}

export function fontOfAxes(): { color: string; fontSize: number; fontFamily: string } {
  return {
    color: tokenColour('--text-muted'),
    fontSize: AXIS_FONT_SIZE,
    fontFamily: '"Inter Variable", system-ui, sans-serif',
  };
}

function valueAxis(
  { scale, labels, title, titleGap }: LaidOutAxis,
  position: 'left' | 'right',
  font: object,
): object {
  const textAt = (value: number) =>
    labels[scale.ticks.findIndex((tick) => Math.abs(tick - value) < scale.step / 1_000)] ?? '';
  return {
    type: 'value',
    position,
    min: scale.min,
    max: scale.max,
    axisLine: { show: false },
    // The lines of the grid are where the ticks are, which need not begin at the end of the axis.
    axisTick: { show: false, customValues: scale.ticks },
    splitLine: { lineStyle: { color: tokenColour('--border-subtle') } },
    axisLabel: { ...font, margin: 6, customValues: scale.ticks, formatter: textAt },
    ...(title !== '' && {
      name: title,
      nameLocation: 'middle',
      nameGap: titleGap,
      nameTextStyle: font,
    }),
  };
}

function drawnSeries(
  times: readonly number[],
  series: readonly ColouredSeries[],
  layout: ChartLayout,
): object[] {
  // What is stacked has to have its points at the same times: those of the extremes of the sum.
  const stacked = layout.values.filter((_, at) => stackOf(series[at]) !== 'none');
  const sums = times.map((_, index) => sumAt(stacked, index));
  const stackIndices = stacked.length === 0 ? null : keptIndices(times, sums, layout.rect.width);
  return series.flatMap((one, at) => {
    const scale = one.axis === 'right' && layout.right !== null ? layout.right.scale : layout.left.scale;
    const values = layout.values[at] ?? [];
    const onAxis = scale.logBase === null ? values : values.map((value) => axisValue(value, scale.logBase));
    const points =
      stackOf(one) === 'none'
        ? decimated(times, onAxis, layout.rect.width)
        : stackIndices === null
          ? times.map((time, index): Point => [time, onAxis[index] ?? null])
          : pointsAt(times, onAxis, stackIndices);
    const place = isBelowZero(values) ? 'below' : 'above';
    return partsOf(one, points, one.axis === 'right' && layout.right !== null ? 1 : 0, place);
  });
}

function sumAt(stacked: readonly (readonly (number | null)[])[], index: number): number | null {
  let sum: number | null = null;
  for (const values of stacked) {
    const value = values[index] ?? null;
    if (value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

function partsOf(
  series: ColouredSeries,
  points: readonly Point[],
  yAxisIndex: number,
  place: 'above' | 'below',
): object[] {
  const colour = cssColour(series.colour);
  const stack = stackOf(series);
  const base = {
    name: series.name,
    yAxisIndex,
    silent: true,
    data: points,
    itemStyle: { color: colour },
    emphasis: { focus: 'series' },
    blur: { lineStyle: { opacity: 0.15 }, areaStyle: { opacity: 0.04 }, itemStyle: { opacity: 0.15 } },
    ...(stack !== 'none' && { stack: `${stack}-${yAxisIndex}-${place}`, stackStrategy: 'all' }),
  };
  if (series.draw === 'bars')
    return [{ ...base, type: 'bar', barMaxWidth: 24, barMinWidth: 1, barGap: '10%' }];
  if (series.draw === 'points') return [{ ...base, type: 'scatter', symbolSize: 4 }];
  const dots = series.connectGaps === true ? [] : isolatedPoints(points);
  return [
    {
      ...base,
      type: 'line',
      showSymbol: false,
      connectNulls: series.connectGaps === true,
      ...interpolationOf(series),
      lineStyle: {
        color: colour,
        width: series.lineWidth ?? 1.5,
        type: series.dashed === true ? 'dashed' : 'solid',
      },
      ...areaOf(series, colour),
    },
    ...(dots.length === 0 || stack !== 'none'
      ? []
      : [{ ...base, type: 'scatter', symbolSize: 4, data: dots }]),
  ];
}

function interpolationOf({ interpolation = 'linear' }: TimeSeries): object {
  if (interpolation === 'smooth') return { smooth: 0.35, smoothMonotone: 'x' };
  // ECharts names the end of the step at which the value changes.
  if (interpolation === 'step-after') return { step: 'end' };
  return interpolation === 'step-before' ? { step: 'start' } : {};
}

function areaOf({ draw = 'line', fill, stack = 'none' }: TimeSeries, colour: string): object {
  const strength = fill !== undefined && fill > 0 ? fill : draw === 'area' ? (stack === 'none' ? 14 : 48) : 0;
  return strength === 0 ? {} : { areaStyle: { color: colour, opacity: strength / 100, origin: 'auto' } };
}
