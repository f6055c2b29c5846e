import type { TimeSeries } from './time-series.ts';

/**
 * The values of series as they are drawn: what is no number is a gap; of stacked ones a gap is nothing where another of the
 * stack has a value, and with `percent` each is its share, 0 to 100, of the sizes at its time.
 */
export function drawnValues(series: readonly TimeSeries[], count: number): (number | null)[][] {
  const finite = series.map(({ values }) =>
    Array.from({ length: count }, (_, index) => {
      const value = values[index] ?? null;
      return value !== null && Number.isFinite(value) ? value : null;
    }),
  );
  for (const axis of ['left', 'right', 'hidden'] as const) {
    for (const stack of ['normal', 'percent'] as const) {
      const members = finite.filter(
        (_, at) => stackOf(series[at]) === stack && (series[at]?.axis ?? 'left') === axis,
      );
      if (members.length > 0) stackInPlace(members, count, stack === 'percent');
    }
  }
  return finite;
}

/** What hangs below zero is stacked downwards, apart from what stands on it. */
export function isBelowZero(values: readonly (number | null)[]): boolean {
  return values.every((value) => value === null || value <= 0) && values.some((value) => (value ?? 0) < 0);
}

/** Points are not stacked. */
export function stackOf(series: TimeSeries | undefined): 'none' | 'normal' | 'percent' {
  return series === undefined || series.draw === 'points' ? 'none' : (series.stack ?? 'none');
}

function stackInPlace(members: (number | null)[][], count: number, percent: boolean): void {
  for (let index = 0; index < count; index++) {
    if (members.every((values) => (values[index] ?? null) === null)) continue;
    const total = members.reduce((sum, values) => sum + Math.abs(values[index] ?? 0), 0);
    for (const values of members) {
      const value = values[index] ?? 0;
      values[index] = !percent ? value : total === 0 ? 0 : (value / total) * 100;
    }
  }
}

/** The lowest and the highest that is drawn of some series, stacks summed; null where nothing is. */
export function extentOf(
  drawn: readonly { readonly values: readonly (number | null)[]; readonly stacked: boolean }[],
): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  const count = drawn[0]?.values.length ?? 0;
  const all = drawn.map((one) => ({ ...one, isBelow: isBelowZero(one.values) }));
  for (let index = 0; index < count; index++) {
    let above = 0;
    let below = 0;
    for (const { values, stacked, isBelow } of all) {
      const value = values[index] ?? null;
      if (value === null) continue;
      const top = !stacked ? value : isBelow ? (below += value) : (above += value);
      if (top < low) low = top;
      if (top > high) high = top;
    }
  }
  return low > high ? null : { low, high };
}
