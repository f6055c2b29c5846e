import { formatUnit } from '../../lib/format-unit.ts';
import { stackOf } from './stack-values.ts';
import type { ColouredSeries } from './time-series-option.ts';

export interface HoveredValue {
  readonly name: string;
  readonly colour: string;
  readonly text: string;
  readonly value: number | null;
  readonly isNearest: boolean;
}

/** The index of the time nearest to `atMs`; -1 of none. `times` ascend. */
export function nearestIndex(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  return before >= 0 && atMs - (times[before] ?? 0) <= (times[low] ?? 0) - atMs
    ? before
    : low < times.length
      ? low
      : -1;
}

/**
 * What the series say at a time, the highest first. `places` are where they are drawn there, 0 to 1, and `pointer` where
 * the pointer is: the nearest of them is marked.
 */
export function hoveredValues(
  series: readonly ColouredSeries[],
  index: number,
  unit: string,
  decimals: number | null | undefined,
  places: readonly (number | null)[],
  pointer: number | null,
): HoveredValue[] {
  const distances = places.map((place) =>
    place === null || pointer === null ? Infinity : Math.abs(place - pointer),
  );
  const nearest = distances.indexOf(Math.min(...distances));
  return series
    .map((one, at): HoveredValue => {
      const value = one.values[index] ?? null;
      const ownUnit = one.unit ?? unit;
      return {
        name: one.name,
        colour: one.colour,
        value,
        text: formatUnit(value, ownUnit, one.decimals ?? decimals),
        isNearest: at === nearest && Number.isFinite(distances[at]),
      };
    })
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}

/** Where each series is drawn at a time, stacks summed up. */
export function placesAt(
  series: readonly ColouredSeries[],
  drawn: readonly (readonly (number | null)[])[],
  index: number,
  placeOn: (value: number, series: ColouredSeries) => number | null,
): (number | null)[] {
  let sum = 0;
  return series.map((one, at) => {
    const value = drawn[at]?.[index] ?? null;
    if (value === null) return null;
    return placeOn(stackOf(one) === 'none' ? value : (sum += value), one);
  });
}
