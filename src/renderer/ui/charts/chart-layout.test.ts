import { describe, expect, it } from 'vitest';
import { layOutChart } from './chart-layout.ts';

const SIZE = { width: 600, height: 200 };
const widthOf = (text: string) => text.length * 6;
const times = Array.from({ length: 61 }, (_, index) => Date.parse('2026-11-22T10:00:00Z') + index * 60_000);
const values = times.map((_, index) => index);

describe('layOutChart', () => {
  it('makes room for the labels of both axes', () => {
    const one = layOutChart({ times, unit: 's' }, [{ name: 'a', values }], SIZE, widthOf);
    const two = layOutChart(
      { times, unit: 's', right: { unit: 'bytes' } },
      [
        { name: 'a', values },
        { name: 'b', values, axis: 'right' },
      ],
      SIZE,
      widthOf,
    );
    expect(one.right).toBeNull();
    expect(one.left.labels[0]).toBe('0 min');
    expect(two.right?.labels.at(-1)).toMatch(/ B$/);
    expect(two.rect.width).toBeLessThan(one.rect.width);
    expect(two.rect.left).toBe(one.rect.left);
  });

  it('puts the title of an axis beyond its labels, and within the chart', () => {
    const { left, rect } = layOutChart(
      { times, title: 'per minute' },
      [{ name: 'a', values }],
      SIZE,
      widthOf,
    );
    expect(left.titleGap).toBeGreaterThan(Math.max(...left.labels.map(widthOf)));
    expect(rect.left - left.titleGap).toBeGreaterThanOrEqual(14);
  });

  it('labels no time whose text would be cut off', () => {
    const { timeTicks, rect, fromMs, toMs } = layOutChart({ times }, [{ name: 'a', values }], SIZE, widthOf);
    expect(timeTicks.length).toBeGreaterThan(2);
    for (const { atMs, text } of timeTicks) {
      const right = rect.left + ((atMs - fromMs) / (toMs - fromMs)) * rect.width + widthOf(text) / 2;
      expect(right).toBeLessThanOrEqual(SIZE.width);
    }
  });

  it('stands without series, times or room', () => {
    const { rect, fromMs, toMs, left } = layOutChart({ times: [] }, [], { width: 5, height: 5 }, widthOf);
    expect(rect.width).toBeGreaterThan(0);
    expect(toMs).toBeGreaterThan(fromMs);
    expect(left.scale.max).toBeGreaterThan(left.scale.min);
  });

  it('widens the axis for a threshold that is near, not for one far away', () => {
    const at = (value: number) =>
      layOutChart(
        { times, showThresholds: 'lines', thresholds: [{ value, colour: 'var(--error-solid)' }] },
        [{ name: 'a', values }],
        SIZE,
        widthOf,
      ).left.scale.max;
    expect(at(90)).toBeGreaterThanOrEqual(90);
    expect(at(9_000)).toBeLessThan(100);
  });
});
