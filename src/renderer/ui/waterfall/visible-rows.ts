import type { SpanTree } from './span-tree.ts';

/** The rows to show, top to bottom: all but those below a collapsed row. */
export function visibleRows(tree: SpanTree, isCollapsed: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(tree.order.length);
  let size = 0;
  let position = 0;
  while (position < tree.order.length) {
    const row = tree.order[position] ?? 0;
    rows[size++] = row;
    const end = tree.subtreeEnd[position] ?? position + 1;
    position = end > position + 1 && isCollapsed(row) ? end : position + 1;
  }
  return rows.subarray(0, size);
}

/** By row: the index in `visible`, or -1. */
export function indexOfRows(visible: Int32Array, count: number): Int32Array {
  const indexOf = new Int32Array(count).fill(-1);
  visible.forEach((row, index) => (indexOf[row] = index));
  return indexOf;
}

/** The ancestors of a row, nearest first. */
export function ancestorsOf(tree: SpanTree, row: number): number[] {
  const ancestors: number[] = [];
  for (let above = tree.parent[row] ?? -1; above !== -1; above = tree.parent[above] ?? -1)
    ancestors.push(above);
  return ancestors;
}
