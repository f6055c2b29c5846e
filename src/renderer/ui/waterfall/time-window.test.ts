import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  isWhole,
  panWindow,
  revealInWindow,
  windowAround,
  wholeTrace,
  zoomWindow,
} from './time-window.ts';

describe('time window', () => {
  it('keeps the anchor in its place while zooming', () => {
    const zoomed = zoomWindow({ start: 0, end: 1000 }, 0.5, 250, 1000);
    expect(zoomed).toEqual({ start: 125, end: 625 });
    expect((250 - zoomed.start) / (zoomed.end - zoomed.start)).toBe(0.25);
  });

  it('never leaves the trace', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 2e6, noNaN: true }),
        fc.double({ min: 0, max: 3e6, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (start, length, duration) => {
          const window = clampWindow({ start, end: start + length }, duration);
          expect(window.start).toBeGreaterThanOrEqual(0);
          expect(window.end).toBeLessThanOrEqual(duration + 1e-6);
          expect(window.end).toBeGreaterThan(window.start);
        },
      ),
    );
  });

  it('pans to the ends and no further', () => {
    expect(panWindow({ start: 100, end: 200 }, -500, 1000)).toEqual({ start: 0, end: 100 });
    expect(panWindow({ start: 100, end: 200 }, 5000, 1000)).toEqual({ start: 900, end: 1000 });
  });

  it('reveals a span only when it is out of sight', () => {
    const window = { start: 100, end: 200 };
    expect(revealInWindow(window, 150, 10, 1000)).toBe(window);
    const moved = revealInWindow(window, 500, 10, 1000);
    expect(moved.start).toBeLessThanOrEqual(500);
    expect(moved.end - moved.start).toBeCloseTo(100);
  });

  it('fits a span with room around it', () => {
    expect(windowAround(100, 100, 1000)).toEqual({ start: 90, end: 210 });
    expect(isWhole(wholeTrace(1000), 1000)).toBe(true);
    expect(isWhole({ start: 1, end: 1000 }, 1000)).toBe(false);
  });
});
