import {
  HEALTH_COMPONENTS,
  RANGE_MS,
  type ComponentState,
  type HealthRange,
  type HealthState,
  type HealthTrends,
} from '../../shared/health/index.ts';
import { briefScore, briefState } from './brief.ts';
import type { Segment } from './timeline.ts';

/** So many buckets each range has; each lasts a round time. */
const BUCKETS: Readonly<Record<HealthRange, number>> = { '1h': 60, '6h': 72, '24h': 96, '7d': 84, '30d': 90 };

const RANK: Readonly<Record<ComponentState, number>> = {
  not_configured: 0,
  healthy: 1,
  degraded: 2,
  unhealthy: 3,
};

/** What is looked at of each segment: the whole, or one component. */
interface Look<S extends ComponentState> {
  readonly state: (segment: Segment) => S;
  readonly score: (segment: Segment) => number | null;
}

const WHOLE: Look<HealthState> = { state: ({ state }) => state, score: ({ score }) => score };

function lookAt(place: number): Look<ComponentState> {
  return {
    state: ({ brief }) => briefState(brief, place),
    score: ({ brief }) => briefScore(brief, place),
  };
}

/** Scores and states over time, weighted by time. `toMs` is the end of the range. */
export function trendsOf(range: HealthRange, toMs: number, segments: readonly Segment[]): HealthTrends {
  const fromMs = toMs - RANGE_MS[range];
  const grid = { fromMs, bucketMs: RANGE_MS[range] / BUCKETS[range], count: BUCKETS[range] };
  const { score, states } = series(segments, WHOLE, grid);
  return {
    range,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    bucketSeconds: grid.bucketMs / 1000,
    score,
    shares: shares(segments, WHOLE, RANGE_MS[range]),
    states,
    components: HEALTH_COMPONENTS.map((component, place) => {
      const look = lookAt(place);
      return {
        component,
        ...series(segments, look, grid),
        shares: shares(segments, look, RANGE_MS[range]),
      };
    }),
  };
}

interface Grid {
  readonly fromMs: number;
  readonly bucketMs: number;
  readonly count: number;
}

function series<S extends ComponentState>(segments: readonly Segment[], look: Look<S>, grid: Grid) {
  const sums = new Float64Array(grid.count);
  const times = new Float64Array(grid.count);
  const states: (S | null)[] = new Array<S | null>(grid.count).fill(null);
  const records: (number | null)[] = new Array<number | null>(grid.count).fill(null);
  for (const segment of segments) {
    const state = look.state(segment);
    const points = look.score(segment);
    const first = Math.max(0, Math.floor((segment.fromMs - grid.fromMs) / grid.bucketMs));
    for (let bucket = first; bucket < grid.count; bucket++) {
      const ms = within(segment, grid, bucket);
      if (ms <= 0) break;
      const worst = states[bucket] ?? null;
      if (worst === null || RANK[state] >= RANK[worst]) {
        states[bucket] = state;
        records[bucket] = segment.record;
      }
      if (points === null) continue;
      sums[bucket] = (sums[bucket] ?? 0) + points * ms;
      times[bucket] = (times[bucket] ?? 0) + ms;
    }
  }
  const score = Array.from(sums, (sum, bucket) => {
    const ms = times[bucket] ?? 0;
    return ms === 0 ? null : Math.round((sum / ms) * 10) / 10;
  });
  return { score, states, records };
}

/** How much of a bucket a segment fills; 0 or less: it has ended before. */
function within({ fromMs, toMs }: Segment, grid: Grid, bucket: number): number {
  const start = grid.fromMs + bucket * grid.bucketMs;
  return Math.min(toMs, start + grid.bucketMs) - Math.max(fromMs, start);
}

/** Of a component that is not configured, the time counts as not known. */
function shares<S extends ComponentState>(
  segments: readonly Segment[],
  look: Look<S>,
  rangeMs: number,
): HealthTrends['shares'] {
  const ms = { healthy: 0, degraded: 0, unhealthy: 0, not_configured: 0 };
  for (const segment of segments) ms[look.state(segment)] += segment.toMs - segment.fromMs;
  const known = ms.healthy + ms.degraded + ms.unhealthy;
  return {
    healthy: ms.healthy / rangeMs,
    degraded: ms.degraded / rangeMs,
    unhealthy: ms.unhealthy / rangeMs,
    unknown: Math.max(0, 1 - known / rangeMs),
  };
}
