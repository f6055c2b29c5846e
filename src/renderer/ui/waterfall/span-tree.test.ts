import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSpanTree, cutCycles, hasChildren, liftToKept, siblingCount } from './span-tree.ts';
import { ancestorsOf, indexOfRows, visibleRows } from './visible-rows.ts';

/** The tree of parents as spans name them; where rows are left out, their children move up. */
function treeOf(parents: ArrayLike<number>, keep?: Uint8Array) {
  const whole = buildSpanTree(cutCycles(parents));
  return keep === undefined ? whole : buildSpanTree(liftToKept(whole, keep), { keep });
}

const anyParents = fc
  .integer({ min: 0, max: 60 })
  .chain((count) =>
    fc.array(fc.integer({ min: -1, max: Math.max(count - 1, 0) }), { minLength: count, maxLength: count }),
  );

describe('buildSpanTree', () => {
  it('puts a parent before its children and siblings in order of start', () => {
    // 0 root; 1, 3 its children; 2 below 1; 4 another root
    const tree = treeOf([-1, 0, 1, 0, -1]);
    expect([...tree.order]).toEqual([0, 1, 2, 3, 4]);
    expect([...tree.depth]).toEqual([0, 1, 2, 1, 0]);
    expect([...tree.subtreeEnd]).toEqual([4, 3, 3, 4, 5]);
  });

  it('numbers siblings among each other', () => {
    const tree = treeOf([-1, 0, 1, 0, -1]);
    expect([...tree.siblingIndex]).toEqual([0, 0, 0, 1, 1]);
    expect([0, 1, 2, 3, 4].map((row) => siblingCount(tree, row))).toEqual([2, 2, 1, 2, 2]);
  });

  it('handles a parent that starts after its child, as clock skew makes it', () => {
    const tree = treeOf([2, 2, -1]);
    expect([...tree.order]).toEqual([2, 0, 1]);
  });

  it('cuts cycles at their earliest span', () => {
    const tree = treeOf([1, 2, 0, 0, 4]);
    expect([...tree.order]).toEqual([0, 2, 1, 3, 4]);
    expect(tree.parent[0]).toBe(-1);
    expect(tree.parent[4]).toBe(-1);
  });

  it('lifts children of rows that are left out to the nearest kept ancestor', () => {
    const tree = treeOf([-1, 0, 1, 2], Uint8Array.of(1, 0, 0, 1));
    expect([...tree.order]).toEqual([0, 3]);
    expect(tree.parent[3]).toBe(0);
    expect(tree.depth[3]).toBe(1);
    expect(tree.positionOf[1]).toBe(-1);
  });

  it('builds a chain of 100,000 spans without recursion', () => {
    const count = 100_000;
    const tree = treeOf(Int32Array.from({ length: count }, (_, row) => row - 1));
    expect(tree.order.length).toBe(count);
    expect(tree.depth[count - 1]).toBe(count - 1);
    expect(tree.subtreeEnd[0]).toBe(count);
  });

  it('builds 200,000 spans in wide and broken shapes', () => {
    const count = 200_000;
    const parents = Int32Array.from({ length: count }, (_, row) =>
      row % 7 === 0 ? (row + 7) % count : row % 500,
    );
    const tree = treeOf(parents);
    expect(new Set(tree.order).size).toBe(count);
  });

  it('holds every kept row once, below its parent, for any parents', () => {
    fc.assert(
      fc.property(anyParents, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (parents, kept) => {
        const keep = Uint8Array.from(parents, (_, row) => (kept[row] === true ? 1 : 0));
        const tree = treeOf(parents, keep);
        const rows = [...tree.order];
        expect(rows.toSorted((a, b) => a - b)).toEqual(
          parents.flatMap((_, row) => (keep[row] === 1 ? [row] : [])),
        );
        rows.forEach((row, position) => {
          const above = tree.parent[row] ?? -1;
          const depth = tree.depth[row] ?? -1;
          if (above === -1) expect(depth).toBe(0);
          else {
            const parentPosition = tree.positionOf[above] ?? -1;
            expect(parentPosition).toBeLessThan(position);
            expect(parentPosition).toBeGreaterThanOrEqual(0);
            expect(tree.subtreeEnd[parentPosition]).toBeGreaterThan(position);
            expect(depth).toBe((tree.depth[above] ?? 0) + 1);
          }
        });
      }),
    );
  });
});

describe('visibleRows', () => {
  it('leaves out what lies below a collapsed span', () => {
    const tree = treeOf([-1, 0, 1, 0, -1]);
    expect([...visibleRows(tree, (row) => row === 1)]).toEqual([0, 1, 3, 4]);
    expect([...visibleRows(tree, (row) => row === 0)]).toEqual([0, 4]);
  });

  it('shows each row with all its ancestors above it and none of them collapsed', () => {
    fc.assert(
      fc.property(
        anyParents,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        (parents, collapsed) => {
          const tree = treeOf(parents);
          const isCollapsed = (row: number) => collapsed[row] === true;
          const visible = visibleRows(tree, isCollapsed);
          const indexOf = indexOfRows(visible, parents.length);
          visible.forEach((row, index) => {
            for (const ancestor of ancestorsOf(tree, row)) {
              expect(isCollapsed(ancestor)).toBe(false);
              const at = indexOf[ancestor] ?? -1;
              expect(at).toBeGreaterThanOrEqual(0);
              expect(at).toBeLessThan(index);
            }
          });
          const hidden = parents.flatMap((_, row) => (indexOf[row] === -1 ? [row] : []));
          for (const row of hidden) expect(ancestorsOf(tree, row).some(isCollapsed)).toBe(true);
        },
      ),
    );
  });

  it('knows which rows can be collapsed', () => {
    const tree = treeOf([-1, 0, 1, 0, -1]);
    expect([0, 1, 2, 3, 4].map((row) => hasChildren(tree, row))).toEqual([true, true, false, false, false]);
  });
});
