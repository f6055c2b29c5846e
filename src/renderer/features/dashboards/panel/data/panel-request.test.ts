import { describe, expect, it } from 'vitest';
import { panelSchema } from '../../../../../shared/dashboard/index.ts';
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
    expect(panelRequest(panel({ source: '$s' }), LIVE, 600, fill)).toEqual({
      queries: [{ ref: 'A', expr: 'rate(x[15000ms])', instant: false }],
      stepMs: 15_000,
      rangeMs: 3_600_000,
      source: 'far',
      fixed: null,
    });
  });

  it('of a fixed range asks for times of its step', () => {
    const range = {
      kind: 'fixed',
      key: '1h',
      from: '2026-11-22T10:00:07Z',
      to: '2026-11-22T11:00:09Z',
    } as const;
    const fixed = panelRequest(panel({}), range, 600, fill)?.fixed;
    expect(fixed).toEqual({
      fromMs: Date.parse('2026-11-22T10:00:00Z'),
      toMs: Date.parse('2026-11-22T11:00:00Z'),
    });
  });

  it('asks for values of now for a table, and nothing for a text', () => {
    expect(panelRequest(panel({ type: 'table' }), LIVE, 600, fill)?.queries[0]?.instant).toBe(true);
    expect(panelRequest(panel({ type: 'text' }), LIVE, 600, fill)).toBeNull();
    expect(panelRequest(panel({ queries: [] }), LIVE, 600, fill)).toBeNull();
  });
});
