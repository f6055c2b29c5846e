import { expect, it } from 'vitest';
import { arcPath } from './arc-path.ts';

it('an arc is a wedge or a part of a ring', () => {
  expect(arcPath(50, 50, 0, 0, 0.25)).toBe('M50 0A50 50 0 0 1 100 50L50 50Z');
  expect(arcPath(50, 50, 25, 0, 0.75)).toBe('M50 0A50 50 0 1 1 0 50L25 50A25 25 0 1 0 50 25Z');
});

it('a whole ring does not collapse', () => {
  expect(arcPath(50, 50, 0, 0, 1)).not.toBe(arcPath(50, 50, 0, 0, 0));
});
