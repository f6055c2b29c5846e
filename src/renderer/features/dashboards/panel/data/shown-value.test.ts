import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { absoluteSteps, shownValue } from './shown-value.ts';

const STEPS = [
  { value: null, colour: 'ok' },
  { value: 80, colour: 'warning' },
  { value: 90, colour: 'error' },
];
const field = (given: object) => fieldSchema.parse(given);

describe('shownValue', () => {
  it.each([
    [10, 'var(--ok-solid)'],
    [80, 'var(--warning-solid)'],
    [95, 'var(--error-solid)'],
    [Infinity, 'var(--error-solid)'],
    [NaN, null],
    [null, null],
  ])('%s has the colour %s of its threshold', (value, colour) => {
    expect(shownValue(value, field({ thresholds: { mode: 'absolute', steps: STEPS } })).colour).toBe(colour);
  });

  it('maps values, ranges and what is none', () => {
    const mappings = [
      { kind: 'value', value: '1', text: 'up', colour: 'ok' },
      { kind: 'value', value: '0', text: 'down', colour: null },
      { kind: 'range', from: 2, to: null, text: 'many', colour: null },
      { kind: 'special', match: 'null+nan', text: 'gone', colour: 'muted' },
    ];
    const mapped = [1, 0, 7, NaN, null, -1].map((value) => shownValue(value, field({ mappings })).text);
    expect(mapped).toEqual(['up', 'down', 'many', 'gone', 'gone', '-1']);
    expect(shownValue(1, field({ mappings })).colour).toBe('var(--ok-solid)');
  });

  it('writes in the unit, and what stands for nothing', () => {
    expect(shownValue(0.5, field({ unit: 's' })).parts).toEqual({ prefix: '', digits: '500', suffix: ' ms' });
    expect(shownValue(null, field({})).text).toBe('–');
    expect(shownValue(null, field({ noValue: 'none yet' })).text).toBe('none yet');
  });
});

it('percentages are of the way from least to most', () => {
  const steps = absoluteSteps(
    { mode: 'percentage', steps: [{ value: 50, colour: 'error' }] },
    { min: 100, max: 300 },
  );
  expect(steps).toEqual([{ value: 200, colour: 'error' }]);
});
