import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanTree, type PlacedSpan } from './span-tree.ts';

function spans(...rows: [spanId: string, parentSpanId: string | null, start: number][]): PlacedSpan[] {
  return rows.map(([spanId, parentSpanId, start]) => ({ spanId, parentSpanId, start }));
}

describe('spanTree', () => {
  it('orders by start, and a parent before its children where starts are equal', () => {
    const tree = spanTree(spans(['c', 'b', 0], ['b', 'a', 0], ['later', 'a', 5], ['a', null, 0]));
    expect(tree.order).toEqual([3, 1, 0, 2]);
    expect(tree.parent).toEqual([-1, 0, 1, 0]);
  });

  it('marks spans whose parent is missing', () => {
    const tree = spanTree(spans(['a', null, 0], ['b', 'gone', 1]));
    expect(tree.parent).toEqual([-1, -1]);
    expect(tree.orphan).toEqual([false, true]);
  });

  it('makes the earliest span of a cycle a root', () => {
    const tree = spanTree(
      spans(['a', 'c', 2], ['b', 'a', 1], ['c', 'b', 3], ['below', 'c', 4], ['self', 'self', 5]),
    );
    expect(tree.order).toEqual([1, 0, 2, 3, 4]);
    expect(tree.parent).toEqual([-1, 2, 0, 2, -1]);
    expect(tree.orphan).toEqual([false, false, false, false, false]);
  });

  it('always gives a tree with every span in it, in the order of starts', () => {
    const span = fc.record({
      parentSpanId: fc.option(fc.nat({ max: 12 }).map(String)),
      start: fc.nat({ max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (rows) => {
        const placed = rows.map((row, index) => ({ ...row, spanId: `${index}` }));
        const { order, parent } = spanTree(placed);
        expect([...order].sort((a, b) => a - b)).toEqual([...placed.keys()]);
        const starts = order.map((index) => placed[index]?.start ?? 0);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
        for (let place = 0; place < parent.length; place += 1) {
          let steps = 0;
          for (let at = place; at !== -1; at = parent[at] ?? -1) expect(steps++).toBeLessThan(13);
        }
      }),
    );
  });
});
