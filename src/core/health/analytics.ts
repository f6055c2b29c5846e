import {
  HEALTH_COMPONENTS,
  RANGE_MS,
  type HealthAnalytics,
  type HealthComponent,
  type HealthRange,
  type HealthReason,
  type HealthReport,
} from '../../shared/health/index.ts';
import { incidentsOf } from './incidents.ts';
import { issuesOf, type ReasonStretch } from './issues.ts';
import type { Segment } from './timeline.ts';

const SHOWN_INCIDENTS = 50;
const SHOWN_REASONS = 3;

export interface RecordedReasons {
  readonly record: number;
  readonly component: HealthComponent;
  readonly reasons: readonly HealthReason[];
}

export interface AnalyticsParts {
  readonly range: HealthRange;
  readonly toMs: number;
  readonly segments: readonly Segment[];
  /** Of the records in which something was not well. */
  readonly reasons: readonly RecordedReasons[];
  readonly now: HealthReport;
}

/** What a range of the history says about how well the engine is kept. */
export function analyticsOf({ range, toMs, segments, reasons, now }: AnalyticsParts): HealthAnalytics {
  const knownMs = sum(segments.map(lasting));
  const share = (of: (segment: Segment) => boolean) =>
    knownMs === 0 ? null : sum(segments.filter(of).map(lasting)) / knownMs;
  const incidents = incidentsOf(segments, toMs);
  const ended = incidents.filter(({ end }) => end !== null);
  const byRecord = Map.groupBy(reasons, ({ record }) => record);
  const components = HEALTH_COMPONENTS.map((component) => componentFigures(component, segments));
  return {
    range,
    from: new Date(toMs - RANGE_MS[range]).toISOString(),
    to: new Date(toMs).toISOString(),
    knownSeconds: knownMs / 1000,
    uptimeShare: share(({ state }) => state !== 'unhealthy'),
    healthyShare: share(({ state }) => state === 'healthy'),
    meanScore: knownMs === 0 ? null : sum(segments.map((each) => each.score * lasting(each))) / knownMs,
    incidents: incidents
      .slice(-SHOWN_INCIDENTS)
      .reverse()
      .map(({ startMs: _startMs, ...incident }) => ({
        ...incident,
        reasons: worstReasons(byRecord.get(incident.record) ?? []),
      })),
    incidentCount: incidents.length,
    mttrSeconds: ended.length === 0 ? null : sum(ended.map((each) => each.durationSeconds)) / ended.length,
    flaps: changes(segments.map(({ state }) => state)),
    components: components
      .filter(({ meanScore }) => meanScore !== null)
      .sort((a, b) => b.notHealthyShare - a.notHealthyShare || (a.meanScore ?? 100) - (b.meanScore ?? 100)),
    issues: issuesOf({
      past: stretchesOf(segments, byRecord),
      current: now.components.flatMap(({ component, reasons: own }) =>
        own.map((reason) => ({ component, reason })),
      ),
      knownMs,
      rangeText: `the last ${range}`,
      flaps: new Map(components.map(({ component, flaps }) => [component, flaps])),
    }),
  };
}

function componentFigures(component: HealthComponent, segments: readonly Segment[]) {
  const own = segments.flatMap((segment) => {
    const found = segment.components.find((each) => each.component === component);
    return found === undefined || found.score === null
      ? []
      : [{ state: found.state, score: found.score, ms: lasting(segment) }];
  });
  const ms = sum(own.map((each) => each.ms));
  const notHealthy = sum(own.filter(({ state }) => state !== 'healthy').map((each) => each.ms));
  return {
    component,
    meanScore: ms === 0 ? null : sum(own.map((each) => each.score * each.ms)) / ms,
    notHealthyShare: ms === 0 ? 0 : notHealthy / ms,
    flaps: changes(own.map(({ state }) => state)),
  };
}

function stretchesOf(
  segments: readonly Segment[],
  byRecord: ReadonlyMap<number, readonly RecordedReasons[]>,
): ReasonStretch[] {
  return segments.flatMap((segment) =>
    (byRecord.get(segment.record) ?? []).flatMap(({ component, reasons }) =>
      reasons.map((reason) => ({ component, reason, ms: lasting(segment) })),
    ),
  );
}

function worstReasons(recorded: readonly RecordedReasons[]): string[] {
  return recorded
    .flatMap(({ reasons }) => reasons)
    .sort((a, b) => a.points - b.points)
    .slice(0, SHOWN_REASONS)
    .map(({ text }) => text);
}

function changes(states: readonly string[]): number {
  return states.filter((state, index) => index > 0 && state !== states[index - 1]).length;
}

function lasting({ fromMs, toMs }: Segment): number {
  return toMs - fromMs;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
