import type { HistogramBar } from '../../../../ui/charts/histogram-chart.tsx';
import type { PanelSeries } from './panel-series.ts';

export interface BucketRow {
  /** The upper bound of the bucket. */
  readonly upper: number;
  /** Of the bucket alone, one for each time. */
  readonly values: readonly (number | null)[];
}

/**
 * The buckets of a classic histogram, by their label `le`, each without what is in those below it. By upper bound, lowest
 * first. Series without `le` are left out; what a scrape tore (a lower bucket above a higher one) counts as nothing.
 */
export function bucketRows(series: readonly PanelSeries[], times: number): BucketRow[] {
  const sums = new Map<number, (number | null)[]>();
  for (const { labels, values } of series) {
    const upper = upperBound(labels);
    if (upper === null) continue;
    const sum = sums.get(upper) ?? Array.from({ length: times }, (): number | null => null);
    sums.set(
      upper,
      sum.map((known, index) => {
        const value = values[index] ?? null;
        return value === null || Number.isNaN(value) ? known : (known ?? 0) + value;
      }),
    );
  }
  const bounds = [...sums].sort(([a], [b]) => a - b);
  return bounds.map(([upper, values], at) => {
    const below = bounds[at - 1]?.[1];
    return {
      upper,
      values: values.map((value, index) =>
        value === null ? null : Math.max(0, value - (below?.[index] ?? 0)),
      ),
    };
  });
}

function upperBound(labels: Readonly<Record<string, string>>): number | null {
  if (!Object.hasOwn(labels, 'le')) return null;
  const text = labels.le ?? '';
  const bound = text === '+Inf' ? Infinity : text.trim() === '' ? NaN : Number(text);
  return Number.isNaN(bound) ? null : bound;
}

/** How often values fall into each of `most` equal parts of their extent. */
export function valueBars(values: readonly number[], most: number): HistogramBar[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [];
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  if (low === high) return [{ from: low, to: high, count: finite.length }];
  // Each end is halved first: the extent of the largest numbers is no number.
  const width = high / most - low / most || Number.MIN_VALUE;
  const counts = Array.from({ length: most }, () => 0);
  for (const value of finite) {
    const bar = Math.min(most - 1, Math.max(0, Math.floor(value / width - low / width)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, bar) => ({ from: low + bar * width, to: low + (bar + 1) * width, count }));
}

/** The bars of a classic histogram: what is in each bucket at the last time it has a value, or in all of the range. */
export function bucketBars(rows: readonly BucketRow[]): HistogramBar[] {
  const bars = rows.map(({ upper, values }, at) => ({
    from: rows[at - 1]?.upper ?? Math.min(0, upper),
    to: upper,
    count: values.findLast((value) => value !== null) ?? 0,
  }));
  return bars.filter(({ to, count }) => Number.isFinite(to) || count > 0);
}
