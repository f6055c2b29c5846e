import type { EChartsCoreOption } from 'echarts/core';
import { bucketLabels } from './bucket-labels.ts';
import { UNIT_FORMATS, type BarsOverTime } from './bars-over-time.ts';
import { tokenColour } from './chart-colours.ts';

type Data = Pick<BarsOverTime, 'start' | 'bucketMs' | 'series' | 'unit'>;

/** What ECharts draws: bars over time, stacked, with few quiet axes. */
export function stackedBarsOption(data: Data, tooltip: (bucket: number) => HTMLElement): EChartsCoreOption {
  const { start, bucketMs, series, unit = 'count' } = data;
  const count = series[0]?.values.length ?? 0;
  const labels = bucketLabels(start, bucketMs, count);
  const muted = tokenColour('--text-muted');
  const font = { color: muted, fontSize: 11, fontFamily: 'Inter Variable' };
  return {
    animation: false,
    grid: { left: unit === 'count' ? 44 : 64, right: 4, top: 10, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: tokenColour('--surface-active'), opacity: 0.5 } },
      confine: true,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow:none',
      formatter: (hovered: unknown) => tooltip(bucketOf(hovered)),
    },
    xAxis: {
      type: 'category',
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokenColour('--border') } },
      axisLabel: { ...font, interval: (bucket: number) => labels[bucket] !== '' },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...font, formatter: UNIT_FORMATS[unit].axis },
      splitLine: { lineStyle: { color: tokenColour('--border-subtle') } },
    },
    series: series.map((one) => ({
      type: 'bar',
      stack: 'all',
      name: one.name,
      data: one.values,
      barCategoryGap: '22%',
      itemStyle: { color: tokenColour(one.colour), borderRadius: 1 },
      emphasis: { disabled: true },
    })),
  };
}

function bucketOf(hovered: unknown): number {
  const first: unknown = Array.isArray(hovered) ? hovered[0] : hovered;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return 0;
  return typeof first.dataIndex === 'number' ? first.dataIndex : 0;
}
