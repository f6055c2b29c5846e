import type { FamilySnapshot, MeterExemplar, MeterSample } from './family-snapshot.ts';
import { formatNumber } from './format-number.ts';
import { LabelTable } from './label-table.ts';
import type { LabelValues, MetricDefinition } from './metric-definition.ts';

interface HistogramCell {
  /** Not cumulative; the last is beyond all bounds. */
  readonly counts: number[];
  /** The latest of each bucket. */
  readonly exemplars: (MeterExemplar | null)[];
  sum: number;
  count: number;
}

/** A classic histogram with its labels. */
export class HistogramFamily<L extends readonly string[]> {
  readonly definition: MetricDefinition<L> & { readonly buckets: readonly number[] };
  readonly #bounds: readonly number[];
  /** The values of `le`. */
  readonly #names: readonly string[];
  readonly #table: LabelTable<L, HistogramCell>;

  constructor(definition: MetricDefinition<L> & { readonly buckets: readonly number[] }, maxSets?: number) {
    this.definition = definition;
    this.#bounds = definition.buckets;
    this.#names = [...definition.buckets, Infinity].map(formatNumber);
    const size = this.#names.length;
    const newCell = () => ({
      counts: new Array<number>(size).fill(0),
      exemplars: new Array<null>(size).fill(null),
      sum: 0,
      count: 0,
    });
    this.#table = new LabelTable<L, HistogramCell>(definition, newCell, maxSets);
  }

  /** A value that is no finite number is not counted. */
  observe(labels: LabelValues<L>, value: number, exemplar: MeterExemplar | null = null): void {
    if (!Number.isFinite(value)) return;
    const cell = this.#table.cell(labels);
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Infinity)) bucket += 1;
    cell.counts[bucket] = (cell.counts[bucket] ?? 0) + 1;
    cell.sum += value;
    cell.count += 1;
    if (exemplar !== null) cell.exemplars[bucket] = exemplar;
  }

  snapshot(): FamilySnapshot {
    const { name, type, help } = this.definition;
    const samples: MeterSample[] = [];
    for (const { labels, cell } of this.#table.entries()) {
      let below = 0;
      for (const [index, le] of this.#names.entries()) {
        below += cell.counts[index] ?? 0;
        const exemplar = cell.exemplars[index] ?? null;
        samples.push({ name: `${name}_bucket`, labels: { ...labels, le }, value: below, exemplar });
      }
      samples.push({ name: `${name}_sum`, labels, value: cell.sum, exemplar: null });
      samples.push({ name: `${name}_count`, labels, value: cell.count, exemplar: null });
    }
    return { definition: { name, type, help }, samples };
  }
}
