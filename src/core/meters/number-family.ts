import type { FamilySnapshot } from './family-snapshot.ts';
import { LabelTable } from './label-table.ts';
import type { LabelValues, MetricDefinition } from './metric-definition.ts';

/** A counter or a gauge with its labels. */
export class NumberFamily<L extends readonly string[]> {
  readonly definition: MetricDefinition<L>;
  readonly #table: LabelTable<L, { value: number }>;

  constructor(definition: MetricDefinition<L>, maxSets?: number) {
    this.definition = definition;
    this.#table = new LabelTable(definition, () => ({ value: 0 }), maxSets);
  }

  add(labels: LabelValues<L>, by = 1): void {
    this.#table.cell(labels).value += by;
  }

  set(labels: LabelValues<L>, value: number): void {
    this.#table.cell(labels).value = value;
  }

  /** Forgets all values, where they are set anew at each collection. */
  clear(): void {
    this.#table.clear();
  }

  snapshot(): FamilySnapshot {
    const { name, type, help } = this.definition;
    const samples = Array.from(this.#table.entries(), ({ labels, cell }) => ({
      name,
      labels,
      value: cell.value,
      exemplar: null,
    }));
    return { definition: { name, type, help }, samples };
  }
}
