import type { LabelValues, MetricDefinition } from './metric-definition.ts';

/** Label sets that a family may have, besides those that are counted as `other`. */
export const MAX_LABEL_SETS = 500;
export const OTHER = 'other';
const MAX_VALUE_LENGTH = 120;
const SEPARATOR = '\0';

/** Cells of a family by their labels. Bounded: see `MetricDefinition.open`. */
export class LabelTable<L extends readonly string[], C> {
  readonly #definition: MetricDefinition<L>;
  readonly #maxSets: number;
  readonly #newCell: () => C;
  readonly #cells = new Map<
    string,
    { readonly labels: Readonly<Record<string, string>>; readonly cell: C }
  >();

  constructor(definition: MetricDefinition<L>, newCell: () => C, maxSets = MAX_LABEL_SETS) {
    this.#definition = definition;
    this.#newCell = newCell;
    this.#maxSets = maxSets;
  }

  /** The cell of these labels, made when it is not there yet. */
  cell(values: LabelValues<L>): C {
    const key = values.length === 1 ? bounded(values[0] ?? '') : keyOf(values);
    return (this.#cells.get(key) ?? this.#add(key, values)).cell;
  }

  clear(): void {
    this.#cells.clear();
  }

  entries(): Iterable<{ readonly labels: Readonly<Record<string, string>>; readonly cell: C }> {
    return this.#cells.values();
  }

  #add(key: string, values: readonly string[]) {
    const { labels, open = [] } = this.#definition;
    const isFull = open.length > 0 && this.#cells.size >= this.#maxSets;
    const kept = labels.map((label, index) =>
      isFull && open.includes(label) ? OTHER : bounded(values[index] ?? ''),
    );
    const keptKey = isFull ? kept.join(SEPARATOR) : key;
    let entry = this.#cells.get(keptKey);
    if (entry === undefined) {
      const named = labels.map((label, index) => [label, kept[index] ?? ''] as const);
      entry = {
        labels: Object.fromEntries(named.filter(([, value]) => value !== '')),
        cell: this.#newCell(),
      };
      this.#cells.set(keptKey, entry);
    }
    return entry;
  }
}

function keyOf(values: readonly string[]): string {
  let key = '';
  for (let i = 0; i < values.length; i += 1) {
    key += i === 0 ? bounded(values[i] ?? '') : SEPARATOR + bounded(values[i] ?? '');
  }
  return key;
}

/** Cut to what a label may hold, without the character that separates the values in a key and without half characters. */
function bounded(value: string): string {
  if (value.length <= MAX_VALUE_LENGTH && !value.includes(SEPARATOR) && value.isWellFormed()) return value;
  return value.slice(0, MAX_VALUE_LENGTH).replaceAll(SEPARATOR, '').toWellFormed();
}
