import { describe, expect, it } from 'vitest';
import { moved, resized, stepOf } from './move-by-keys.ts';

const item = (i: string, x: number, y: number, w = 12, h = 4) => ({ i, x, y, w, h, minW: 2, minH: 2 });
const places = (layout: readonly { i: string; x: number; y: number; w: number; h: number }[]) =>
  Object.fromEntries(layout.map(({ i, x, y, w, h }) => [i, [x, y, w, h]]));

describe('moving and resizing with keys', () => {
  const layout = [item('a', 0, 0), item('b', 12, 0), item('c', 0, 4)];

  it('goes past what is below, and back', () => {
    const down = moved(layout, 'a', [0, 1], 24);
    expect(places(down)).toMatchObject({ a: [0, 4, 12, 4], c: [0, 0, 12, 4] });
    expect(places(moved(down, 'a', [0, -1], 24)).a?.[1]).toBeLessThan(4);
  });

  it('stays within the columns', () => {
    expect(places(moved(layout, 'a', [-1, 0], 24)).a).toEqual([0, 0, 12, 4]);
    expect(places(resized(layout, 'b', [1, 0], 24)).b).toEqual([12, 0, 12, 4]);
  });

  it('makes an item larger and pushes the others down', () => {
    expect(places(resized(layout, 'a', [0, 2], 24))).toMatchObject({ a: [0, 0, 12, 6], c: [0, 6, 12, 4] });
    expect(places(resized([item('a', 0, 0, 2, 2)], 'a', [-1, -1], 24)).a).toEqual([0, 0, 2, 2]);
  });

  it('knows arrows only', () => {
    expect(stepOf('ArrowUp')).toEqual([0, -1]);
    expect(stepOf('x')).toBeNull();
  });
});
