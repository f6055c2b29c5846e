import {
  HEALTH_COMPONENTS,
  RANGE_MS,
  type ComponentState,
  type HealthRange,
  type HealthState,
  type HealthTrends,
} from '../../shared/health/index.ts';
import type { Segment } from './timeline.ts';

/** So many buckets each range has; each lasts a round time. */
const BUCKETS: Readonly<Record<HealthRange, number>> = { '1h': 60, '6h': 72, '24h': 96, '7d': 84, '30d': 90 };

const RANK: Readonly<Record<ComponentState, number>> = {
  not_configured: 0,
  healthy: 1,
  degraded: 2,
  unhealthy: 3,
};

/** A stretch of time of one thing: of the whole, or of one component. */
interface Stretch<S extends ComponentState> {
  readonly record: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: S;
  readonly score: number | null;
}

/** Scores and states over time, weighted by time. `toMs` is the end of the range. */
export function trendsOf(range: HealthRange, toMs: number, segments: readonly Segment[]): HealthTrends {
  const fromMs = toMs - RANGE_MS[range];
  const grid = { fromMs, bucketMs: RANGE_MS[range] / BUCKETS[range], count: BUCKETS[range] };
  const whole = series<HealthState>(segments, grid);
  return {
    range,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    bucketSeconds: grid.bucketMs / 1000,
    score: whole.score,
    shares: shares(segments, RANGE_MS[range]),
    states: whole.states,
    components: HEALTH_COMPONENTS.map((component) => {
      const stretches = segments.flatMap(({ record, fromMs: from, toMs: to, components }) => {
        const found = components.find((each) => each.component === component);
        return found === undefined
          ? []
          : [{ record, fromMs: from, toMs: to, state: found.state, score: found.score }];
      });
      return { component, ...series(stretches, grid), shares: shares(stretches, RANGE_MS[range]) };
    }),
  };
}

interface Grid {
  readonly fromMs: number;
  readonly bucketMs: number;
  readonly count: number;
}

function series<S extends ComponentState>(stretches: readonly Stretch<S>[], grid: Grid) {
  const sums = new Float64Array(grid.count);
  const times = new Float64Array(grid.count);
  const states: (S | null)[] = new Array<S | null>(grid.count).fill(null);
  const records: (number | null)[] = new Array<number | null>(grid.count).fill(null);
  for (const stretch of stretches) {
    for (const { bucket, ms } of parts(stretch, grid)) {
      const worst = states[bucket] ?? null;
      if (worst === null || RANK[stretch.state] >= RANK[worst]) {
        states[bucket] = stretch.state;
        records[bucket] = stretch.record;
      }
      if (stretch.score === null) continue;
      sums[bucket] = (sums[bucket] ?? 0) + stretch.score * ms;
      times[bucket] = (times[bucket] ?? 0) + ms;
    }
  }
  const score = Array.from(sums, (sum, bucket) => {
    const ms = times[bucket] ?? 0;
    return ms === 0 ? null : Math.round((sum / ms) * 10) / 10;
  });
  return { score, states, records };
}

function* parts({ fromMs, toMs }: Stretch<ComponentState>, grid: Grid) {
  const first = Math.max(0, Math.floor((fromMs - grid.fromMs) / grid.bucketMs));
  for (let bucket = first; bucket < grid.count; bucket++) {
    const start = grid.fromMs + bucket * grid.bucketMs;
    if (start >= toMs) return;
    const ms = Math.min(toMs, start + grid.bucketMs) - Math.max(fromMs, start);
    if (ms > 0) yield { bucket, ms };
  }
}

/** Of a component that is not configured, the time counts as not known. */
function shares(stretches: readonly Stretch<ComponentState>[], rangeMs: number): HealthTrends['shares'] {
  const ms = { healthy: 0, degraded: 0, unhealthy: 0 };
  for (const { state, fromMs, toMs } of stretches) {
    if (state !== 'not_configured') ms[state] += toMs - fromMs;
  }
  const known = ms.healthy + ms.degraded + ms.unhealthy;
  return {
    healthy: ms.healthy / rangeMs,
    degraded: ms.degraded / rangeMs,
    unhealthy: ms.unhealthy / rangeMs,
    unknown: Math.max(0, 1 - known / rangeMs),
  };
}
