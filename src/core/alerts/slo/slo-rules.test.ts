import { describe, expect, it } from 'vitest';
import { sloContentSchema, type Sli, type SloContent } from '../../../shared/alert/index.ts';
import { parsePromql } from '../../metrics/promql/index.ts';
import { checkRules } from '../rules/check-rules.ts';
import { BURN_POLICIES, errorRatio, sliExpressions, sloGroup } from './slo-rules.ts';

const RATIO: Sli = {
  kind: 'ratio',
  good: 'sum(rate(calls_total{status="ok"}[$window]))',
  total: 'sum(rate(calls_total[$window]))',
};
const latency = (change: object = {}): Sli => ({
  kind: 'latency',
  metric: 'calls_seconds',
  matchers: '',
  threshold: 2.5,
  ...change,
});
const content = (change: object = {}): SloContent =>
  sloContentSchema.parse({ name: 'calls', objective: 0.999, periodDays: 30, sli: RATIO, ...change });
const groupOf = (change: object = {}) =>
  sloGroup({ id: '7', version: 3, content: content(change), changedAt: '', changedBy: 'ana' });

describe('what an SLO counts', () => {
  it('is what a person wrote, over each window', () => {
    expect(sliExpressions(RATIO, 3 * 86_400_000)).toEqual({
      good: 'sum(sum(rate(calls_total{status="ok"}[3d])))',
      total: 'sum(sum(rate(calls_total[3d])))',
    });
  });

  it.each([
    [latency(), '_bucket{le="2.5"}[5m]', '_count[5m]'],
    [
      latency({ matchers: 'route="chat", ' }),
      '_bucket{route="chat",le="2.5"}[5m]',
      '_count{route="chat"}[5m]',
    ],
    // Libraries write the bound of 2 as 2 or as 2.0.
    [latency({ threshold: 2 }), String.raw`_bucket{le=~"2(\\.0)?"}[5m]`, '_count[5m]'],
  ])('is a bucket of a histogram, and its count', (sli, good, total) => {
    expect(sliExpressions(sli, 300_000)).toEqual({
      good: `sum(rate(calls_seconds${good}))`,
      total: `sum(rate(calls_seconds${total}))`,
    });
  });

  it('is all bad where nothing good was counted', () => {
    expect(errorRatio({ ...RATIO, good: 'g[$window]', total: 't[$window]' }, 300_000)).toBe(
      '1 - (sum(g[5m]) or sum(t[5m]) * 0) / sum(t[5m])',
    );
  });

  it('is nothing where a histogram has no such bound', () => {
    expect(errorRatio(latency(), 300_000)).toBe(
      '1 - sum(rate(calls_seconds_bucket{le="2.5"}[5m])) / sum(rate(calls_seconds_count[5m]))',
    );
  });
});

describe('the rules of an SLO', () => {
  it('record each window once, the shortest first, then alert', () => {
    const { rules } = groupOf().content;
    expect(rules.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      ...['5m', '30m', '1h', '6h', '3d'].map((window) => `record slo:error_ratio:rate${window}`),
      ...['SloBurnRate', 'SloBurnRate', 'SloBurnRate'].map((name) => `alert ${name}`),
    ]);
    expect(groupOf({ alerting: false }).content.rules.every(({ kind }) => kind === 'record')).toBe(true);
    expect(groupOf()).toMatchObject({ id: 'slo:7', origin: 'slo', version: 3 });
  });

  it('alert while both windows burn too fast, where enough happened', () => {
    const [page] = groupOf().content.rules.filter(({ kind }) => kind === 'alert');
    expect(page).toMatchObject({
      expr:
        '(slo:error_ratio:rate1h{slo="calls"} > 14.4 * 0.001) and (slo:error_ratio:rate5m{slo="calls"} > 14.4 * 0.001)' +
        ' and on () sum(sum(rate(calls_total[1h]))) * 3600 >= 20',
      labels: { slo: 'calls', severity: 'page', long_window: '1h' },
    });
    const always = groupOf({ minimumEvents: 0 }).content.rules.at(-1);
    expect(always?.expr).not.toContain('and on ()');
  });

  it.each([7, 28, 30] as const)(
    'use up the shares of the budget of %i days that the workbook names',
    (days) => {
      const shares = BURN_POLICIES[days].map(({ burn, longMs }) => (burn * longMs) / (days * 86_400_000));
      const named = days === 7 ? [0.1, 0.2, 0.4] : [0.02, 0.05, 0.1];
      const tolerance = days === 28 ? 0.01 : 1e-9;
      shares.forEach((share, index) => expect(Math.abs(share - (named[index] ?? 0))).toBeLessThan(tolerance));
      for (const { longMs, shortMs } of BURN_POLICIES[days]) expect(longMs / shortMs).toBe(12);
    },
  );

  it.each([{}, { sli: latency() }, { sli: latency({ threshold: 2, matchers: 'a="b"' }), periodDays: 7 }])(
    'are rules that can be evaluated: %j',
    (change) => {
      expect(() => checkRules(groupOf(change).content, parsePromql)).not.toThrow();
    },
  );
});
