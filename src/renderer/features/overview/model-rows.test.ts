import { describe, expect, it } from 'vitest';
import { modelRows } from './model-rows.ts';

const row = (model: string, costNanos: string | null, calls = 10, unpricedCalls = 0) => ({
  provider: 'openai',
  model,
  calls,
  errors: 0,
  inputTokens: 0,
  outputTokens: 0,
  costNanos,
  unpricedCalls,
  latencyP95Ms: null,
});

describe('modelRows', () => {
  it('puts the dearest first and those without a price last', () => {
    const rows = modelRows([row('unknown', null, 90, 90), row('cheap', '250'), row('dear', '750')]);
    expect(rows.map(({ model, share }) => [model, share])).toEqual([
      ['dear', 0.75],
      ['cheap', 0.25],
      ['unknown', null],
    ]);
  });

  it('does not show an unknown cost as zero', () => {
    expect(modelRows([row('unknown', null, 3, 3)])[0]).toMatchObject({
      costNanos: null,
      isLowerBound: false,
    });
  });

  it('does not show calls that used nothing as unknown', () => {
    expect(modelRows([row('refused', null, 3)])[0]).toMatchObject({ costNanos: '0', isLowerBound: false });
  });

  it('says when a cost is a lower bound', () => {
    expect(modelRows([row('partly', '5', 3, 1)])[0]).toMatchObject({ costNanos: '5', isLowerBound: true });
  });

  it('is exact beyond floating numbers', () => {
    const huge = '9007199254740993000000000';
    expect(modelRows([row('a', huge), row('b', huge)]).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });
});
