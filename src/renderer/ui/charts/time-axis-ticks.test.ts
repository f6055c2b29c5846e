import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxisTicks } from './time-axis-ticks.ts';

describe('timeAxisTicks', () => {
  it('are round times within the range', () => {
    const from = Date.parse('2026-11-22T10:07:20Z');
    const ticks = timeAxisTicks(from, from + 3_600_000, 6);
    expect(ticks.map((tick) => new Date(tick).toISOString().slice(11, 16))).toEqual([
      '10:10',
      '10:20',
      '10:30',
      '10:40',
      '10:50',
      '11:00',
    ]);
  });

  it('has none of no time', () => {
    expect(timeAxisTicks(5, 5, 6)).toEqual([]);
  });

  it('never has more than fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: 1, max: 20 }),
        (from, span, most) => {
          const ticks = timeAxisTicks(from, from + span, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(from);
            expect(tick).toBeLessThanOrEqual(from + span);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
