import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  covers,
  panWindow,
  revealInWindow,
  windowAround,
  windowOver,
  zoomWindow,
} from './time-window.ts';

const upTo = (end: number) => ({ start: 0, end });

describe('time window', () => {
  it('keeps the anchor in its place while zooming', () => {
    const zoomed = zoomWindow({ start: 0, end: 1000 }, 0.5, 250, upTo(1000));
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
          const window = clampWindow({ start, end: start + length }, upTo(duration));
          expect(window.start).toBeGreaterThanOrEqual(0);
          expect(window.end).toBeLessThanOrEqual(duration + 1e-6);
          expect(window.end).toBeGreaterThan(window.start);
        },
      ),
    );
  });

  it('pans to the ends and no further', () => {
    expect(panWindow({ start: 100, end: 200 }, -500, upTo(1000))).toEqual({ start: 0, end: 100 });
    expect(panWindow({ start: 100, end: 200 }, 5000, upTo(1000))).toEqual({ start: 900, end: 1000 });
  });

  it('may go where spans before the origin are', () => {
    const bounds = { start: -500, end: 1000 };
    expect(panWindow({ start: 0, end: 100 }, -5000, bounds)).toEqual({ start: -500, end: -400 });
  });

  it('reveals a span only when it is out of sight', () => {
    const window = { start: 100, end: 200 };
    expect(revealInWindow(window, 150, 10, upTo(1000))).toBe(window);
    const moved = revealInWindow(window, 500, 10, upTo(1000));
    expect(moved.start).toBeLessThanOrEqual(500);
    expect(moved.end - moved.start).toBeCloseTo(100);
  });

  it('fits a span with room around it', () => {
    expect(windowAround(100, 100, upTo(1000))).toEqual({ start: 90, end: 210 });
    expect(covers(windowOver(upTo(1000)), upTo(1000))).toBe(true);
    expect(covers({ start: 1, end: 1000 }, upTo(1000))).toBe(false);
    expect(windowOver({ start: 7, end: 7 })).toEqual({ start: 7, end: 8 });
  });
});
