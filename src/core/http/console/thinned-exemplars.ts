import type { ExemplarSeries, WatchedExemplar } from '../../../shared/metrics.ts';

/** More of a query would lie over each other in a chart. */
const MOST = 60;

/**
 * Of each sixtieth of the range the highest, the oldest first: of what is measured, what took longest is worth a look. The
 * rest would only cover it.
 */
export function thinnedExemplars(
  found: readonly ExemplarSeries[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): WatchedExemplar[] {
  const part = Math.max(1, (toMs - fromMs) / MOST);
  const highest = new Map<number, WatchedExemplar>();
  for (const { labels, exemplars } of found) {
    for (const exemplar of exemplars) {
      const { atMs, value } = exemplar;
      if (atMs < fromMs || atMs > toMs || !Number.isFinite(value)) continue;
      const place = Math.min(MOST - 1, Math.floor((atMs - fromMs) / part));
      const known = highest.get(place);
      if (known === undefined || value > known.value) highest.set(place, { labels, ...exemplar });
    }
  }
  return [...highest.values()].sort((a, b) => a.atMs - b.atMs);
}
