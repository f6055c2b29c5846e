import { expect, it } from 'vitest';
import { pieArcs } from './pie-arcs.ts';

it('pie arcs are shares of what is above zero, the largest first', () => {
  const slices = [1, -5, 3, 0, NaN, Infinity].map((value) => ({ value }));
  expect(pieArcs(slices)).toEqual([
    { slice: { value: 3 }, share: 0.75, from: 0, to: 0.75 },
    { slice: { value: 1 }, share: 0.25, from: 0.75, to: 1 },
  ]);
  expect(pieArcs([])).toEqual([]);
});
