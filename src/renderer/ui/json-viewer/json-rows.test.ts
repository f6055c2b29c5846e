import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonIndex } from './json-index.ts';
import { JsonRows } from './json-rows.ts';

function rowsOf(value: unknown): JsonRows {
  const index = new JsonIndex(JSON.stringify(value));
  index.step(Infinity);
  return new JsonRows(index);
}

const shown = (rows: JsonRows) => Array.from({ length: rows.length }, (_, row) => rows.nodeAt(row));

/** Slow and plain: a value is in sight when every container around it is open. */
function expected(rows: JsonRows): number[] {
  const { index } = rows;
  const isInSight = (node: number): boolean => {
    const parent = index.parentOf(node);
    return parent === -1 || (rows.isOpen(parent) && isInSight(parent));
  };
  return Array.from({ length: index.size }, (_, node) => node).filter(isInSight);
}

describe('JsonRows', () => {
  it('shows exactly what stands in open containers, whatever is opened and closed in whichever order', () => {
    const action = fc.tuple(fc.constantFrom('toggle', 'reveal', 'openAll', 'closeAll'), fc.nat());
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.array(action, { maxLength: 12 }), (value, actions) => {
        const rows = rowsOf(value);
        for (const [name, number] of actions) {
          if (name === 'toggle') rows.toggle(number % rows.length);
          else if (name === 'openAll') rows.openAll();
          else if (name === 'closeAll') rows.closeAll();
          else {
            const node = number % rows.index.size;
            expect(rows.nodeAt(rows.reveal(node))).toBe(node);
          }
          expect(shown(rows)).toEqual(expected(rows));
        }
      }),
    );
  });

  it('brings back what was open inside of a container that was closed', () => {
    const rows = rowsOf({ a: { b: { c: 1 } }, d: 2 });
    rows.reveal(3);
    expect(shown(rows)).toEqual([0, 1, 2, 3, 4]);
    rows.close(1);
    expect(shown(rows)).toEqual([0, 1, 4]);
    rows.open(1);
    expect(shown(rows)).toEqual([0, 1, 2, 3, 4]);
  });
});
