import type { Aggregate } from './series-source.ts';

/** The chunks of a row of a coarser level, in this order. */
export const AGGREGATES = ['last', 'min', 'max', 'sum', 'count'] as const satisfies readonly Aggregate[];

/** Puts them one after the other, behind the length of each in words. */
export function joinColumns(columns: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(columns.reduce((sum, { length }) => sum + length + 1, 0));
  let at = columns.length;
  columns.forEach((column, index) => {
    joined[index] = column.length;
    joined.set(column, at);
    at += column.length;
  });
  return joined;
}

export function columnOf(row: Int32Array, aggregate: Aggregate): Int32Array {
  let at = AGGREGATES.length;
  for (let index = 0; AGGREGATES[index] !== aggregate; index += 1) at += row[index] ?? 0;
  return row.subarray(at, at + (row[AGGREGATES.indexOf(aggregate)] ?? 0));
}
