import { formatUnit } from '../../../../lib/format-unit.ts';
import { reduceValues } from '../../../../lib/reduce-values.ts';
import { BarGauge } from '../../../../ui/charts/bar-gauge.tsx';
import { GaugeChart } from '../../../../ui/charts/gauge-chart.tsx';
import { gaugeRange, gaugeShare, gaugeSteps } from '../data/gauge-range.ts';
import { shownValue } from '../data/shown-value.ts';
import styles from './gauge-view.module.css';
import type { FrameViewProps } from './view-props.ts';

/** A dial for each series. */
export function GaugeView({ panel, title, frame }: FrameViewProps) {
  return (
    <div className={styles.dials} role="group" aria-label={title}>
      {frame.series.map((one) => {
        const value = reduceValues(one.values, panel.options.reducer);
        const range = gaugeRange(one.field, [value]);
        const { parts, colour } = shownValue(value, one.field);
        const { unit, decimals } = one.field;
        return (
          <GaugeChart
            key={one.name}
            label={frame.series.length > 1 ? one.name : ''}
            parts={parts}
            share={gaugeShare(value, range)}
            colour={colour ?? 'var(--accent-line)'}
            steps={gaugeSteps(one.field, range)}
            low={formatUnit(range.low, unit, decimals)}
            high={formatUnit(range.high, unit, decimals)}
          />
        );
      })}
    </div>
  );
}

/** A bar for each series, all on one scale. */
export function BarGaugeView({ panel, title, frame }: FrameViewProps) {
  const { reducer, orientation } = panel.options;
  const values = frame.series.map((one) => reduceValues(one.values, reducer));
  const range = gaugeRange(panel.field, values);
  const rows = frame.series.map((one, at) => {
    const value = values[at] ?? null;
    const { text, colour } = shownValue(value, one.field);
    return { name: one.name, text, share: gaugeShare(value, range), colour: colour ?? one.colour };
  });
  return (
    <BarGauge
      label={title}
      rows={rows}
      orientation={orientation === 'vertical' ? 'vertical' : 'horizontal'}
    />
  );
}
