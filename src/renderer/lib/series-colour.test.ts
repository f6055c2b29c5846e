import { describe, expect, it } from 'vitest';
import { SeriesColours, type SlotMap } from './series-colour.ts';

const NAMES = [...'abcdefghijklmn'];

describe('SeriesColours', () => {
  it('gives the first fourteen names different colours', () => {
    const colours = new SeriesColours();
    expect(new Set(NAMES.map((name) => colours.slot(name))).size).toBe(14);
  });

  it('keeps what a name has, whatever comes after', () => {
    const colours = new SeriesColours();
    const before = NAMES.map((name) => colours.slot(name));
    for (let index = 0; index < 100; index += 1) colours.slot(`later-${index}`);
    expect(NAMES.map((name) => colours.slot(name))).toEqual(before);
  });

  it('spreads the later ones evenly', () => {
    const colours = new SeriesColours();
    const slots = Array.from({ length: 42 }, (_, index) => colours.slot(`model-${index}`));
    for (const slot of NAMES.keys()) expect(slots.filter((used) => used === slot + 1)).toHaveLength(3);
  });

  it('is the same after a restart, in whatever order the names come', () => {
    let kept: SlotMap = {};
    const first = new SeriesColours({}, (slots) => (kept = slots));
    const before = NAMES.map((name) => first.slot(name));
    const second = new SeriesColours(kept);
    second.slot('new');
    expect(NAMES.map((name) => second.slot(name))).toEqual(before);
  });
});
