import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { gaugeRange, gaugeShare, gaugeSteps } from './gauge-range.ts';

const field = (given: object) => fieldSchema.parse(given);
const steps = [
  { value: null, colour: 'ok' },
  { value: 80, colour: 'error' },
];

describe('gauges', () => {
  it.each([
    [{}, [3, 12], { low: 0, high: 12 }],
    [{ unit: 'percentunit' }, [0.2], { low: 0, high: 1 }],
    [{ unit: 'percent' }, [20], { low: 0, high: 100 }],
    [{ min: 10, max: 20 }, [500], { low: 10, high: 20 }],
    [{ thresholds: { mode: 'absolute', steps } }, [3], { low: 0, high: 80 }],
    [{}, [-5, null, NaN], { low: -5, high: 0 }],
    [{}, [], { low: 0, high: 1 }],
  ])('with %j and %j go from and to %j', (given, values, range) => {
    expect(gaugeRange(field(given), values)).toEqual(range);
  });

  it('show infinities at their ends', () => {
    const range = { low: 0, high: 10 };
    expect([5, 99, Infinity, -Infinity, NaN, null].map((value) => gaugeShare(value, range))).toEqual([
      0.5,
      1,
      1,
      0,
      null,
      null,
    ]);
  });

  it('have the colours of their thresholds', () => {
    expect(gaugeSteps(field({ thresholds: { mode: 'absolute', steps } }), { low: 0, high: 100 })).toEqual([
      { from: 0, colour: 'var(--ok-solid)' },
      { from: 0.8, colour: 'var(--error-solid)' },
    ]);
  });
});
