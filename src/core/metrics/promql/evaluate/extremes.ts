import { failed, newColumn, setValue, type Column } from './columns.ts';
import type { QueryBudget } from './query-budget.ts';

const GREATEST_INTEGER = 2 ** 63;

/** How many series `topk` and `bottomk` keep at each step. @throws SignalboxError PROMQL_FAILED */
export function sizesOf(parameters: Float64Array): Float64Array {
  return parameters.map(wholeSize);
}

/** `topk` and `bottomk` of one group: at each step the series with the greatest or least values, NaN last. */
export function extremes(
  columns: readonly Column[],
  sizes: Float64Array,
  isTop: boolean,
  budget: QueryBudget,
): Column[] {
  const results = new Map<Column, Column>();
  const order: Column[] = [];
  for (let step = 0; step < sizes.length; step += 1) {
    const size = sizes[step] ?? 0;
    if (size < 1) continue;
    budget.work(columns.length);
    for (const column of chosen(columns, step, size, isTop)) {
      let result = results.get(column);
      if (result === undefined) {
        result = newColumn(column.labels, sizes.length, budget);
        results.set(column, result);
        order.push(result);
      }
      setValue(result, step, column.values[step] ?? NaN);
    }
  }
  return order;
}

function wholeSize(size: number): number {
  if (!(size >= -GREATEST_INTEGER && size <= GREATEST_INTEGER))
    throw failed(`Scalar value ${size} overflows int64`);
  return Math.trunc(size);
}

/** The best first. Which of equal values are kept depends on the order of the series. */
function chosen(columns: readonly Column[], step: number, size: number, isTop: boolean): Column[] {
  const heap = new WorstFirst(step, isTop);
  for (const column of columns) {
    if (column.present[step] !== 1) continue;
    if (heap.size < size) heap.push(column);
    else heap.replaceIfBetter(column);
  }
  return heap.sorted();
}

/** A binary heap with the worst of the chosen at its root. */
class WorstFirst {
  readonly #columns: Column[] = [];
  readonly #step: number;
  readonly #isTop: boolean;

  constructor(step: number, isTop: boolean) {
    this.#step = step;
    this.#isTop = isTop;
  }

  get size(): number {
    return this.#columns.length;
  }

  push(column: Column): void {
    this.#columns.push(column);
    let at = this.#columns.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** The worst goes out and the new one comes in, as two steps: which of equal values stay depends on it. */
  replaceIfBetter(column: Column): void {
    const worst = this.#columns[0];
    if (worst === undefined) return;
    const value = this.#valueOf(worst);
    if (!Number.isNaN(value) && !this.#isBetter(this.#valueOf(column), value)) return;
    this.#dropWorst();
    this.push(column);
  }

  #dropWorst(): void {
    this.#swap(0, this.#columns.length - 1);
    this.#columns.pop();
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#columns.length) return;
      if (child + 1 < this.#columns.length && this.#isWorse(child + 1, child)) child += 1;
      if (!this.#isWorse(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  sorted(): Column[] {
    return this.#columns.sort((a, b) => {
      if (this.#isBetter(this.#valueOf(a), this.#valueOf(b))) return -1;
      return this.#isBetter(this.#valueOf(b), this.#valueOf(a)) ? 1 : 0;
    });
  }

  #valueOf(column: Column): number {
    return column.values[this.#step] ?? NaN;
  }

  #isBetter(a: number, b: number): boolean {
    if (Number.isNaN(b)) return !Number.isNaN(a);
    return this.#isTop ? a > b : a < b;
  }

  #isWorse(a: number, b: number): boolean {
    const left = this.#columns[a];
    const right = this.#columns[b];
    if (left === undefined || right === undefined) return false;
    const value = this.#valueOf(left);
    return Number.isNaN(value) || this.#isBetter(this.#valueOf(right), value);
  }

  #swap(a: number, b: number): void {
    const left = this.#columns[a];
    const right = this.#columns[b];
    if (left === undefined || right === undefined) return;
    this.#columns[a] = right;
    this.#columns[b] = left;
  }
}
