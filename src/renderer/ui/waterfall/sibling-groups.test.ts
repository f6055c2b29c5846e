import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupFigures } from './group-figures.ts';
import { emptySums } from './rollup.ts';
import { groupSiblings } from './sibling-groups.ts';
import { buildSpanTree } from './span-tree.ts';

const columnsOf = (names: number[]) => ({
  name: Int32Array.from(names),
  service: new Int32Array(names.length),
  operation: new Int32Array(names.length).fill(-1),
  model: new Int32Array(names.length).fill(-1),
  kind: new Uint8Array(names.length),
});

describe('groupSiblings', () => {
  // A root with chat, tool, chat, tool, tool; one more tool below the first chat.
  const parent = Int32Array.of(-1, 0, 0, 0, 0, 0, 1);
  const columns = columnsOf([0, 1, 2, 1, 2, 2, 2]);

  it('puts together siblings alike, wherever they stand among the others', () => {
    const groups = groupSiblings(columns, parent, { least: 3 });
    expect([...groups.groupOf]).toEqual([-1, -1, 0, -1, 0, 0, -1]);
    expect([...groups.firstMember]).toEqual([2]);
    expect(groupSiblings(columns, parent, { least: 2 }).firstMember).toHaveLength(2);
    expect(groupSiblings(columns, parent, { least: 4 }).firstMember).toHaveLength(0);
  });

  it('leaves out what is not kept', () => {
    const keep = Uint8Array.of(1, 1, 1, 1, 0, 1, 1);
    expect(groupSiblings(columns, parent, { least: 3, keep }).firstMember).toHaveLength(0);
  });

  it('gives a row to each group where its first member would be', () => {
    const groups = groupSiblings(columns, parent, { least: 3 });
    const tree = buildSpanTree(parent, { groups });
    expect([...tree.order]).toEqual([0, 1, 6, 7, 2, 4, 5, 3]);
    expect(tree.parent[2]).toBe(7);
    expect(tree.parent[7]).toBe(0);
    expect(tree.depth[4]).toBe(2);
  });

  it('sums its members up', () => {
    const groups = groupSiblings(columns, parent, { least: 3 });
    const figures = groupFigures(
      groups,
      {
        startMicros: Float64Array.of(0, 1, 10, 20, 30, 40, 2),
        durationMicros: Float64Array.of(100, 5, 5, 5, 9, 7, 1),
      },
      {
        rollup: { ...emptySums(7), errors: Int32Array.of(3, 0, 1, 0, 1, 0, 0) },
        selfMicros: new Float64Array(7),
      },
    );
    expect(figures.members[0]).toBe(3);
    expect(figures.totalMicros[0]).toBe(21);
    expect(figures.worstMicros[0]).toBe(9);
    expect([figures.startMicros[0], figures.endMicros[0]]).toEqual([10, 47]);
    expect(figures.sums.errors[0]).toBe(2);
  });

  it('groups exactly the siblings that share everything, for any trace', () => {
    const anyTrace = fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { maxLength: 40 });
    fc.assert(
      fc.property(anyTrace, (rows) => {
        const above = Int32Array.from(rows, ([up], row) => (row === 0 ? -1 : Math.max(row - 1 - up, 0)));
        const names = columnsOf(rows.map(([, name]) => name));
        const { groupOf, firstMember } = groupSiblings(names, above, { least: 3 });
        rows.forEach((_, row) => {
          const alike = rows.flatMap((__, other) =>
            above[other] === above[row] && names.name[other] === names.name[row] ? [other] : [],
          );
          const group = groupOf[row] ?? -1;
          expect(group !== -1).toBe(alike.length >= 3);
          if (group !== -1) expect(firstMember[group]).toBe(alike[0]);
        });
      }),
    );
  });

  it('takes one parent with 300,000 children of as many names', () => {
    const count = 300_000;
    const up = new Int32Array(count).fill(0);
    up[0] = -1;
    const { firstMember } = groupSiblings(columnsOf(Array.from({ length: count }, (_, row) => row)), up, {
      least: 2,
    });
    expect(firstMember).toHaveLength(0);
  });
});
