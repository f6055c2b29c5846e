import type { ColouredSeries } from './time-series-option.ts';
import type { TimeSeries } from './time-series.ts';

/** Grey, which is for what has no name, is not among them. */
const PALETTE = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15].map((slot) => `var(--series-${slot})`);

/** Gives those without a colour one of the palette, in order, as far as possible one that no other has. */
export function colouredSeries(series: readonly TimeSeries[]): ColouredSeries[] {
  const taken = new Set(series.map(({ colour }) => colour));
  const free = PALETTE.filter((colour) => !taken.has(colour));
  let next = 0;
  return series.map((one) => {
    if (one.colour !== undefined) return { ...one, colour: one.colour };
    const colour = free[next] ?? PALETTE[next % PALETTE.length] ?? 'var(--series-1)';
    next += 1;
    return { ...one, colour };
  });
}
