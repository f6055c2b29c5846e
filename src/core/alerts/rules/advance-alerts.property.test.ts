import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertingRuleSchema, type AlertState } from '../../../shared/alert/index.ts';
import { advanceAlerts, RESOLVED_RETENTION_MS, type HeldAlerts } from './advance-alerts.ts';

const STEP_MS = 60_000;

/**
 * What Prometheus says of one alert, from the whole past at once: how long it has answered without a gap, and when it last did
 * while it fired.
 */
function naiveStates(answers: readonly boolean[], forMs: number, keepMs: number): AlertState[] {
  const states: AlertState[] = [];
  let run = -1;
  let firing = false;
  let missing = -1;
  answers.forEach((answered, index) => {
    if (answered) {
      missing = -1;
      if (run < 0 && !firing) run = index;
      if (!firing && (index - run) * STEP_MS >= forMs) firing = true;
    } else if (firing) {
      if (missing < 0) missing = index;
      if (keepMs === 0 || (index - missing) * STEP_MS >= keepMs) {
        firing = false;
        run = -1;
      }
    } else run = -1;
    states.push(firing ? 'firing' : run >= 0 ? 'pending' : 'inactive');
  });
  return states;
}

const ruleOf = (forMs: number, keepFiringForMs: number) =>
  alertingRuleSchema.parse({
    kind: 'alert',
    name: 'Odd',
    expr: 'x',
    forMs,
    keepFiringForMs,
    labels: { severity: 'page', where: '{{ $labels.model }}' },
  });
const LABELS = { __name__: 'x', model: 'm' };

describe('the states of alerts', () => {
  it('follow Prometheus', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 6 }),
        (answers, forSteps, keepSteps) => {
          const rule = ruleOf(forSteps * STEP_MS, keepSteps * STEP_MS);
          let held: HeldAlerts = new Map();
          const states = answers.map((answered, index): AlertState => {
            const atMs = index * STEP_MS;
            const next = advanceAlerts(
              held,
              answered ? [{ labels: LABELS, atMs, value: index }] : [],
              rule,
              atMs,
            );
            const before = [...held.values()][0]?.state ?? 'inactive';
            const after = [...next.alerts.values()][0]?.state ?? 'inactive';
            // Each change is told once, with both its ends; pending may be passed over where there is no `for`.
            expect(next.changes.length).toBe(before === after ? 0 : 1);
            if (next.changes[0] !== undefined)
              expect([next.changes[0].from, next.changes[0].alert.state]).toEqual([before, after]);
            held = next.alerts;
            return after;
          });
          expect(states).toEqual(naiveStates(answers, forSteps * STEP_MS, keepSteps * STEP_MS));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keep an ended alert for a quarter of an hour, and begin a new one when it answers again', () => {
    const rule = ruleOf(0, 0);
    const sample = (atMs: number) => [{ labels: LABELS, atMs, value: 1 }];
    const fired = advanceAlerts(new Map(), sample(0), rule, 0).alerts;
    const ended = advanceAlerts(fired, [], rule, STEP_MS).alerts;
    expect([...ended.values()]).toMatchObject([{ state: 'inactive', resolvedMs: STEP_MS, firedMs: 0 }]);
    expect(advanceAlerts(ended, [], rule, STEP_MS + RESOLVED_RETENTION_MS).alerts.size).toBe(1);
    const forgotten = advanceAlerts(ended, [], rule, STEP_MS + RESOLVED_RETENTION_MS + 1);
    expect(forgotten).toEqual({ alerts: new Map(), changes: [] });
    const again = advanceAlerts(ended, sample(2 * STEP_MS), rule, 2 * STEP_MS);
    expect([...again.alerts.values()]).toMatchObject([
      { state: 'firing', activeMs: 2 * STEP_MS, resolvedMs: null },
    ]);
  });

  it('have the labels of series and rule, and refuse two of the same', () => {
    const rule = ruleOf(0, 0);
    const [alert] = [
      ...advanceAlerts(new Map(), [{ labels: LABELS, atMs: 0, value: 1 }], rule, 0).alerts.values(),
    ];
    expect(alert?.labels).toEqual({ alertname: 'Odd', model: 'm', severity: 'page', where: 'm' });
    const twice = [
      { labels: LABELS, atMs: 0, value: 1 },
      { labels: { __name__: 'y', model: 'm' }, atMs: 0, value: 1 },
    ];
    expect(() => advanceAlerts(new Map(), twice, rule, 0)).toThrow(/same labels/);
  });
});
