import { formatUnit } from '../../lib/format-unit.ts';
import { reduceValues } from '../../lib/reduce-values.ts';
import type { TimeSeries } from './time-series.ts';

const MOST_DESCRIBED = 5;

/** What a chart shows, in words: of the first series the lowest, the highest and the last value. */
export function describeSeries(series: readonly TimeSeries[], unit = ''): string {
  if (series.length === 0) return 'No series.';
  const sentences = series.slice(0, MOST_DESCRIBED).map((one) => {
    const read = (reducer: 'min' | 'max' | 'lastNotNull') =>
      formatUnit(reduceValues(one.values, reducer), one.unit ?? unit, one.decimals);
    return reduceValues(one.values, 'count') === 0
      ? `${one.name}: no values.`
      : `${one.name}: ${read('min')} to ${read('max')}, last ${read('lastNotNull')}.`;
  });
  const more = series.length - MOST_DESCRIBED;
  const count = series.length === 1 ? 'One series.' : `${series.length} series.`;
  return [count, ...sentences, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
