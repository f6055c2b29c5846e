import { formatUnit } from '../../../../lib/format-unit.ts';
import { reduceValues } from '../../../../lib/reduce-values.ts';
import { PieChart } from '../../../../ui/charts/pie-chart.tsx';
import { shownValue } from '../data/shown-value.ts';
import type { FrameViewProps } from './view-props.ts';

/** The shares of the series in their sum. */
export function PieView({ panel, title, frame }: FrameViewProps) {
  const { reducer, donut, legend } = panel.options;
  const slices = frame.series.map((one) => {
    const value = reduceValues(one.values, reducer);
    return { name: one.name, value: value ?? 0, text: shownValue(value, one.field).text, colour: one.colour };
  });
  const total = slices.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  return (
    <PieChart
      label={title}
      slices={slices}
      donut={donut}
      total={formatUnit(total, panel.field.unit, panel.field.decimals)}
      legend={legend.show === 'hidden' ? 'hidden' : legend.place}
    />
  );
}
