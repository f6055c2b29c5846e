import { describe, expect, it } from 'vitest';
import { clampOffset, scrollSpace } from './scroll-space.ts';

describe('scrollSpace', () => {
  it('is the rows themselves while they fit into an element', () => {
    expect(scrollSpace(28_000, 600)).toEqual({ height: 28_000, mostOffset: 27_400, ratio: 1 });
    expect(scrollSpace(100, 600)).toEqual({ height: 100, mostOffset: 0, ratio: 1 });
  });

  it('reaches the last of a million rows, within what Chromium lays out on a screen of two pixels a point', () => {
    const space = scrollSpace(28_000_000, 600);
    expect(space.height).toBeLessThan(16_000_000);
    const farthest = (space.height - 600) * space.ratio;
    expect(farthest).toBeCloseTo(28_000_000 - 600, 3);
    expect(clampOffset(1e12, space)).toBe(28_000_000 - 600);
    expect(clampOffset(-5, space)).toBe(0);
  });
});
