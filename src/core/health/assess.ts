import {
  FACTS,
  formatFact,
  type FactName,
  type HealthFact,
  type HealthReason,
} from '../../shared/health/index.ts';
import { pointsOf, DEGRADED_BELOW, UNHEALTHY_BELOW } from './points.ts';
import type { Finding } from './probe.ts';

export interface Assessment {
  /** That of its worst fact; null: nothing of it counts, it is not configured. */
  readonly score: number | null;
  readonly facts: readonly HealthFact[];
  readonly reasons: readonly HealthReason[];
}

/** What findings make of a component. It is as well as its worst fact. */
export function assess(findings: readonly Finding[]): Assessment {
  const facts = findings.map(toFact);
  const points = facts.flatMap((fact) => fact.points ?? []);
  const reasons = facts
    .filter((fact) => fact.points !== null && fact.points < DEGRADED_BELOW)
    .sort((a, b) => (a.points ?? 0) - (b.points ?? 0))
    .map((fact) => ({
      fact: fact.fact,
      subject: fact.subject,
      points: fact.points ?? 0,
      text: reasonText(fact),
    }));
  return { score: points.length === 0 ? null : Math.min(...points), facts, reasons };
}

function toFact(finding: Finding): HealthFact {
  const { fact, subject = null, value, text } = finding;
  const { label, unit, rule } = FACTS[fact];
  return {
    fact,
    subject,
    label,
    unit,
    value,
    text: text ?? (value === null ? 'not known' : formatFact(unit, value)),
    points: factPoints(finding),
    thresholds: rule,
  };
}

function factPoints({ fact, value, points, floor }: Finding): number | null {
  if (points !== undefined) return points;
  const { rule } = FACTS[fact];
  if (rule === null || value === null) return null;
  return pointsOf(rule, value, floor ?? ownFloor(fact));
}

function ownFloor(fact: FactName): number {
  const definition = FACTS[fact];
  return 'floor' in definition ? definition.floor : 0;
}

/** "Event-loop delay p99: 240 ms, degraded from 100 ms." */
function reasonText({ label, subject, text, value, unit, points, thresholds }: HealthFact): string {
  const what = subject === null ? label : `${subject}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  if (value === null || thresholds === null) return text;
  const isUnhealthy = (points ?? 100) < UNHEALTHY_BELOW;
  const border = formatFact(unit, isUnhealthy ? thresholds.unhealthyAt : thresholds.degradedAt);
  const word = thresholds.good > thresholds.unhealthyAt ? 'below' : 'from';
  return `${what}: ${text.replace(/\.$/, '')}, ${isUnhealthy ? 'unhealthy' : 'degraded'} ${word} ${border}.`;
}
