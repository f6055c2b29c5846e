import type { HealthRecord, HealthReport } from '../../shared/health/index.ts';
import type { HealthRecordRow } from '../store/control/index.ts';
import { readBrief, writeBrief } from './brief.ts';

/** What is kept of a check: values without what FACTS says of them. */
export function recordOf(report: HealthReport, kind: HealthRecord['kind']): Omit<HealthRecordRow, 'id'> {
  const { state, score, components } = report;
  return {
    atMs: Date.parse(report.at),
    kind,
    state,
    score,
    brief: writeBrief(components),
    reasons: components.flatMap(({ component, reasons }) =>
      reasons.map((reason) => ({ component, ...reason })),
    ),
    facts: components.flatMap(({ component, facts }) =>
      facts.flatMap(({ fact, subject, value }) =>
        value === null ? [] : [[component, fact, subject, Number(value.toPrecision(6))] as const],
      ),
    ),
  };
}

export function toRecord({
  id,
  atMs,
  kind,
  state,
  score,
  brief,
  reasons,
  facts,
}: HealthRecordRow): HealthRecord {
  return {
    id,
    at: new Date(atMs).toISOString(),
    kind,
    state,
    score,
    components: readBrief(brief).map((known) => ({
      ...known,
      reasons: reasons
        .filter(({ component }) => component === known.component)
        .map(({ fact, subject, points, text }) => ({ fact, subject, points, text })),
      facts: facts
        .filter(([component]) => component === known.component)
        .map(([, fact, subject, value]) => ({ fact, subject, value })),
    })),
  };
}
