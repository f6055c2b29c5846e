import { describe, expect, it } from 'vitest';
import { panelSchema } from '../../../../../shared/dashboard/index.ts';
import type { QueryScope } from '../panel-props.ts';
import { panelRequest } from './panel-request.ts';

const panel = (given: object) =>
  panelSchema.parse({
    id: 1,
    type: 'timeseries',
    grid: { x: 0, y: 0, w: 12, h: 8 },
    queries: [
      { ref: 'A', expr: 'rate(x[$i])' },
      { ref: 'B', expr: 'y', hidden: true },
      { ref: 'C', expr: '  ' },
    ],
    ...given,
  });
const LIVE = { kind: 'last', key: '1h', minutes: 60 } as const;
const fill = (text: string, { stepMs }: { stepMs: number }) =>
  text.replace('$i', `${stepMs}ms`).replace('$s', 'far');

describe('panelRequest', () => {
  it('asks what is not hidden, with its variables filled', () => {
    expect(panelRequest(panel({ source: '$s' }), LIVE, 600, 5_000, fill)).toEqual({
      queries: [{ ref: 'A', expr: 'rate(x[15000ms])', instant: false, exemplars: false }],
      stepMs: 15_000,
      rangeMs: 3_600_000,
      source: 'far',
      fixed: null,
    });
  });

  it('reckons windows of rates from how often samples come: of the source, or of the query', () => {
    const queries = [
      { ref: 'A', expr: '$i $scrape' },
      { ref: 'B', expr: '$i $scrape', minStepMs: 20_000 },
    ];
    const scrape = (text: string, scope: QueryScope) =>
      fill(text.replace('$scrape', String(scope.scrapeMs)), scope);
    expect(
      panelRequest(panel({ queries }), LIVE, 600, 10_000, scrape)?.queries.map(({ expr }) => expr),
    ).toEqual(['20000ms 10000', '20000ms 20000']);
  });

  it('asks for exemplars where a chart shows them', () => {
    const queries = [
      { ref: 'A', expr: 'x', exemplars: true },
      { ref: 'B', expr: 'x', exemplars: true, instant: true },
    ];
    const asked = (type: string) =>
      panelRequest(panel({ type, queries }), LIVE, 600, 5_000, fill)?.queries.map(
        ({ exemplars }) => exemplars,
      );
    expect(asked('timeseries')).toEqual([true, false]);
    expect(asked('stat')).toEqual([false, false]);
  });

  it('of a fixed range asks for times of its step', () => {
    const range = {
      kind: 'fixed',
      key: '1h',
      from: '2026-11-22T10:00:07Z',
      to: '2026-11-22T11:00:09Z',
    } as const;
    const fixed = panelRequest(panel({}), range, 600, 5_000, fill)?.fixed;
    expect(fixed).toEqual({
      fromMs: Date.parse('2026-11-22T10:00:00Z'),
      toMs: Date.parse('2026-11-22T11:00:00Z'),
    });
  });

  it('asks for values of now for a table, and nothing for a text', () => {
    expect(panelRequest(panel({ type: 'table' }), LIVE, 600, 5_000, fill)?.queries[0]?.instant).toBe(true);
    expect(panelRequest(panel({ type: 'text' }), LIVE, 600, 5_000, fill)).toBeNull();
    expect(panelRequest(panel({ queries: [] }), LIVE, 600, 5_000, fill)).toBeNull();
  });
});
