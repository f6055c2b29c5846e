import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignedRange, panelStepMs } from './panel-step.ts';

const HOUR = 3_600_000;

describe('panelStepMs', () => {
  it.each([
    [HOUR / 4, 600, 1_000, null, 5_000],
    [HOUR / 4, 600, 30_000, null, 30_000],
    [HOUR / 4, 600, 12_000, null, 15_000],
    [HOUR, 600, 5_000, null, 15_000],
    [24 * HOUR, 600, 30_000, null, 300_000],
    [7 * 24 * HOUR, 1_400, 30_000, null, 900_000],
    [HOUR, 600, 30_000, 60_000, 60_000],
    [HOUR, 600, 30_000, 1_000, 15_000],
  ])('of %s ms in %s pixels, scraped each %s, at least %s, is %s', (rangeMs, width, scrape, least, step) => {
    expect(panelStepMs(rangeMs, width, scrape, least)).toBe(step);
  });

  it('never has more points than the engine answers, nor than two a pixel', () => {
    const range = fc.integer({ min: 1_000, max: 400 * 24 * HOUR });
    fc.assert(
      fc.property(range, fc.integer({ min: 0, max: 8_000 }), (rangeMs, width) => {
        const points = rangeMs / panelStepMs(rangeMs, width, 1, null);
        expect(points).toBeLessThanOrEqual(Math.max(10, width * 2));
        expect(points).toBeLessThan(11_000);
      }),
    );
  });

  it('stands still while the panel grows by a pixel', () => {
    expect(panelStepMs(HOUR, 601, 5_000, null)).toBe(panelStepMs(HOUR, 600, 5_000, null));
  });
});

it('ranges begin and end on the grid of the step', () => {
  expect(alignedRange(1_234, 9_999, 1_000)).toEqual({ fromMs: 1_000, toMs: 9_000 });
  expect(alignedRange(1_234, 1_300, 5_000)).toEqual({ fromMs: 0, toMs: 0 });
});
