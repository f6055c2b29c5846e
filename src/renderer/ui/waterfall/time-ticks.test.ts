import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickStep, timeTicks } from './time-ticks.ts';

const labels = (start: number, end: number, most = 5) =>
  timeTicks({ start, end }, most).map((tick) => tick.label);

describe('timeTicks', () => {
  it('chooses round steps in the unit that fits', () => {
    expect(labels(0, 1_000_000)).toEqual(['0', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1.0 s']);
    expect(labels(0, 2_400)).toEqual(['0', '0.5 ms', '1.0 ms', '1.5 ms', '2.0 ms']);
    expect(labels(0, 90)).toEqual(['0', '20 µs', '40 µs', '60 µs', '80 µs']);
    expect(labels(0, 600_000_000)).toEqual(['0', '2 m', '4 m', '6 m', '8 m', '10 m']);
  });

  it('does not divide minutes decimally', () => {
    expect(labels(0, 62_000_000, 7)).toEqual(['0', '10 s', '20 s', '30 s', '40 s', '50 s', '60 s']);
  });

  it('keeps enough decimals when zoomed far into a long trace', () => {
    const close = labels(5_000_000, 5_000_050);
    expect(new Set(close).size).toBe(close.length);
  });

  it('has steps for days', () => {
    expect(tickStep(86_400_000_000 * 40, 5) % 86_400_000_000).toBe(0);
  });

  it('gives distinct labels at equal distances inside any window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 1, max: 1e10, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (start, length, most) => {
          const window = { start, end: start + length };
          const ticks = timeTicks(window, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 2);
          expect(new Set(ticks.map((tick) => tick.label)).size).toBe(ticks.length);
          const step = tickStep(length, most);
          for (const tick of ticks) {
            expect(tick.micros).toBeGreaterThanOrEqual(window.start - step * 1e-6);
            expect(tick.micros).toBeLessThanOrEqual(window.end + step * 1e-6);
          }
        },
      ),
    );
  });
});
