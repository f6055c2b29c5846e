import { useCallback, useId, useMemo } from 'react';
import { layOutChart } from './chart-layout.ts';
import { EchartsCanvas } from './echarts-canvas.tsx';
import { PlotEvents } from './plot-events.tsx';
import { PlotMarkers } from './plot-markers.tsx';
import { PlotPointer } from './plot-pointer.tsx';
import { axisTextWidth } from './text-width.ts';
import { timeSeriesOption, type ColouredSeries } from './time-series-option.ts';
import type { TimeSeriesChartProps } from './time-series.ts';
import type { ElementSize } from './use-element-size.ts';

export interface TimeSeriesPlotProps extends Omit<TimeSeriesChartProps, 'series' | 'height' | 'legend'> {
  readonly series: readonly ColouredSeries[];
  readonly size: ElementSize;
  readonly highlighted: string | null;
}

/** The curves with their axes and what lies over them. Loaded only when one is shown. */
export function TimeSeriesPlot({ series, size, highlighted, ...chart }: TimeSeriesPlotProps) {
  const ownGroup = useId();
  const { times, unit, decimals, min, max, logBase, title, fromMs, toMs, right } = chart;
  const { thresholds, showThresholds, markers } = chart;
  const layout = useMemo(() => {
    const given = { unit, decimals, min, max, logBase, title, fromMs, toMs, right };
    const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return layOutChart(
      { times, ...options, ...(thresholds && { thresholds }), showThresholds: showThresholds ?? 'lines' },
      series,
      size,
      axisTextWidth,
    );
  }, [
    times,
    series,
    size,
    unit,
    decimals,
    min,
    max,
    logBase,
    title,
    fromMs,
    toMs,
    right,
    thresholds,
    showThresholds,
  ]);
  const option = useCallback(
    () =>
      timeSeriesOption(
        { times, ...(thresholds && { thresholds }), ...(showThresholds && { showThresholds }) },
        series,
        layout,
      ),
    [times, series, layout, thresholds, showThresholds],
  );
  return (
    <>
      <EchartsCanvas option={option} {...size} highlighted={highlighted} />
      <PlotPointer
        label={chart.label}
        times={times}
        series={series}
        layout={layout}
        crosshairGroup={chart.crosshairGroup ?? ownGroup}
        {...(unit !== undefined && { unit })}
        {...(decimals !== undefined && { decimals })}
        {...(chart.tooltip && { tooltip: chart.tooltip })}
        {...(chart.onZoom && { onZoom: chart.onZoom })}
      />
      <PlotEvents layout={layout} annotations={chart.annotations ?? []} />
      {markers !== undefined && markers.length > 0 && (
        <PlotMarkers label={`Exemplars of ${chart.label}`} layout={layout} markers={markers} />
      )}
    </>
  );
}
