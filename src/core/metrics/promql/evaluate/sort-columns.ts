import type { Column } from './columns.ts';

/** By the values of the first step, NaN last: an order has a meaning only where there is one step. */
export function sortColumns(columns: readonly Column[], descending: boolean): Column[] {
  const valueOf = (column: Column) => column.values[0] ?? NaN;
  return [...columns].sort((a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
    if (Number.isNaN(right)) return -1;
    if (left === right) return 0;
    return left < right === descending ? 1 : -1;
  });
}
