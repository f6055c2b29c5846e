import { describe, expect, it } from 'vitest';
import { hoveredValues, nearestIndex, placesAt } from './hovered-values.ts';

describe('nearestIndex', () => {
  it.each([
    [[], 5, -1],
    [[10], 99, 0],
    [[0, 10, 20], -5, 0],
    [[0, 10, 20], 5, 0],
    [[0, 10, 20], 5.1, 1],
    [[0, 10, 20], 99, 2],
  ])('of %j at %s is %s', (times, atMs, index) => {
    expect(nearestIndex(times, atMs)).toBe(index);
  });
});

const series = [
  { name: 'a', values: [1, 2], colour: 'red', stack: 'normal' as const },
  { name: 'b', values: [10, 20], colour: 'blue', stack: 'normal' as const },
  { name: 'c', values: [null, null], colour: 'green' },
];

it('hovered values are the highest first, with the nearest marked', () => {
  const drawn = series.map(({ values }) => values);
  const places = placesAt(series, drawn, 1, (value) => value / 100);
  expect(places).toEqual([0.02, 0.22, null]);
  expect(hoveredValues(series, 1, 's', null, places, 0.05)).toEqual([
    { name: 'b', colour: 'blue', value: 20, text: '20 s', isNearest: false },
    { name: 'a', colour: 'red', value: 2, text: '2 s', isNearest: true },
  ]);
});
