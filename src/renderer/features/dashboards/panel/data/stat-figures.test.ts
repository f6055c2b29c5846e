import { expect, it } from 'vitest';
import { panelSchema } from '../../../../../shared/dashboard/index.ts';
import { panelFrame } from './panel-series.ts';
import { statFigures } from './stat-figures.ts';

it('keeps the place of a figure that has no value', () => {
  const panel = panelSchema.parse({
    id: 1,
    type: 'stat',
    grid: { x: 0, y: 0, w: 6, h: 4 },
    queries: [
      { ref: 'A', expr: 'a', legend: 'Calls' },
      { ref: 'B', expr: 'b', legend: 'Errors' },
      { ref: 'C', expr: 'c', legend: '{{model}}' },
      { ref: 'D', expr: 'd', legend: 'Unasked', hidden: true },
    ],
  });
  const result = { fromMs: 0, stepMs: 1_000, points: 1, series: [{ labels: {}, values: [7] }], warnings: [] };
  const figures = statFigures(panel, panelFrame(panel, [{ ref: 'B', result }]));
  expect(figures.map(({ name, values }) => [name, values])).toEqual([
    ['Calls', []],
    ['Errors', [7]],
  ]);
});
