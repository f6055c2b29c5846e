import { describe, expect, it } from 'vitest';
import { panelSchema } from '../../../../../shared/dashboard/index.ts';
import type { GridResult } from '../../../../../shared/metrics.ts';
import { MOST_SERIES, panelFrame } from './panel-series.ts';

const grid = (series: GridResult['series'], given: Partial<GridResult> = {}): GridResult => ({
  fromMs: 1_000,
  stepMs: 1_000,
  points: 3,
  warnings: [],
  series,
  ...given,
});
const panel = (given: object = {}) =>
  panelSchema.parse({
    id: 1,
    type: 'timeseries',
    title: 'Calls',
    grid: { x: 0, y: 0, w: 12, h: 8 },
    queries: [
      { ref: 'A', expr: 'a', legend: '{{status}}' },
      { ref: 'B', expr: 'b' },
    ],
    ...given,
  });

describe('panelFrame', () => {
  const answers = [
    {
      ref: 'A',
      result: grid([
        { labels: { status: 'ok' }, values: [1, 'NaN', '+Inf'] },
        { labels: { status: 'error' }, values: [null, 2, 3] },
      ]),
    },
    { ref: 'B', result: grid([{ labels: {}, values: [4, 5, 6] }]) },
  ];

  it('names, colours and decodes the series', () => {
    const { times, series } = panelFrame(panel(), answers);
    expect(times).toEqual([1_000, 2_000, 3_000]);
    expect(series.map(({ name, colour, values }) => [name, colour, values])).toEqual([
      ['ok', 'var(--ok-solid)', [1, NaN, Infinity]],
      ['error', 'var(--error-solid)', [null, 2, 3]],
      ['B', 'var(--series-1)', [4, 5, 6]],
    ]);
  });

  it('applies overrides by the name of the legend', () => {
    const overrides = [
      {
        match: { by: 'name', name: 'error' },
        field: { displayName: 'failed', colour: 'series-4', axis: 'right' },
      },
    ];
    const { series } = panelFrame(panel({ overrides }), answers);
    expect(series[1]).toMatchObject({ name: 'failed', colour: 'var(--series-4)', field: { axis: 'right' } });
  });

  it('puts answers of different times on common ones', () => {
    const frame = panelFrame(panel(), [
      { ref: 'A', result: grid([{ labels: { status: 'x' }, values: [1, 2, 3] }]) },
      { ref: 'B', result: grid([{ labels: {}, values: [9] }], { fromMs: 2_500, points: 1 }) },
    ]);
    expect(frame.times).toEqual([1_000, 2_000, 2_500, 3_000]);
    expect(frame.series.map(({ values }) => values)).toEqual([
      [1, 2, null, 3],
      [null, null, 9, null],
    ]);
  });

  it('has no more series than can be drawn, and says how many there are', () => {
    const many = Array.from({ length: MOST_SERIES + 5 }, (_, index) => ({
      labels: { status: `s${index}` },
      values: [1],
    }));
    const frame = panelFrame(panel(), [{ ref: 'A', result: grid(many, { points: 1 }) }]);
    expect([frame.series.length, frame.more]).toEqual([MOST_SERIES, 5]);
  });

  it('is empty where nothing was answered', () => {
    expect(panelFrame(panel(), [{ ref: 'A', result: null }])).toEqual({ times: [], series: [], more: 0 });
  });
});
