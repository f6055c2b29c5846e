import { describe, expect, it } from 'vitest';
import type { TraceOutline } from '../../../shared/trace-outline/index.ts';
import { carryFolds, fold, foldableBelow, foldToLevel, isCollapsed, noFolds } from './folds.ts';
import { buildSpanTree } from './span-tree.ts';
import { visibleRows } from './visible-rows.ts';

const outlineOf = (ids: number[]) =>
  ({
    spanCount: ids.length,
    columns: { spanId: Uint32Array.from(ids.flatMap((id) => [0, id])) },
  }) as TraceOutline;

// 0 has 1 and 2; 1 has 3; 3 has 4 and 5, which are a group.
const parent = Int32Array.of(-1, 0, 0, 1, 3, 3);
const groups = { groupOf: Int32Array.of(-1, -1, -1, -1, 0, 0), firstMember: Int32Array.of(4) };
const shown = { tree: buildSpanTree(parent, { groups }), spanCount: 6, groups };
const outline = outlineOf([1, 2, 3, 4, 5, 6]);
const GROUP = 6;
const visible = (folds: ReturnType<typeof noFolds>) => [
  ...visibleRows(shown.tree, (row) => isCollapsed(folds, shown, row)),
];

describe('folds', () => {
  it('shows spans open and groups closed at first', () => {
    expect(visible(noFolds(outline))).toEqual([0, 1, 3, GROUP, 2]);
  });

  it('opens and closes rows, and all below one', () => {
    const open = fold(noFolds(outline), shown, [GROUP], false);
    expect(visible(open)).toEqual([0, 1, 3, GROUP, 4, 5, 2]);
    expect(visible(fold(open, shown, [1], true))).toEqual([0, 1, 2]);
    const closed = fold(open, shown, foldableBelow(shown.tree, 1), true);
    expect(visible(fold(closed, shown, [1], false))).toEqual([0, 1, 3, 2]);
    expect(visible(fold(closed, shown, foldableBelow(shown.tree, 1), false))).toEqual(visible(open));
  });

  it('shows so many levels', () => {
    expect(visible(foldToLevel(noFolds(outline), shown, 1))).toEqual([0]);
    expect(visible(foldToLevel(noFolds(outline), shown, 2))).toEqual([0, 1, 2]);
    expect(visible(foldToLevel(noFolds(outline), shown, Infinity))).toEqual([0, 1, 3, GROUP, 4, 5, 2]);
  });

  it('stay with their spans when the trace has grown', () => {
    const folds = fold(noFolds(outline), shown, [1], true);
    const grown = carryFolds(folds, outlineOf([9, 1, 2, 8, 3, 4, 5, 6]));
    expect([...grown.bits]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect(carryFolds(folds, outline)).toBe(folds);
  });
});
