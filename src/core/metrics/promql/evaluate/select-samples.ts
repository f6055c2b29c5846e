import { isStale, type Aggregate, type SeriesSamples } from '../../series-source.ts';
import type { AtModifier, Selector, Subquery } from '../syntax/expression.ts';
import { newColumn, setValue, timeOf, type Column, type TimeGrid } from './columns.ts';
import type { QueryContext, RangeInput, SampleRun } from './evaluation.ts';
import { LabelSet } from './label-set.ts';

/** The moments that a selector looks at for the times of a grid: moved by `offset`, or all the same by `@`. */
export function referencesOf(
  { offsetMs, at }: Pick<Selector | Subquery, 'offsetMs' | 'at'>,
  grid: TimeGrid,
  context: QueryContext,
): TimeGrid {
  if (at === null) return { ...grid, fromMs: grid.fromMs - offsetMs };
  return { fromMs: momentOf(at, context) - offsetMs, stepMs: 0, steps: grid.steps };
}

function momentOf(at: AtModifier, context: QueryContext): number {
  if (at.kind === 'time') return at.ms;
  return at.kind === 'start' ? context.fromMs : context.toMs;
}

/** An instant vector: of each series, the latest sample that is not older than the lookback. */
export function selectInstants(
  selector: Selector,
  grid: TimeGrid,
  context: QueryContext,
  valueOf: (series: SeriesSamples, index: number) => number = ({ values }, index) => values[index] ?? NaN,
): Column[] {
  const references = referencesOf(selector, grid, context);
  const { budget, lookbackMs } = context;
  const columns: Column[] = [];
  for (const { series, labels } of select(selector, references, lookbackMs, 'last', context)) {
    const { times } = series;
    const stale = staleSamples(series);
    const column = newColumn(labels, grid.steps, budget);
    let next = 0;
    let any = false;
    for (let step = 0; step < grid.steps; step += 1) {
      const reference = timeOf(references, step);
      while (next < times.length && (times[next] ?? 0) <= reference) next += 1;
      if (next === 0 || (times[next - 1] ?? 0) < reference - lookbackMs) continue;
      if (stale?.has(next - 1) === true) continue;
      setValue(column, step, valueOf(series, next - 1));
      any = true;
    }
    if (any) columns.push(column);
    else budget.holdOnly(budget.samples - grid.steps);
  }
  return columns;
}

/** A range vector. */
export function selectRanges(
  selector: Selector,
  rangeMs: number,
  grid: TimeGrid,
  context: QueryContext,
  aggregate: Aggregate,
): RangeInput {
  const references = referencesOf(selector, grid, context);
  const runs = select(selector, references, rangeMs, aggregate, context).map(
    ({ series, labels }): SampleRun => withoutStale(series, labels),
  );
  return { runs, rangeMs, references };
}

/** Series in the order of their labels, whatever order the source has. */
function select(
  selector: Selector,
  references: TimeGrid,
  backMs: number,
  aggregate: Aggregate,
  context: QueryContext,
): { series: SeriesSamples; labels: LabelSet }[] {
  if (references.steps === 0) return [];
  const selected = context.source
    .select({
      matchers: selector.matchers,
      fromMs: references.fromMs - backMs,
      toMs: timeOf(references, references.steps - 1),
      aggregate,
    })
    .map((series) => ({ series, labels: LabelSet.from(series.labels) }));
  for (const { series } of selected) context.budget.take(series.times.length);
  return selected.sort((a, b) => LabelSet.compare(a.labels, b.labels));
}

/** Which samples are stale markers; null where none is. */
function staleSamples({ values }: SeriesSamples): ReadonlySet<number> | null {
  let stale: Set<number> | null = null;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (value !== value && isStale(values, i)) (stale ??= new Set()).add(i);
  }
  return stale;
}

function withoutStale(series: SeriesSamples, labels: LabelSet): SampleRun {
  const { times, values, downsampled = 0 } = series;
  const stale = staleSamples(series);
  if (stale === null) return { labels, times, values, downsampled };
  const isKept = (_value: number, index: number) => !stale.has(index);
  const dropped = [...stale].filter((index) => index < downsampled).length;
  return {
    labels,
    times: times.filter(isKept),
    values: values.filter(isKept),
    downsampled: downsampled - dropped,
  };
}
