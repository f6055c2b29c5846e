import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule } from './schedule.ts';

const stage = fc.record({
  seconds: fc.double({ min: 0.1, max: 20, noNaN: true }),
  target: fc.oneof(fc.constant(0), fc.double({ min: 0.5, max: 40, noNaN: true })),
});
const shape = fc.record({
  start: fc.oneof(fc.constant(0), fc.double({ min: 0.5, max: 40, noNaN: true })),
  stages: fc.array(stage, { minLength: 1, maxLength: 5 }),
});

describe('a schedule', () => {
  it('starts as often as the integral of its rate says', () => {
    fc.assert(
      fc.property(shape, (given) => {
        const schedule = new Schedule(given);
        const whole = schedule.integralTo(schedule.seconds);
        expect(schedule.starts).toBeGreaterThanOrEqual(whole - 1e-5);
        expect(schedule.starts).toBeLessThan(whole + 1);
        expect(schedule.timeOf(schedule.starts)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('makes each start due when the integral reaches its number, in order and within its time', () => {
    fc.assert(
      fc.property(shape, (given) => {
        const schedule = new Schedule(given);
        let before = 0;
        for (let start = 0; start < schedule.starts; start++) {
          const due = schedule.timeOf(start) ?? Number.NaN;
          expect(due).toBeGreaterThanOrEqual(before - 1e-9);
          expect(due).toBeLessThanOrEqual(schedule.seconds + 1e-9);
          expect(Math.abs(schedule.integralTo(due) - start)).toBeLessThan(1e-4);
          before = due;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the rate of its line at every moment, and none outside of it', () => {
    const schedule = new Schedule({
      start: 0,
      stages: [
        { seconds: 10, target: 100 },
        { seconds: 5, target: 100 },
        { seconds: 5, target: 0 },
      ],
    });
    expect([-1, 0, 5, 12, 17.5, 20].map((at) => schedule.rateAt(at))).toEqual([0, 0, 50, 100, 50, 0]);
    expect(schedule.starts).toBe(500 + 500 + 250);
    expect(schedule.timeOf(0)).toBe(0);
    expect(schedule.timeOf(500)).toBe(10);
  });
});
