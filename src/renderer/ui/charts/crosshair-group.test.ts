import { describe, expect, it } from 'vitest';
import { joinCrosshair, pointCrosshair } from './crosshair-group.ts';

describe('crosshair groups', () => {
  it('tell their own charts, until they leave', () => {
    const seen: unknown[] = [];
    const leave = joinCrosshair('a', (atMs) => seen.push(['first', atMs]));
    const leaveToo = joinCrosshair('a', (atMs) => seen.push(['second', atMs]));
    const leaveOther = joinCrosshair('b', (atMs) => seen.push(['other', atMs]));
    pointCrosshair('a', 5);
    leave();
    pointCrosshair('a', null);
    leaveToo();
    pointCrosshair('a', 7);
    leaveOther();
    expect(seen).toEqual([
      ['first', 5],
      ['second', 5],
      ['second', null],
    ]);
  });
});
