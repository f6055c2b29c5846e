import { parseGoFloat } from './go-float.ts';
import { mergeSameLabels, newColumn, setValue, type Column } from './columns.ts';
import type { LabelSet } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

interface BucketColumn {
  readonly upperBound: number;
  readonly column: Column;
}

interface Bucket {
  upperBound: number;
  count: number;
}

const OF_BUCKET: ReadonlySet<string> = new Set(['le']);

/** `histogram_quantile` of classic histograms: series that differ in `le` alone are the buckets of one. */
export function histogramQuantile(
  columns: readonly Column[],
  quantiles: Float64Array,
  budget: QueryBudget,
): Column[] {
  const histograms = new Map<string, { labels: LabelSet; buckets: BucketColumn[] }>();
  for (const column of columns) {
    const upperBound = parseGoFloat(column.labels.get('le'));
    if (upperBound === null) continue;
    const labels = column.labels.drop(OF_BUCKET);
    const histogram = histograms.get(labels.key);
    if (histogram === undefined) histograms.set(labels.key, { labels, buckets: [{ upperBound, column }] });
    else histogram.buckets.push({ upperBound, column });
  }
  const results = [...histograms.values()].map(({ labels, buckets }) => {
    buckets.sort((a, b) => a.upperBound - b.upperBound || 0);
    const result = newColumn(labels.dropName(), quantiles.length, budget);
    for (let step = 0; step < quantiles.length; step += 1) {
      budget.work(buckets.length);
      const present = bucketsAt(buckets, step);
      if (present.length > 0) setValue(result, step, bucketQuantile(quantiles[step] ?? NaN, present));
    }
    return result;
  });
  return mergeSameLabels(results);
}

/** The buckets of one step by their bounds; those of equal bounds are one. */
function bucketsAt(columns: readonly BucketColumn[], step: number): Bucket[] {
  const buckets: Bucket[] = [];
  for (const { upperBound, column } of columns) {
    if (column.present[step] !== 1) continue;
    const count = column.values[step] ?? NaN;
    const last = buckets.at(-1);
    if (last?.upperBound === upperBound) last.count += count;
    else buckets.push({ upperBound, count });
  }
  return buckets;
}

function bucketQuantile(quantile: number, buckets: Bucket[]): number {
  if (Number.isNaN(quantile)) return NaN;
  if (quantile < 0) return -Infinity;
  if (quantile > 1) return Infinity;
  const highest = buckets.at(-1);
  if (highest?.upperBound !== Infinity) return NaN;
  makeMonotonic(buckets);
  const observations = highest.count;
  if (buckets.length < 2 || observations === 0) return NaN;
  const rank = quantile * observations;
  const index = firstReaching(buckets, rank);
  const bucket = buckets[index];
  if (bucket === undefined || index === buckets.length - 1) return buckets.at(-2)?.upperBound ?? NaN;
  const previous = buckets[index - 1];
  if (previous === undefined)
    return bucket.upperBound <= 0 ? bucket.upperBound : bucket.upperBound * (rank / bucket.count);
  const share = (rank - previous.count) / (bucket.count - previous.count);
  return previous.upperBound + (bucket.upperBound - previous.upperBound) * share;
}

/** Buckets that were not read at one moment can decrease; a higher one holds at least what the lower one does. */
function makeMonotonic(buckets: Bucket[]): void {
  let most = buckets[0]?.count ?? NaN;
  for (const bucket of buckets) {
    // Nothing is more or less than the count of a first bucket that is NaN.
    if (bucket.count > most) most = bucket.count;
    else if (bucket.count < most) bucket.count = most;
  }
}

/** By halving, as where a count is NaN the answer depends on it; the last bucket is not asked. */
function firstReaching(buckets: readonly Bucket[], rank: number): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.count ?? NaN) >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
}
