import { expect, it } from 'vitest';
import { panelSchema } from '../../../../shared/dashboard/index.ts';
import type { ShownPanel } from '../model/shown-panels.ts';
import { printBands } from './print-bands.ts';

const shown = (id: number, x: number, y: number, w: number, h: number): ShownPanel => {
  const panel = panelSchema.parse({ id, type: 'stat', grid: { x, y, w, h } });
  return { key: String(id), panel, grid: panel.grid, scoped: null };
};

it('cuts where no panel is cut, and leaves empty rows of the grid out', () => {
  const bands = printBands([
    shown(4, 12, 6, 12, 6),
    shown(1, 0, 0, 12, 8),
    shown(2, 12, 0, 12, 6),
    shown(3, 0, 8, 12, 4),
    shown(5, 0, 20, 24, 5),
    shown(6, 0, 25, 24, 1),
  ]);
  expect(bands.map(({ top, panels }) => [top, panels.map(({ key }) => key)])).toEqual([
    [0, ['1', '2', '4', '3']],
    [20, ['5']],
    [25, ['6']],
  ]);
  expect(printBands([])).toEqual([]);
});
