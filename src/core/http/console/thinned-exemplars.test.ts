import { expect, it } from 'vitest';
import { thinnedExemplars } from './thinned-exemplars.ts';

const exemplar = (atMs: number, value: number) => ({ atMs, value, traceId: `t${atMs}`, spanId: '' });
const RANGE = { fromMs: 60_000, toMs: 120_000 };

it('keeps the highest of each part of the range, in the order of time', () => {
  const thinned = thinnedExemplars(
    [
      { labels: { le: '1' }, exemplars: [exemplar(119_100, 0.1), exemplar(60_000, 0.4)] },
      { labels: { le: '5' }, exemplars: [exemplar(60_999, 3), exemplar(120_000, 2), exemplar(61_000, 1)] },
    ],
    RANGE,
  );
  expect(thinned.map(({ atMs, value, labels }) => [atMs, value, labels.le])).toEqual([
    [60_999, 3, '5'],
    [61_000, 1, '5'],
    [120_000, 2, '5'],
  ]);
});

it('has no more than sixty, nothing from elsewhere and no infinities', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => exemplar(60_000 + index * 60, index));
  expect(thinnedExemplars([{ labels: {}, exemplars: many }], RANGE)).toHaveLength(60);
  const useless = [exemplar(59_999, 1), exemplar(120_001, 1), exemplar(70_000, Infinity)];
  expect(thinnedExemplars([{ labels: {}, exemplars: useless }], RANGE)).toEqual([]);
});
