import { describe, expect, it, vi } from 'vitest';
import { sloContentSchema, type SloContent } from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import type { InstantResult, RangeQuery, RangeResult } from '../../../shared/metrics.ts';
import { createLogger } from '../../log.ts';
import type { DocumentRow } from '../../store/control/index.ts';
import { SloRegistry } from './slo-registry.ts';

const NOW_MS = Date.parse('2026-11-22T00:00:00Z');
const STEP_SECONDS = 3 * 3_600;

const content = (change: object = {}): SloContent =>
  sloContentSchema.parse({
    name: 'calls',
    objective: 0.9,
    periodDays: 7,
    sli: { kind: 'ratio', good: 'good[$window]', total: 'total[$window]' },
    ...change,
  });

interface Answers {
  readonly good?: (query: RangeQuery) => RangeResult;
  readonly total?: (query: RangeQuery) => RangeResult;
  readonly ratio?: InstantResult;
}

const NOTHING: RangeResult = { series: [], warnings: [] };

async function open({ rows = [], answers = {} }: { rows?: DocumentRow[]; answers?: Answers } = {}) {
  const lines: string[] = [];
  const onChange = vi.fn(() => Promise.resolve());
  const registry = await SloRegistry.open({
    store: {
      slos: () => Promise.resolve([...rows]),
      saveSlo: ({ id, content: saved, change }) => {
        rows.splice(0, rows.length, {
          id,
          version: 1,
          content: saved,
          changedAt: '',
          changedBy: change.actor,
        });
        return Promise.resolve();
      },
      removeSlo: () => Promise.resolve(void rows.splice(0)),
    },
    queries: {
      range: (query) =>
        Promise.resolve(
          (query.expr.startsWith('sum(good') ? answers.good : answers.total)?.(query) ?? NOTHING,
        ),
      instant: () => Promise.resolve(answers.ratio ?? { kind: 'vector', samples: [], warnings: [] }),
    },
    checkExpression: (expr) => {
      if (expr.includes('nonsense')) throw new SignalboxError('PROMQL_INVALID', { reason: 'nonsense' });
    },
    now: () => NOW_MS,
    log: createLogger('error', (line) => void lines.push(line)),
    onChange,
  });
  return { registry, rows, lines, onChange };
}

/** The same rate at each step but at those that are missing. */
function constant(rate: number, isThere = (_step: number) => true) {
  return ({ fromMs, toMs, stepMs }: RangeQuery): RangeResult => {
    const times: number[] = [];
    for (let at = fromMs, step = 0; at <= toMs; at += stepMs, step += 1) if (isThere(step)) times.push(at);
    const values = Float64Array.from(times, () => rate);
    return { series: [{ labels: {}, times: Float64Array.from(times), values }], warnings: [] };
  };
}

describe('the registry of SLOs', () => {
  it('knows those that were made, and tells of each change', async () => {
    const { registry, onChange } = await open();
    const slo = await registry.create(content(), 'ana');
    expect(registry.list()).toEqual([slo]);
    expect(registry.groups()[0]).toMatchObject({ id: `slo:${slo.id}`, origin: 'slo' });
    expect(onChange).toHaveBeenCalledTimes(1);
    await registry.remove(slo.id, 'ana');
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(() => registry.get(slo.id)).toThrow(expect.objectContaining({ code: 'SLO_NOT_FOUND' }) as Error);
  });

  it('takes none whose rules could not be evaluated', async () => {
    const { registry, rows, onChange } = await open();
    const sli = { kind: 'ratio', good: 'nonsense[$window]', total: 'total[$window]' };
    await expect(registry.create(content({ sli }), 'ana')).rejects.toMatchObject({
      code: 'ALERT_RULES_INVALID',
    });
    expect(rows).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('takes no bound that its histogram does not have, where that is known', async () => {
    const bucket = (le: string) => ({ labels: { le }, atMs: NOW_MS, value: 1 });
    const samples = ['0.5', '+Inf', '2.0', '10'].map(bucket);
    const { registry } = await open({ answers: { ratio: { kind: 'vector', samples, warnings: [] } } });
    const sli = (threshold: number) => ({ sli: { kind: 'latency', metric: 'seconds', threshold } });
    await expect(registry.create(content(sli(3)), 'ana')).rejects.toThrow(
      'the histogram seconds has no bound 3; it has 0.5, 2, 10',
    );
    expect((await registry.create(content(sli(2)), 'ana')).content.name).toBe('calls');
    const { registry: empty } = await open();
    expect((await empty.create(content(sli(3)), 'ana')).content.name).toBe('calls');
  });

  it('logs a saved one that it does not understand, and watches the others', async () => {
    const row = (id: string, saved: object): DocumentRow =>
      ({ id, version: 1, content: saved, changedAt: '', changedBy: '' }) as DocumentRow;
    const { registry, lines } = await open({ rows: [row('old', { name: 'x' }), row('good', content())] });
    expect(registry.list().map(({ id }) => id)).toEqual(['good']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('old');
  });
});

describe('an error budget', () => {
  const budgetOf = async (answers: Answers) => {
    const { registry } = await open({ answers });
    return registry.budget(await registry.create(content(), 'ana'));
  };

  it('is what is left of the events that may be bad', async () => {
    const budget = await budgetOf({
      good: constant(0.95),
      total: constant(1),
      ratio: { kind: 'vector', samples: [{ labels: {}, atMs: NOW_MS, value: 0.2 }], warnings: [] },
    });
    expect(budget.times).toHaveLength(7 * 8);
    expect(budget.times.at(-1)).toBe(NOW_MS);
    expect(budget.events).toBeCloseTo(7 * 8 * STEP_SECONDS);
    // 5 % were bad of the 10 % that may be.
    expect(budget.left).toBeCloseTo(0.5);
    expect(budget.burnNow).toBeCloseTo(2);
    // A quarter of the period: half of the budget, burning twice as fast as it may.
    expect(Date.parse(budget.exhaustedAt ?? '')).toBeCloseTo(NOW_MS + 7 * 86_400_000 * 0.25, -4);
  });

  it('counts steps without samples as steps without events', async () => {
    const budget = await budgetOf({
      good: constant(1, (step) => step >= 28),
      total: constant(1, (step) => step >= 28),
      ratio: { kind: 'vector', samples: [{ labels: {}, atMs: NOW_MS, value: NaN }], warnings: [] },
    });
    expect(budget.events).toBeCloseTo(28 * STEP_SECONDS);
    expect(budget).toMatchObject({ left: 1, attained: 1, burnNow: null, exhaustedAt: null });
  });

  it('is all used where everything was bad, and not known where nothing happened', async () => {
    const allBad = await budgetOf({ total: constant(1) });
    expect(allBad.left).toBeCloseTo(-9);
    expect(allBad.attained).toBe(0);
    expect(await budgetOf({})).toMatchObject({ left: null, events: 0, attained: null });
  });
});
