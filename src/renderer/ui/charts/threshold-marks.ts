import { cssColour } from './chart-colours.ts';
import type { TimeSeriesChartProps } from './time-series.ts';
import { axisValue, type ValueScale } from './value-scale.ts';

/** Thresholds as lines, or as bands from each to the next; null where there are none. */
export function thresholdMarks(
  { thresholds = [], showThresholds = 'lines' }: Pick<TimeSeriesChartProps, 'thresholds' | 'showThresholds'>,
  scale: ValueScale,
): object | null {
  if (showThresholds === 'off' || thresholds.length === 0) return null;
  const steps = thresholds.map(({ value, colour }) => ({
    from: value === null ? null : axisValue(value, scale.logBase),
    colour: cssColour(colour),
  }));
  if (showThresholds === 'lines') {
    const lines = steps.filter((step) => step.from !== null);
    return {
      markLine: {
        silent: true,
        symbol: 'none',
        animation: false,
        label: { show: false },
        data: lines.map(({ from, colour }) => ({
          yAxis: from,
          lineStyle: { color: colour, width: 1, type: [4, 3] },
        })),
      },
    };
  }
  return {
    markArea: {
      silent: true,
      animation: false,
      data: steps.map(({ from, colour }, index) => [
        { yAxis: Math.max(from ?? scale.min, scale.min), itemStyle: { color: colour, opacity: 0.1 } },
        { yAxis: Math.min(steps[index + 1]?.from ?? scale.max, scale.max) },
      ]),
    },
  };
}
