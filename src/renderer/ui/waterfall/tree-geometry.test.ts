import { describe, expect, it } from 'vitest';
import { figureColumns, isOnChevron, rowGeometry } from './tree-geometry.ts';

describe('rowGeometry', () => {
  it('indents by level, and bounds it: a chain of 100,000 spans leaves room for names', () => {
    expect(rowGeometry(1, 400).nameAt - rowGeometry(0, 400).nameAt).toBe(14);
    expect(rowGeometry(3, 400).levelAt).toBeNull();
    const deep = rowGeometry(99_999, 400);
    expect(deep.levelAt).not.toBeNull();
    expect(deep.nameAt).toBeLessThan(260);
    expect(rowGeometry(99_999, 220).nameAt).toBeLessThan(180);
  });

  it('knows the sign that opens a row', () => {
    const { chevronAt } = rowGeometry(2, 400);
    expect(isOnChevron(chevronAt + 5, 2, 400)).toBe(true);
    expect(isOnChevron(chevronAt + 40, 2, 400)).toBe(false);
  });

  it('leaves out columns that have no room', () => {
    expect(figureColumns(400).selfRight).not.toBeNull();
    expect(figureColumns(300).selfRight).toBeNull();
    expect(figureColumns(300).tokensRight).not.toBeNull();
    expect(figureColumns(250).tokensRight).toBeNull();
  });
});
