import { z } from 'zod';
import { healthRecordSchema, type HealthRecord, type HealthReport } from '../../shared/health/index.ts';
import type { HealthRecordRow } from '../store/control/index.ts';
import { writeBrief } from './brief.ts';

const componentsSchema = healthRecordSchema.shape.components;

/** What is kept of a check: values without what FACTS says of them. */
export function recordOf(report: HealthReport, kind: HealthRecord['kind']): Omit<HealthRecordRow, 'id'> {
  const { state, score, components } = report;
  return {
    atMs: Date.parse(report.at),
    kind,
    state,
    score,
    brief: writeBrief(components),
    isWell: components.every(({ reasons }) => reasons.length === 0),
    components: components.map((component) => ({
      component: component.component,
      state: component.state,
      score: component.score,
      reasons: component.reasons.map((reason) => ({ ...reason })),
      facts: component.facts.flatMap(({ fact, subject, value }) =>
        value === null ? [] : [{ fact, subject, value: Number(value.toPrecision(6)) }],
      ),
    })),
  };
}

export function toRecord({ id, atMs, kind, state, score, components }: HealthRecordRow): HealthRecord {
  return {
    id,
    at: new Date(atMs).toISOString(),
    kind,
    state,
    score,
    components: z.parse(componentsSchema, components),
  };
}
