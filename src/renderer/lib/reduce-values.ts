import type { Reducer } from '../../shared/dashboard/panel.ts';

/** How a reducer is called on the screen. */
export const REDUCER_LABELS: Readonly<Record<Reducer, string>> = {
  last: 'Last',
  lastNotNull: 'Last',
  first: 'First',
  min: 'Min',
  max: 'Max',
  mean: 'Mean',
  sum: 'Sum',
  count: 'Count',
  range: 'Range',
  delta: 'Delta',
};

/**
 * One value of many, oldest first. What is no number (null, NaN) is left out, except by `last`, which is what stands last.
 * Null where nothing is left. `delta` is the growth, in which a counter that began anew goes on from zero.
 */
export function reduceValues(values: readonly (number | null)[], reducer: Reducer): number | null {
  if (reducer === 'last') return values.at(-1) ?? null;
  const numbers = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  if (reducer === 'count') return numbers.length;
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return null;
  switch (reducer) {
    case 'first':
      return first;
    case 'lastNotNull':
      return last;
    case 'min':
      return leastOf(numbers);
    case 'max':
      return mostOf(numbers);
    case 'mean':
      // The mean of each part is kept, not the sum: a sum of large values would leave the range of numbers.
      return numbers.reduce((mean, value, index) => mean + (value - mean) / (index + 1), 0);
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'range':
      return mostOf(numbers) - leastOf(numbers);
    case 'delta':
      return growthOf(numbers);
  }
}

function leastOf(numbers: readonly number[]): number {
  return numbers.reduce((least, value) => (value < least ? value : least), Infinity);
}

function mostOf(numbers: readonly number[]): number {
  return numbers.reduce((most, value) => (value > most ? value : most), -Infinity);
}

function growthOf(numbers: readonly number[]): number {
  let growth = 0;
  for (let index = 1; index < numbers.length; index++) {
    const value = numbers[index] ?? 0;
    const before = numbers[index - 1] ?? 0;
    growth += value >= before ? value - before : value;
  }
  return growth;
}
