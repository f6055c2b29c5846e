import { lazy, Suspense, useMemo, useState } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { ChartDataDialog } from './chart-data-dialog.tsx';
import { colouredSeries } from './coloured-series.ts';
import { describeSeries } from './describe-series.ts';
import { hiddenAfterPick } from './legend-choice.ts';
import { SeriesLegend } from './series-legend.tsx';
import styles from './time-series-chart.module.css';
import type { ChartLegend, TimeSeriesChartProps } from './time-series.ts';
import { useElementSize } from './use-element-size.ts';

export type {
  ChartAnnotation,
  ChartMarker,
  ThresholdStep,
  TimeSeries,
  TimeSeriesChartProps,
} from './time-series.ts';

const TimeSeriesPlot = lazy(() =>
  import('./time-series-plot.tsx').then((module) => ({ default: module.TimeSeriesPlot })),
);

const LEGEND: ChartLegend = { show: 'list', place: 'bottom', statistics: [] };
const NONE: ReadonlySet<string> = new Set();

/** Curves over time, with a legend. The canvas is a picture; what it says is also in words and, on request, in a table. */
export function TimeSeriesChart({ series, legend, height, ...chart }: TimeSeriesChartProps) {
  const [attach, size] = useElementSize();
  const [hidden, setHidden] = useState(NONE);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const [isTableOpen, setTableOpen] = useState(false);
  const coloured = useMemo(() => colouredSeries(series), [series]);
  const shown = useMemo(() => coloured.filter(({ name }) => !hidden.has(name)), [coloured, hidden]);
  const { label, times, unit = '' } = chart;
  const names = coloured.map(({ name }) => name);
  const shownLegend = { ...LEGEND, ...legend };
  return (
    <div
      className={classNames(styles.chart, shownLegend.place === 'right' && styles.beside)}
      style={height === undefined ? undefined : { height }}
    >
      <div ref={attach} className={styles.plot}>
        <p className={styles.words}>
          {label}. {describeSeries(shown, unit)}
        </p>
        <Suspense>
          {size !== null && size.width > 0 && size.height > 0 && (
            <TimeSeriesPlot {...chart} series={shown} size={size} highlighted={highlighted} />
          )}
        </Suspense>
        <button type="button" className={styles.asTable} onClick={() => setTableOpen(true)}>
          Show as table
        </button>
      </div>
      {coloured.length > 0 && (
        <SeriesLegend
          {...shownLegend}
          label={label}
          series={coloured}
          unit={unit}
          decimals={chart.decimals}
          hidden={hidden}
          onPick={(name, toggle) => {
            setHighlighted(null);
            setHidden(hiddenAfterPick(names, hidden, name, toggle));
          }}
          onHighlight={setHighlighted}
        />
      )}
      {isTableOpen && (
        <ChartDataDialog
          label={label}
          times={times}
          series={shown}
          unit={unit}
          onClose={() => setTableOpen(false)}
        />
      )}
    </div>
  );
}
