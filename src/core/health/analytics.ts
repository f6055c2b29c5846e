import {
  HEALTH_COMPONENTS,
  RANGE_MS,
  type ComponentState,
  type HealthAnalytics,
  type HealthComponent,
  type HealthRange,
  type HealthReason,
  type HealthReport,
} from '../../shared/health/index.ts';
import { briefScore, briefState } from './brief.ts';
import { incidentsOf } from './incidents.ts';
import { issuesOf, type ReasonStretch } from './issues.ts';
import type { Segment } from './timeline.ts';

const SHOWN_INCIDENTS = 50;
const SHOWN_REASONS = 3;

type ReasonsByRecord = ReadonlyMap<number, RecordedReasons['reasons']>;

/** Why things were not well in a record. */
export interface RecordedReasons {
  readonly record: number;
  readonly reasons: readonly (HealthReason & { readonly component: HealthComponent })[];
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
  const byRecord: ReasonsByRecord = new Map(reasons.map((each) => [each.record, each.reasons]));
  const components = HEALTH_COMPONENTS.map((component, place) =>
    componentFigures(component, place, segments),
  );
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

function componentFigures(component: HealthComponent, place: number, segments: readonly Segment[]) {
  let ms = 0;
  let notHealthyMs = 0;
  let scores = 0;
  let flaps = 0;
  let before: ComponentState | null = null;
  for (const segment of segments) {
    const score = briefScore(segment.brief, place);
    if (score === null) continue;
    const state = briefState(segment.brief, place);
    ms += lasting(segment);
    scores += score * lasting(segment);
    if (state !== 'healthy') notHealthyMs += lasting(segment);
    if (before !== null && state !== before) flaps += 1;
    before = state;
  }
  return {
    component,
    meanScore: ms === 0 ? null : scores / ms,
    notHealthyShare: ms === 0 ? 0 : notHealthyMs / ms,
    flaps,
  };
}

function stretchesOf(segments: readonly Segment[], byRecord: ReasonsByRecord): ReasonStretch[] {
  return segments.flatMap((segment) =>
    (byRecord.get(segment.record) ?? []).map((reason) => ({
      component: reason.component,
      reason,
      ms: lasting(segment),
    })),
  );
}

function worstReasons(reasons: RecordedReasons['reasons']): string[] {
  return [...reasons]
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
