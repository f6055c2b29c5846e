import { describe, expect, it } from 'vitest';
import { sparklinePaths } from './sparkline-paths.ts';

describe('sparklinePaths', () => {
  it('spans the width, with the highest value at the top', () => {
    expect(sparklinePaths([0, 10, 5]).line).toBe('M0 30L80 2L160 16');
  });

  it('breaks where there is nothing to show', () => {
    expect(sparklinePaths([1, 1, null, 1, 1]).line.match(/M/g)).toHaveLength(2);
  });

  it('shows a value without neighbours as a bar, whole also at the edge', () => {
    const { line, bars } = sparklinePaths([null, 3, null]);
    expect(line).toBe('');
    expect(bars).toBe('M80 32V2');
    expect(sparklinePaths([null, 3]).bars).toBe('M154 32V2');
  });

  it('lies on the ground when all is zero, and is nothing without values', () => {
    expect(sparklinePaths([0, 0]).line).toBe('M0 30L160 30');
    expect(sparklinePaths([]).line).toBe('');
  });
});
