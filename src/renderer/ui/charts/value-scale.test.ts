import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisValue, placeOf, tickValues, valueScale, type ScaleWishes } from './value-scale.ts';

const WISHES: ScaleWishes = { unit: '', min: null, max: null, logBase: null, fromZero: false, count: 4 };

describe('valueScale', () => {
  it.each([
    [{ low: 0, high: 87 }, {}, [0, 25, 50, 75, 100]],
    [{ low: 12, high: 12 }, {}, [0, 5, 10, 15]],
    [{ low: 980, high: 1_010 }, {}, [980, 990, 1_000, 1_010]],
    [{ low: 980, high: 1_010 }, { fromZero: true }, [0, 500, 1_000, 1_500]],
    [{ low: -40, high: 30 }, {}, [-40, -20, 0, 20, 40]],
    [{ low: 0, high: 3_500 }, { unit: 'bytes' }, [0, 1_024, 2_048, 3_072, 4_096]],
    [{ low: 0, high: 100 }, { unit: 's' }, [0, 30, 60, 90, 120]],
    [{ low: 0, high: 100_000 }, { unit: 'ms' }, [0, 30_000, 60_000, 90_000, 120_000]],
    [{ low: 0.2, high: 0.8 }, { min: 0, max: 1 }, [0, 0.25, 0.5, 0.75, 1]],
    [null, {}, [0, 0.25, 0.5, 0.75, 1]],
  ])('of %j has round steps', (extent, wishes, ticks) => {
    expect(valueScale(extent, { ...WISHES, ...wishes }).ticks).toEqual(ticks);
  });

  it('ends before its next step where most of that would be empty', () => {
    const scale = valueScale({ low: 30, high: 218 }, { ...WISHES, count: 2 });
    expect(scale).toMatchObject({ min: 0, max: 250, step: 200, ticks: [0, 200] });
    expect(valueScale({ low: -210, high: -5 }, { ...WISHES, count: 2 })).toMatchObject({ min: -250, max: 0 });
  });

  it('counts powers on a logarithmic axis', () => {
    const scale = valueScale({ low: 0.003, high: 4_000 }, { ...WISHES, logBase: 10 });
    expect(tickValues(scale)).toEqual([0.001, 0.1, 10, 1_000, 100_000]);
    expect(placeOf(10, scale)).toBeCloseTo(0.5);
    expect(valueScale(null, { ...WISHES, logBase: 2 }).ticks).toEqual([0, 1]);
    expect([axisValue(0, 10), axisValue(-1, 10), axisValue(Infinity, null)]).toEqual([null, null, null]);
  });

  it('holds every extent, with few steps', () => {
    const end = fc.double({ noNaN: true, noDefaultInfinity: true });
    const unit = fc.constantFrom('', 's', 'bytes', 'ms');
    fc.assert(
      fc.property(end, end, unit, fc.boolean(), (one, other, unit, fromZero) => {
        const low = Math.min(one, other);
        const high = Math.max(one, other);
        const scale = valueScale({ low, high }, { ...WISHES, unit, fromZero });
        expect(scale.max).toBeGreaterThan(scale.min);
        expect(scale.ticks.length).toBeLessThanOrEqual(20);
        if (Math.abs(low) < 1e299 && Math.abs(high) < 1e299) {
          const slack = (scale.max - scale.min) * 1e-6;
          expect(scale.min).toBeLessThanOrEqual(low + slack);
          expect(scale.max).toBeGreaterThanOrEqual(high - slack);
        }
      }),
      { numRuns: 300 },
    );
  });
});
