import { setValue } from './columns.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { quantileOf } from './quantile.ts';
import type { RangeFunction, Window } from './windows.ts';

/** A function of the values of a window alone. */
export function ofValues(
  compute: (values: Float64Array, from: number, to: number, window: Window) => number,
): RangeFunction {
  return () => (window, result) => {
    setValue(result, window.step, compute(window.values, window.from, window.to, window));
  };
}

/** The compensated sum (see compensated-sum.ts) written out: windows overlap, and this is most of their work. */
export const sumOverTime = ofValues((values, from, to) => {
  let sum = 0;
  let error = 0;
  for (let i = from; i < to; i += 1) {
    const value = values[i] ?? NaN;
    const next = sum + value;
    error += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum === Infinity || sum === -Infinity ? sum : sum + error;
});

export const minOverTime = ofValues((values, from, to) => {
  let least = values[from] ?? NaN;
  for (let i = from + 1; i < to; i += 1) {
    const value = values[i] ?? NaN;
    if (value < least || Number.isNaN(least)) least = value;
  }
  return least;
});

export const maxOverTime = ofValues((values, from, to) => {
  let greatest = values[from] ?? NaN;
  for (let i = from + 1; i < to; i += 1) {
    const value = values[i] ?? NaN;
    if (value > greatest || Number.isNaN(greatest)) greatest = value;
  }
  return greatest;
});

export const lastOverTime = ofValues((values, _from, to) => values[to - 1] ?? NaN);

export const presentOverTime = ofValues(() => 1);

export const averageOverTime = ofValues((values, from, to) => {
  const mean = new CompensatedSum();
  for (let i = from; i < to; i += 1) {
    const value = values[i] ?? NaN;
    if (staysInfinite(mean.sum, value)) continue;
    // Divided apart, so that the sum of large values does not overflow.
    const count = i - from + 1;
    mean.add(value / count - mean.sum / count);
  }
  return mean.value;
});

/** An infinite mean stays what it is, but for the other infinity and for NaN. */
export function staysInfinite(mean: number, value: number): boolean {
  if (mean !== Infinity && mean !== -Infinity) return false;
  return value === mean || Number.isFinite(value);
}

export const varianceOverTime = ofValues(variance);
export const deviationOverTime = ofValues((values, from, to) => Math.sqrt(variance(values, from, to)));

function variance(values: Float64Array, from: number, to: number): number {
  const mean = new CompensatedSum();
  const squares = new CompensatedSum();
  for (let i = from; i < to; i += 1) {
    const value = values[i] ?? NaN;
    const delta = value - mean.exact;
    mean.add(delta / (i - from + 1));
    squares.add(delta * (value - mean.exact));
  }
  return squares.exact / (to - from);
}

/** `count_over_time`: of downsampled steps, the samples that they were made of. */
export const countOverTime: RangeFunction =
  ({ downsampled }) =>
  (window, result) => {
    let count = Math.max(0, window.to - Math.max(window.from, downsampled));
    for (let i = window.from; i < Math.min(window.to, downsampled); i += 1) count += window.values[i] ?? 0;
    setValue(result, window.step, count);
  };

export const changesOverTime = ofValues((values, from, to) => {
  let changes = 0;
  for (let i = from + 1; i < to; i += 1) {
    const value = values[i] ?? NaN;
    const previous = values[i - 1] ?? NaN;
    if (value !== previous && !(Number.isNaN(value) && Number.isNaN(previous))) changes += 1;
  }
  return changes;
});

export const resetsOverTime = ofValues((values, from, to) => {
  let resets = 0;
  for (let i = from + 1; i < to; i += 1) if ((values[i] ?? NaN) < (values[i - 1] ?? NaN)) resets += 1;
  return resets;
});

/** `quantile_over_time`, with the quantile of each step. */
export function quantileOverTime(quantiles: Float64Array): RangeFunction {
  return ofValues((values, from, to, { step }) => quantileOf(quantiles[step] ?? NaN, values.slice(from, to)));
}

/**
 * `holt_winters`: smoothing with a trend, of at least two samples.
 * Source: double exponential smoothing as in NIST's Engineering Statistics Handbook, 6.4.3.3.
 */
export function doubleSmoothing(smoothing: Float64Array, trending: Float64Array): RangeFunction {
  return () => (window, result) => {
    const { values, from, to, step } = window;
    const alpha = smoothing[step] ?? NaN;
    const beta = trending[step] ?? NaN;
    if (to - from < 2) return;
    let previous = 0;
    let level = values[from] ?? NaN;
    let trend = (values[from + 1] ?? NaN) - level;
    for (let i = from + 1; i < to; i += 1) {
      if (i > from + 1) trend = beta * (level - previous) + (1 - beta) * trend;
      const smoothed = alpha * (values[i] ?? NaN) + (1 - alpha) * (level + trend);
      previous = level;
      level = smoothed;
    }
    setValue(result, step, level);
  };
}
