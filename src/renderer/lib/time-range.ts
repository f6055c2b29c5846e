import { z } from 'zod';

/** The ranges that end now, with their length in minutes. */
export const LAST_RANGES = {
  '15m': { minutes: 15, label: 'Last 15 minutes', short: '15m' },
  '1h': { minutes: 60, label: 'Last hour', short: '1h' },
  '6h': { minutes: 360, label: 'Last 6 hours', short: '6h' },
  '24h': { minutes: 1_440, label: 'Last 24 hours', short: '24h' },
  '7d': { minutes: 10_080, label: 'Last 7 days', short: '7d' },
} as const;

export const rangeKeySchema = z.enum(['15m', '1h', '6h', '24h', '7d']);
export type RangeKey = z.infer<typeof rangeKeySchema>;
export const RANGE_KEYS = rangeKeySchema.options;
export const DEFAULT_RANGE: RangeKey = '15m';

const instant = z.iso.datetime({ offset: true }).optional().catch(undefined);

/**
 * The time range as it stands in the URL of every page. Without `from` and `to` the range ends now and is live;
 * with both it is fixed, and `range` is what going live again returns to. What is not valid is left out.
 */
export const rangeSearchSchema = z.object({
  range: rangeKeySchema.optional().catch(undefined),
  from: instant,
  to: instant,
});
export type RangeSearch = z.infer<typeof rangeSearchSchema>;

export type TimeRange =
  | { readonly kind: 'last'; readonly key: RangeKey; readonly minutes: number }
  /** ISO times. */
  | { readonly kind: 'fixed'; readonly key: RangeKey; readonly from: string; readonly to: string };

export function timeRangeOf(search: RangeSearch): TimeRange {
  const key = search.range ?? DEFAULT_RANGE;
  const { from, to } = search;
  if (from !== undefined && to !== undefined && Date.parse(from) < Date.parse(to)) {
    return { kind: 'fixed', key, from, to };
  }
  return { kind: 'last', key, minutes: LAST_RANGES[key].minutes };
}

/** The search parameters of a range that ends now. The default is left out of the URL. */
export function lastRangeSearch(key: RangeKey): RangeSearch {
  return { range: key === DEFAULT_RANGE ? undefined : key, from: undefined, to: undefined };
}

export function fixedRangeSearch(key: RangeKey, from: Date, to: Date): RangeSearch {
  return { ...lastRangeSearch(key), from: from.toISOString(), to: to.toISOString() };
}

/** The shortest of the console's ranges that has all of the last `ms` milliseconds; the longest where none has. */
export function rangeCovering(ms: number): RangeKey {
  return RANGE_KEYS.find((key) => LAST_RANGES[key].minutes * 60_000 >= ms) ?? '7d';
}

/** From and to at the time `now` (milliseconds). */
export function boundsOf(range: TimeRange, now: number): { from: string; to: string } {
  if (range.kind === 'fixed') return { from: range.from, to: range.to };
  return {
    from: new Date(now - range.minutes * 60_000).toISOString(),
    to: new Date(now).toISOString(),
  };
}

/** How long the range is, in milliseconds. */
export function lengthOf(range: TimeRange): number {
  return range.kind === 'last' ? range.minutes * 60_000 : Date.parse(range.to) - Date.parse(range.from);
}
