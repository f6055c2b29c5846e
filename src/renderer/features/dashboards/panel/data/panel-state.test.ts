import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { describe, expect, it } from 'vitest';
import { isDrawable, problemLines, queryProblem, shownSpan } from './panel-state.ts';

const grid = (warnings: string[]) => ({ fromMs: 0, stepMs: 1, points: 0, series: [], warnings });

describe('the state of a panel', () => {
  const results = [
    { ref: 'A', result: grid(['cut at 5,000 series']), error: null, exemplars: [] },
    { ref: 'B', result: null, error: 'unexpected ")"', exemplars: [] },
  ];

  it('names the query that failed', () => {
    expect(queryProblem(results)).toEqual({ ref: 'B', message: 'unexpected ")"' });
    expect(queryProblem(results.slice(0, 1))).toBeNull();
  });

  it('says all that is to be said', () => {
    expect(problemLines(results, 3)).toBe(
      'Query A: cut at 5,000 series\nQuery B: unexpected ")"\n3 more series are not drawn.',
    );
    expect(problemLines([], 0)).toBeNull();
  });

  it('tells values from what a curve cannot show', () => {
    const one = { ref: 'A', labels: {}, name: 'a', colour: '', field: fieldSchema.parse({}) };
    const none = { series: [{ ...one, values: [null, NaN, Infinity] }] };
    expect(isDrawable(none, [{ exemplars: [] }])).toBe(false);
    expect(isDrawable({ series: [{ ...one, values: [null, 0] }] }, [])).toBe(true);
    const exemplar = { labels: {}, atMs: 1, value: 1, traceId: '', spanId: '' };
    expect(isDrawable(none, [{ exemplars: [exemplar] }])).toBe(true);
  });

  it('shows times of the step', () => {
    const request = { queries: [], source: 'local', stepMs: 1_000, rangeMs: 60_000, fixed: null };
    expect(shownSpan({ request, atMs: 100_999 })).toEqual({ fromMs: 40_000, toMs: 100_000 });
    expect(shownSpan({ request: { ...request, fixed: { fromMs: 1, toMs: 2 } }, atMs: 9 })).toEqual({
      fromMs: 1,
      toMs: 2,
    });
  });
});
