import { expect, it } from 'vitest';
import { curvePath } from './curve-path.ts';

it('a curve fills its box, and breaks at gaps', () => {
  expect(curvePath([0, 10], 100, 20)).toEqual({ line: 'M0 20L100 0', area: 'M0 20L0 20L100 0L100 20Z' });
  expect(curvePath([1, NaN, 2, 3, null], 80, 20).line).toBe('M0 20M40 10L60 0');
  expect(curvePath([5, 5], 100, 20).line).toBe('M0 10L100 10');
  expect(curvePath([5], 100, 20)).toEqual({ line: '', area: '' });
});
