import { describe, expect, it } from 'vitest';
import { initialLayout, movedBy, moveColumn, reconcileLayout, resizedBy } from './grid-layout.ts';

const columns = [{ id: 'name' }, { id: 'model' }, { id: 'user', isHiddenAtFirst: true }];

describe('grid layout', () => {
  it('starts with all columns but those hidden at first', () => {
    expect(initialLayout(columns)).toEqual({
      order: ['name', 'model', 'user'],
      sizes: {},
      visibility: { name: true, model: true, user: false },
    });
  });

  it('takes a remembered layout over to changed columns', () => {
    const remembered = {
      order: ['gone', 'user', 'name', 'name'],
      sizes: { gone: 90, name: 300 },
      visibility: { user: true },
    };
    expect(reconcileLayout(remembered, columns)).toEqual({
      order: ['user', 'model', 'name'],
      sizes: { name: 300 },
      visibility: { name: true, model: true, user: true },
    });
  });

  it('moves a column to the place of another, in both directions', () => {
    expect(moveColumn(['a', 'b', 'c', 'd'], 'a', 'c')).toEqual(['b', 'c', 'a', 'd']);
    expect(moveColumn(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c']);
    expect(moveColumn(['a', 'b'], 'x', 'b')).toEqual(['a', 'b']);
  });

  it('moves a column past those that are shown, and makes it wider within bounds', () => {
    const layout = { ...initialLayout(columns), order: ['name', 'user', 'model'] };
    expect(movedBy(layout, 'name', 1)).toEqual({ order: ['user', 'model', 'name'] });
    expect(movedBy(layout, 'name', -1)).toEqual({});
    expect(resizedBy(layout, 'name', 100, 1)).toEqual({ sizes: { name: 116 } });
    expect(resizedBy({ ...layout, sizes: { user: 90 } }, 'name', 50, -1).sizes).toEqual({
      user: 90,
      name: 48,
    });
  });
});
