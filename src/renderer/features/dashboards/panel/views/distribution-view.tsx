import { useMemo } from 'react';
import { formatUnit } from '../../../../lib/format-unit.ts';
import { HeatmapChart } from '../../../../ui/charts/heatmap-chart.tsx';
import { HistogramChart } from '../../../../ui/charts/histogram-chart.tsx';
import { bucketBars, bucketRows, valueBars } from '../data/bucket-cells.ts';
import { PanelNote } from './panel-note.tsx';
import type { FrameViewProps } from './view-props.ts';

/** The buckets of a histogram over time. */
export function HeatmapView({ panel, title, frame }: FrameViewProps) {
  const { unit, decimals } = panel.field;
  const rows = useMemo(
    () =>
      bucketRows(frame.series, frame.times.length).map(({ upper, values }) => ({
        name: Number.isFinite(upper) ? formatUnit(upper, unit, decimals) : 'more',
        values,
      })),
    [frame, unit, decimals],
  );
  if (rows.length === 0) {
    return (
      <PanelNote title="No buckets">A heatmap shows the series of a histogram by their label “le”.</PanelNote>
    );
  }
  return <HeatmapChart label={title} times={frame.times} rows={rows} />;
}

/** How often which values occur: of a histogram's buckets, or of all values in the range. */
export function HistogramView({ panel, title, frame }: FrameViewProps) {
  const { buckets } = panel.options;
  const bars = useMemo(() => {
    const rows = bucketRows(frame.series, frame.times.length);
    if (rows.length > 0) return bucketBars(rows);
    const values = frame.series.flatMap((one) =>
      one.values.filter((value): value is number => value !== null),
    );
    return valueBars(values, buckets);
  }, [frame, buckets]);
  return (
    <HistogramChart
      label={title}
      bars={bars}
      unit={panel.field.unit}
      colour={frame.series[0]?.colour ?? 'var(--series-1)'}
    />
  );
}
