import type { MetricLabels } from '../../../../../shared/metrics.ts';
import { reduceValues } from '../../../../lib/reduce-values.ts';
import type { PanelFrame, PanelSeries } from './panel-series.ts';

export interface ValueRow {
  readonly key: string;
  readonly labels: MetricLabels;
  /** By the ref of the query. */
  readonly values: ReadonlyMap<string, number | null>;
}

export interface ValueTable {
  readonly labels: readonly string[];
  readonly refs: readonly string[];
  readonly rows: readonly ValueRow[];
}

/** Said of every series, or of how it is stored. */
const LEFT_OUT: ReadonlySet<string> = new Set(['__name__', 'job', 'instance']);

/** The last values of all queries, one row for each set of labels: what two queries say of one thing stands side by side. */
export function valueTable({ series }: Pick<PanelFrame, 'series'>): ValueTable {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].filter(
    (name) => !LEFT_OUT.has(name),
  );
  const rows = new Map<string, { labels: MetricLabels; values: Map<string, number | null> }>();
  for (const one of series) {
    const key = JSON.stringify(names.map((name) => labelOf(one, name)));
    const row = rows.get(key) ?? { labels: one.labels, values: new Map<string, number | null>() };
    row.values.set(one.ref, reduceValues(one.values, 'lastNotNull'));
    rows.set(key, row);
  }
  return {
    labels: names,
    refs: [...new Set(series.map(({ ref }) => ref))],
    rows: [...rows].map(([key, row]) => ({ key, ...row })),
  };
}

export type TableSort = {
  readonly by: 'label' | 'value';
  readonly name: string;
  readonly descending: boolean;
};

/** Rows in the order of a column; what has no value there comes last. */
export function sortedRows(rows: readonly ValueRow[], sort: TableSort | null): ValueRow[] {
  if (sort === null) return [...rows];
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (sort.by === 'label')
      return sign * labelOf(a, sort.name).localeCompare(labelOf(b, sort.name), 'en', { numeric: true });
    const one = a.values.get(sort.name) ?? null;
    const other = b.values.get(sort.name) ?? null;
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

export function labelOf({ labels }: Pick<PanelSeries, 'labels'>, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}
