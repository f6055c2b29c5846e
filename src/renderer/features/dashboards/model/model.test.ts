import { describe, expect, it } from 'vitest';
import { dashboardModelSchema, type VariableValue } from '../../../../shared/dashboard/index.ts';
import { applyPlaces } from './apply-places.ts';
import { addPanel, duplicatePanel, panelsOfRow, removePanel } from './edit-model.ts';
import { shownPanel, shownPanels } from './shown-panels.ts';

const at = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });
const model = (panels: object[]) => dashboardModelSchema.parse({ schemaVersion: 1, title: 'T', panels });
const panel = (id: number, grid: object, more: object = {}) => ({ id, type: 'stat', grid, ...more });
const row = (id: number, y: number, collapsed = false) => ({
  id,
  type: 'row',
  grid: at(0, y, 24, 1),
  options: { collapsed },
});
const several = (...values: string[]): VariableValue => ({
  values,
  texts: values,
  isAll: false,
  allValue: null,
  isMulti: true,
  isLabelValue: false,
});

describe('editing a model', () => {
  it('puts a new panel on top and a row at the end', () => {
    const before = model([panel(3, at(0, 0, 12, 8))]);
    const added = addPanel(before, 'timeseries');
    expect(added.id).toBe(4);
    expect(added.model.panels.map(({ id, grid }) => [id, grid.y])).toEqual([
      [4, 0],
      [3, 8],
    ]);
    expect(addPanel(before, 'row').model.panels.at(-1)?.grid).toEqual(at(0, 8, 24, 1));
  });

  it('puts a copy beside the panel where there is room, and below it otherwise', () => {
    const narrow = duplicatePanel(model([panel(1, at(0, 0, 8, 4))]), 1);
    expect(narrow.panels.map(({ grid }) => grid)).toEqual([at(0, 0, 8, 4), at(8, 0, 8, 4)]);
    const wide = duplicatePanel(model([panel(1, at(0, 0, 24, 4)), panel(2, at(0, 4, 24, 4))]), 1);
    expect(wide.panels.map(({ id, grid }) => [id, grid.y])).toEqual([
      [1, 0],
      [2, 8],
      [3, 4],
    ]);
  });

  it('removes a row alone, or with its panels', () => {
    const before = model([row(1, 0), panel(2, at(0, 1, 6, 4)), row(3, 5), panel(4, at(0, 6, 6, 4))]);
    expect(panelsOfRow(before.panels, before.panels[0] ?? expect.fail()).map(({ id }) => id)).toEqual([2]);
    expect(removePanel(before, 1).panels.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(removePanel(before, 1, true).panels.map(({ id }) => id)).toEqual([3, 4]);
  });
});

describe('applyPlaces', () => {
  it('keeps the panels of a collapsed row with it', () => {
    const before = model([row(1, 0, true), panel(2, at(0, 1, 6, 4)), row(3, 5), panel(4, at(0, 6, 6, 4))]);
    const places = new Map([
      [1, at(0, 0, 24, 1)],
      [3, at(0, 1, 24, 1)],
      [4, at(6, 2, 6, 5)],
    ]);
    expect(applyPlaces(before, places).panels.map(({ id, grid }) => [id, grid])).toEqual([
      [1, at(0, 0, 24, 1)],
      [2, at(0, 1, 6, 4)],
      [3, at(0, 5, 24, 1)],
      [4, at(6, 6, 6, 5)],
    ]);
  });
});

describe('shownPanels', () => {
  it('leaves out what a collapsed row holds, and what is about another component', () => {
    const { panels } = model([
      row(1, 0, true),
      panel(2, at(0, 1, 6, 4)),
      row(3, 5),
      panel(4, at(0, 6, 6, 4), { components: ['cache'] }),
      panel(5, at(6, 6, 6, 4), { components: ['queue'] }),
    ]);
    const chosen = new Map([['component', several('cache')]]);
    expect(shownPanels(panels, chosen, false).map(({ key }) => key)).toEqual(['1', '3', '4']);
    expect(shownPanels(panels, chosen, true).map(({ key }) => key)).toEqual(['1', '3', '4', '5']);
  });

  it('repeats a panel for each value, and pushes down what is below', () => {
    const repeat = { variable: 'model', direction: 'h', perRow: 2 };
    const { panels } = model([panel(1, at(0, 0, 6, 4), { repeat }), panel(2, at(0, 4, 6, 4))]);
    const shown = shownPanels(panels, new Map([['model', several('a', 'b', 'c')]]), false);
    expect(shown.map(({ key, grid }) => [key, grid])).toEqual([
      ['1-0', at(0, 0, 12, 4)],
      ['1-1', at(12, 0, 12, 4)],
      ['1-2', at(0, 4, 12, 4)],
      ['2', at(0, 8, 6, 4)],
    ]);
    expect(shown[1]?.scoped?.get('model')?.values).toEqual(['b']);
    // In a query it is the same kind of pattern as all values together.
    expect(shown[1]?.scoped?.get('model')?.isMulti).toBe(true);
    const copy = (key: string) => shownPanel(panels, new Map([['model', several('a', 'b')]]), key)?.scoped;
    expect(copy('1-1')?.get('model')?.values).toEqual(['b']);
    expect(copy('1')?.get('model')?.values).toEqual(['a']);
    expect(copy('9')).toBeUndefined();
  });

  it('repeats a row with its panels for each value, and pushes down the rows below', () => {
    const { panels } = model([
      { ...row(1, 0), repeat: { variable: 'model', direction: 'h' as const, perRow: 2 } },
      panel(2, at(0, 1, 6, 4)),
      row(3, 5),
      panel(4, at(0, 6, 6, 4)),
    ]);
    const shown = shownPanels(panels, new Map([['model', several('a', 'b')]]), false);
    expect(shown.map(({ key, grid, scoped }) => [key, grid.y, scoped?.get('model')?.values])).toEqual([
      ['1-row-0', 0, ['a']],
      ['2-row-0', 1, ['a']],
      ['1-row-1', 5, ['b']],
      ['2-row-1', 6, ['b']],
      ['3', 10, undefined],
      ['4', 11, undefined],
    ]);
  });
});
