import { describe, expect, it } from 'vitest';
import { layOutChart } from './chart-layout.ts';
import { nextMarker, placedMarkers } from './placed-markers.ts';
import type { ChartMarker } from './time-series.ts';

const marker = (atMs: number, value: number, more: Partial<ChartMarker> = {}): ChartMarker => ({
  atMs,
  value,
  text: String(value),
  facts: [],
  ...more,
});
const layout = layOutChart(
  { times: [0, 100], min: 0, max: 10, right: { min: 0, max: 1_000 } },
  [
    { name: 'a', values: [1, 9] },
    { name: 'b', values: [1, 900], axis: 'right' },
  ],
  { width: 400, height: 200 },
  () => 20,
);

describe('placedMarkers', () => {
  it('places by time and by value, on the axis of its curve', () => {
    const placed = placedMarkers([marker(75, 500, { axis: 'right' }), marker(25, 2)], layout);
    expect(placed.map(({ left, bottom }) => [left, bottom])).toEqual([
      [0.25, 0.2],
      [0.75, 0.5],
    ]);
  });

  it('stands at the end of the axis where the axis ends before it', () => {
    const placed = placedMarkers([marker(10, 99), marker(20, -3)], layout);
    expect(placed.map(({ bottom }) => bottom)).toEqual([1, 0]);
  });

  it('leaves out what is not of the range', () => {
    expect(placedMarkers([marker(-1, 5), marker(101, 5), marker(50, NaN)], layout)).toEqual([]);
  });
});

it.each([
  ['ArrowRight', 1, 2],
  ['ArrowRight', 4, 4],
  ['ArrowLeft', 0, 0],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['Enter', 2, null],
])('%s leads from %s of five to %s', (key, at, next) => {
  expect(nextMarker(key, at, 5)).toBe(next);
});
