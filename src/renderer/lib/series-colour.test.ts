import { describe, expect, it } from 'vitest';
import { SeriesColours, type SlotMap } from './series-colour.ts';

const SEVEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('SeriesColours', () => {
  it('gives the first seven names different colours', () => {
    const colours = new SeriesColours();
    expect(new Set(SEVEN.map((name) => colours.slot(name))).size).toBe(7);
  });

  it('keeps what a name has, whatever comes after', () => {
    const colours = new SeriesColours();
    const before = SEVEN.map((name) => colours.slot(name));
    for (let index = 0; index < 100; index += 1) colours.slot(`later-${index}`);
    expect(SEVEN.map((name) => colours.slot(name))).toEqual(before);
  });

  it('spreads the later ones evenly', () => {
    const colours = new SeriesColours();
    const slots = Array.from({ length: 21 }, (_, index) => colours.slot(`model-${index}`));
    for (const slot of SEVEN.keys()) expect(slots.filter((used) => used === slot + 1)).toHaveLength(3);
  });

  it('is the same after a restart, in whatever order the names come', () => {
    let kept: SlotMap = {};
    const first = new SeriesColours({}, (slots) => (kept = slots));
    const before = SEVEN.map((name) => first.slot(name));
    const second = new SeriesColours(kept);
    second.slot('new');
    expect(SEVEN.map((name) => second.slot(name))).toEqual(before);
  });
});
