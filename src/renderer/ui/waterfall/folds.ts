import { SpanIdTable, type TraceOutline } from '../../../shared/trace-outline/index.ts';
import type { SpanTree } from './span-tree.ts';
import { hasChildren } from './span-tree.ts';
import type { SiblingGroups } from './sibling-groups.ts';

/*
 * What is collapsed, a byte a span: a span's own children, and whether the group that begins with it is open. Spans are
 * open and groups closed at first, so that all zeros say nothing was touched.
 */

export const COLLAPSED = 1;
export const GROUP_OPEN = 2;

/** Folds belong to one outline; those of another (it grew) are carried over by span id. */
export interface Folds {
  readonly outline: TraceOutline;
  readonly bits: Uint8Array;
}

/** What `isCollapsed` and the others need to know about the rows that are shown. */
export interface FoldedTree {
  readonly tree: SpanTree;
  readonly spanCount: number;
  readonly groups: SiblingGroups;
}

export function noFolds(outline: TraceOutline): Folds {
  return { outline, bits: new Uint8Array(outline.spanCount) };
}

export function carryFolds(folds: Folds, outline: TraceOutline): Folds {
  if (folds.outline === outline) return folds;
  const next = noFolds(outline);
  if (!folds.bits.some((bits) => bits !== 0)) return next;
  const table = new SpanIdTable(outline.columns.spanId);
  const ids = folds.outline.columns.spanId;
  folds.bits.forEach((bits, row) => {
    if (bits === 0) return;
    const now = table.find(ids[2 * row] ?? 0, ids[2 * row + 1] ?? 0);
    if (now !== -1) next.bits[now] = bits;
  });
  return next;
}

export function isCollapsed({ bits }: Folds, { spanCount, groups }: FoldedTree, row: number): boolean {
  if (row < spanCount) return ((bits[row] ?? 0) & COLLAPSED) !== 0;
  return ((bits[groups.firstMember[row - spanCount] ?? 0] ?? 0) & GROUP_OPEN) === 0;
}

/** The same folds with these rows collapsed, or opened. */
export function fold(folds: Folds, shown: FoldedTree, rows: Iterable<number>, collapse: boolean): Folds {
  const bits = folds.bits.slice();
  for (const row of rows) {
    const isSpan = row < shown.spanCount;
    const at = isSpan ? row : (shown.groups.firstMember[row - shown.spanCount] ?? 0);
    const bit = isSpan ? COLLAPSED : GROUP_OPEN;
    if (collapse === isSpan) bits[at] = (bits[at] ?? 0) | bit;
    else bits[at] = (bits[at] ?? 0) & ~bit;
  }
  return { outline: folds.outline, bits };
}

/** The row and all below it that have something to collapse. */
export function* foldableBelow(tree: SpanTree, row: number): Generator<number> {
  const from = tree.positionOf[row] ?? -1;
  for (let position = from; position !== -1 && position < (tree.subtreeEnd[from] ?? 0); position++) {
    const each = tree.order[position] ?? 0;
    if (hasChildren(tree, each)) yield each;
  }
}

/** Shows the tree down to a level, roots being the first: what lies there is collapsed, what lies above is open. */
export function foldToLevel(folds: Folds, shown: FoldedTree, level: number): Folds {
  const { tree } = shown;
  const deep: number[] = [];
  const shallow: number[] = [];
  for (const row of tree.order) {
    if (hasChildren(tree, row)) ((tree.depth[row] ?? 0) >= level - 1 ? deep : shallow).push(row);
  }
  return fold(fold(folds, shown, deep, true), shown, shallow, false);
}
