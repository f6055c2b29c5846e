import {
  HEALTH_COMPONENTS,
  type HealthComponent,
  type HealthIncident,
  type HealthState,
} from '../../shared/health/index.ts';
import { briefState } from './brief.ts';
import type { Segment } from './timeline.ts';

interface Open {
  readonly startMs: number;
  endMs: number;
  worst: HealthState;
  lowest: Segment;
  readonly components: Map<HealthComponent, number>;
}

export interface FoundIncident extends Omit<HealthIncident, 'reasons'> {
  readonly startMs: number;
}

/**
 * Stretches in which the whole was not healthy, oldest first. It ends with the first healthy record, or where nobody
 * looked any more; the last goes on when it reaches `toMs`.
 */
export function incidentsOf(segments: readonly Segment[], toMs: number): FoundIncident[] {
  const incidents: FoundIncident[] = [];
  let open: Open | null = null;
  for (const segment of segments) {
    if (open !== null && (segment.state === 'healthy' || segment.fromMs > open.endMs)) {
      incidents.push(closed(open, toMs));
      open = null;
    }
    if (segment.state === 'healthy') continue;
    open ??= {
      startMs: segment.fromMs,
      endMs: segment.fromMs,
      worst: 'degraded',
      lowest: segment,
      components: new Map(),
    };
    extend(open, segment);
  }
  if (open !== null) incidents.push(closed(open, toMs));
  return incidents;
}

function extend(open: Open, segment: Segment): void {
  open.endMs = segment.toMs;
  if (segment.state === 'unhealthy') open.worst = 'unhealthy';
  if (segment.score < open.lowest.score) open.lowest = segment;
  for (const [place, component] of HEALTH_COMPONENTS.entries()) {
    const state = briefState(segment.brief, place);
    if (state !== 'degraded' && state !== 'unhealthy') continue;
    open.components.set(component, (open.components.get(component) ?? 0) + segment.toMs - segment.fromMs);
  }
}

function closed(open: Open, toMs: number): FoundIncident {
  return {
    startMs: open.startMs,
    start: new Date(open.startMs).toISOString(),
    end: open.endMs >= toMs ? null : new Date(open.endMs).toISOString(),
    durationSeconds: (open.endMs - open.startMs) / 1000,
    worst: open.worst,
    lowestScore: open.lowest.score,
    record: open.lowest.record,
    components: [...open.components]
      .map(([component, ms]) => ({ component, seconds: ms / 1000 }))
      .sort((a, b) => b.seconds - a.seconds),
  };
}
