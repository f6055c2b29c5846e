import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path.ts';
import { buildSpanTree, cutCycles } from './span-tree.ts';

function pathOf(
  spans: { parent: number; start: number; duration: number }[],
  bounds = { start: 0, end: Infinity },
) {
  return criticalPath(
    buildSpanTree(cutCycles(spans.map((span) => span.parent))),
    Float64Array.from(spans, (span) => span.start),
    Float64Array.from(spans, (span) => span.duration),
    bounds,
  );
}

describe('criticalPath', () => {
  it('follows the child that ended last, backwards', () => {
    expect(
      pathOf([
        { parent: -1, start: 0, duration: 100 },
        { parent: 0, start: 10, duration: 30 },
        { parent: 0, start: 15, duration: 10 },
        { parent: 0, start: 50, duration: 40 },
      ]),
    ).toEqual([
      { row: 0, start: 0, end: 10 },
      { row: 1, start: 10, end: 40 },
      { row: 0, start: 40, end: 50 },
      { row: 3, start: 50, end: 90 },
      { row: 0, start: 90, end: 100 },
    ]);
  });

  it('leaves out work that ran beside a later child', () => {
    expect(
      pathOf([
        { parent: -1, start: 0, duration: 20 },
        { parent: 0, start: 0, duration: 10 },
        { parent: 0, start: 5, duration: 15 },
      ]),
    ).toEqual([
      { row: 0, start: 0, end: 5 },
      { row: 2, start: 5, end: 20 },
    ]);
  });

  it('counts a child that outlives its parent only within the parent', () => {
    expect(
      pathOf([
        { parent: -1, start: 0, duration: 10 },
        { parent: 0, start: 5, duration: 100 },
      ]),
    ).toEqual([
      { row: 0, start: 0, end: 5 },
      { row: 1, start: 5, end: 10 },
    ]);
  });

  it('says nothing of times beyond its bounds', () => {
    const spans = [
      { parent: -1, start: 0, duration: 100 },
      { parent: 0, start: 10, duration: 1e15 },
    ];
    expect(pathOf([...spans, { parent: -1, start: 5, duration: 1e15 }], { start: 0, end: 100 })).toEqual([
      { row: 2, start: 5, end: 100 },
    ]);
  });

  it('walks a chain of 50,000 spans', () => {
    const spans = Array.from({ length: 50_000 }, (_, row) => ({
      parent: row - 1,
      start: row,
      duration: 100_000 - row,
    }));
    const path = pathOf(spans);
    expect(path.length).toBe(50_000);
    expect(path.at(-1)?.end).toBe(100_000);
  });

  it('never overlaps, stays within its spans and, under one root, covers all its time', () => {
    const span = fc.record({
      parent: fc.integer({ min: 0, max: 30 }),
      start: fc.integer({ min: 0, max: 1000 }),
      duration: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const all = [{ parent: -1, start: 0, duration: 1500 }, ...spans];
        const sane = all.map((each, row) => ({ ...each, parent: row === 0 ? -1 : each.parent % row }));
        const path = pathOf(sane);
        let cursor = 0;
        for (const segment of path) {
          const owner = sane[segment.row];
          expect(segment.start).toBe(cursor);
          expect(segment.end).toBeGreaterThan(segment.start);
          expect(segment.start).toBeGreaterThanOrEqual(owner?.start ?? Infinity);
          expect(segment.end).toBeLessThanOrEqual((owner?.start ?? 0) + (owner?.duration ?? 0));
          cursor = segment.end;
        }
        expect(cursor).toBe(1500);
      }),
    );
  });
});
