import type { MouseEvent } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { formatUnit } from '../../lib/format-unit.ts';
import { REDUCER_LABELS, reduceValues } from '../../lib/reduce-values.ts';
import styles from './series-legend.module.css';
import type { ColouredSeries } from './time-series-option.ts';
import type { ChartLegend } from './time-series.ts';

export interface SeriesLegendProps extends ChartLegend {
  readonly label: string;
  readonly series: readonly ColouredSeries[];
  readonly unit: string;
  readonly decimals: number | null | undefined;
  readonly hidden: ReadonlySet<string>;
  /** A click shows only this one, with Ctrl it is shown or hidden. */
  readonly onPick: (name: string, toggle: boolean) => void;
  readonly onHighlight: (name: string | null) => void;
}

/** The names of the series, with what they say in one figure. A list in lines, or a table. */
export function SeriesLegend(props: SeriesLegendProps) {
  const { show, place } = props;
  if (show === 'hidden') return null;
  return (
    <div
      className={classNames(styles.legend, styles[place], styles[show])}
      onPointerLeave={() => props.onHighlight(null)}
    >
      {show === 'table' ? <LegendTable {...props} /> : <LegendList {...props} />}
    </div>
  );
}

function LegendList(props: SeriesLegendProps) {
  return (
    <ul className={styles.entries} aria-label={`Series of ${props.label}`}>
      {props.series.map((one) => (
        <li key={one.name} className={styles.entry}>
          <NameButton {...props} one={one} />
          {props.statistics.map((reducer) => (
            <span key={reducer} className={styles.figure} title={REDUCER_LABELS[reducer]}>
              <span className={styles.reducer}>{REDUCER_LABELS[reducer].toLowerCase()}</span>{' '}
              {figure(props, one, reducer)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function LegendTable(props: SeriesLegendProps) {
  return (
    <table className={styles.table} aria-label={`Series of ${props.label}`}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          {props.statistics.map((reducer) => (
            <th key={reducer} scope="col" className={styles.number}>
              {REDUCER_LABELS[reducer]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.series.map((one) => (
          <tr key={one.name}>
            <td>
              <NameButton {...props} one={one} />
            </td>
            {props.statistics.map((reducer) => (
              <td key={reducer} className={styles.number}>
                {figure(props, one, reducer)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function figure(
  { unit, decimals }: SeriesLegendProps,
  one: ColouredSeries,
  reducer: SeriesLegendProps['statistics'][number],
): string {
  const value = reduceValues(one.values, reducer);
  return reducer === 'count'
    ? formatUnit(value, 'none')
    : formatUnit(value, one.unit ?? unit, one.decimals ?? decimals);
}

function NameButton({
  one,
  hidden,
  onPick,
  onHighlight,
}: SeriesLegendProps & { readonly one: ColouredSeries }) {
  const isHidden = hidden.has(one.name);
  const pick = (event: MouseEvent) => onPick(one.name, event.ctrlKey || event.metaKey);
  return (
    <button
      type="button"
      className={classNames(styles.name, isHidden && styles.hidden)}
      aria-pressed={!isHidden}
      title={one.name}
      onClick={pick}
      onPointerEnter={() => onHighlight(isHidden ? null : one.name)}
      onFocus={() => onHighlight(isHidden ? null : one.name)}
      onBlur={() => onHighlight(null)}
    >
      <span className={styles.swatch} style={{ background: one.colour }} aria-hidden />
      <span className={styles.text}>{one.name}</span>
    </button>
  );
}
