import { expect, it, vi } from 'vitest';
import { panelSchema } from '../../../../../shared/dashboard/index.ts';
import type { WatchedExemplar } from '../../../../../shared/metrics.ts';
import { exemplarMarkers } from './exemplar-markers.ts';
import { panelFrame } from './panel-series.ts';

const panel = panelSchema.parse({
  id: 1,
  type: 'timeseries',
  grid: { x: 0, y: 0, w: 12, h: 8 },
  queries: [{ ref: 'A', expr: 'x', exemplars: true }],
  field: { unit: 's' },
  overrides: [{ match: { by: 'query', ref: 'A' }, field: { axis: 'right', mirrored: true } }],
});
const exemplar: WatchedExemplar = {
  labels: { __name__: 'x_bucket', le: '0.5', route: 'chat' },
  atMs: 1_000,
  value: 0.25,
  traceId: 'abc',
  spanId: 'def',
};
const resultOf = (exemplars: WatchedExemplar[]) => {
  const result = { fromMs: 0, stepMs: 1_000, points: 1, series: [{ labels: {}, values: [1] }], warnings: [] };
  return [{ ref: 'A', result, error: null, exemplars }];
};

it('says value and labels as their curve does, and leads to the trace', () => {
  const open = vi.fn();
  const results = resultOf([exemplar, { ...exemplar, traceId: '' }]);
  const [marker, traceless] = exemplarMarkers(panel, panelFrame(panel, results), results, open);
  expect(marker).toMatchObject({
    atMs: 1_000,
    value: -0.25,
    text: '250 ms',
    axis: 'right',
    facts: [
      ['route', 'chat'],
      ['trace', 'abc'],
    ],
  });
  marker?.onPick?.();
  expect(open).toHaveBeenCalledExactlyOnceWith(exemplar);
  expect(traceless?.onPick).toBeUndefined();
});
