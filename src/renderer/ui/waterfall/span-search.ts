import { formatSpanId, type TraceOutline } from '../../../shared/trace-outline/index.ts';

type SearchedOutline = Pick<TraceOutline, 'strings' | 'columns' | 'spanCount'>;

/**
 * The spans whose name, service, model or operation contains the text, or whose id begins with it, in the given order.
 * Each distinct text is compared once, however many spans bear it.
 */
export function searchSpans(outline: SearchedOutline, order: Int32Array, text: string): Int32Array {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return new Int32Array(0);
  const { columns, strings, spanCount } = outline;
  const { name, service, model, operation, spanId } = columns;
  /** By text; the entry before the first stands for none. */
  const matches = new Uint8Array(strings.size + 1);
  for (let index = 0; index < strings.size; index++) {
    if (strings.at(index)?.toLowerCase().includes(wanted) === true) matches[index + 1] = 1;
  }
  const matchesText = (column: Int32Array, row: number) => matches[(column[row] ?? -1) + 1] === 1;
  const mayBeId = /^[0-9a-f]{1,16}$/.test(wanted);
  const hits = new Int32Array(order.length);
  let size = 0;
  for (const row of order) {
    if (row >= spanCount) continue;
    const isHit =
      matchesText(name, row) ||
      matchesText(service, row) ||
      matchesText(model, row) ||
      matchesText(operation, row) ||
      (mayBeId && formatSpanId(spanId[2 * row] ?? 0, spanId[2 * row + 1] ?? 0).startsWith(wanted));
    if (isHit) hits[size++] = row;
  }
  return hits.subarray(0, size);
}

/** Where a row stands among rows that are in the tree's order, or -1. */
export function indexAmong(rows: Int32Array, positionOf: Int32Array, row: number | null): number {
  if (row === null) return -1;
  const index = firstFrom(rows, positionOf, positionOf[row] ?? -1);
  return rows[index] === row ? index : -1;
}

/** The next of `rows`, which are in the tree's order, after (or before) `from`, round the end; null when there is none. */
export function nextRow(
  rows: Int32Array,
  positionOf: Int32Array,
  from: number | null,
  direction: 1 | -1,
): number | null {
  if (rows.length === 0) return null;
  const at = from === null ? -1 : (positionOf[from] ?? -1);
  const next = direction === 1 ? firstFrom(rows, positionOf, at + 1) : firstFrom(rows, positionOf, at) - 1;
  return rows[(next + rows.length) % rows.length] ?? null;
}

/** The index of the first of the rows at this position of the tree or later. */
function firstFrom(rows: Int32Array, positionOf: Int32Array, position: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positionOf[rows[middle] ?? 0] ?? -1) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
