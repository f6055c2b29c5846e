import { RECENT_MS } from './recent-increase.ts';

/** Counts by their upper bounds in seconds, cumulative since the start, as a classic histogram has them. */
export type CumulativeBuckets = ReadonlyMap<number, number>;

/** The p95 of what a histogram has counted in the last five minutes, from looks at it. */
export class RecentP95 {
  readonly #looks: { readonly atMs: number; readonly buckets: CumulativeBuckets }[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The upper bound of its bucket in milliseconds; null: nothing was counted. */
  look(buckets: CumulativeBuckets): number | null {
    const atMs = this.#now();
    const before = this.#looks[0]?.buckets ?? new Map<number, number>();
    this.#looks.push({ atMs, buckets });
    while ((this.#looks[1]?.atMs ?? Infinity) <= atMs - RECENT_MS) this.#looks.shift();
    const bounds = [...buckets.keys()].sort((a, b) => a - b);
    const recent = (bound: number) => (buckets.get(bound) ?? 0) - (before.get(bound) ?? 0);
    const total = recent(Infinity);
    if (total <= 0) return null;
    const found = bounds.find((bound) => recent(bound) >= total * 0.95) ?? Infinity;
    const largest = bounds.findLast(Number.isFinite) ?? 0;
    return Math.min(found, largest * 2) * 1000;
  }
}
