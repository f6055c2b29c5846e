import { describe, expect, it } from 'vitest';
import { splitThreshold } from './threshold.ts';

describe('an expression with a threshold', () => {
  it.each([
    ['rate(x[5m]) > 0.05', 'rate(x[5m])', '>', 0.05],
    ['sum(a) / sum(b) >= 1e-3', 'sum(a) / sum(b)', '>=', 0.001],
    ['x{code=~"5.."} != bool -1', 'x{code=~"5.."}', '!=', -1],
    ['x{a=">"} < 3', 'x{a=">"}', '<', 3],
    ['sum(x > 2) == 4', 'sum(x > 2)', '==', 4],
  ])('%s', (expr, left, operator, threshold) => {
    expect(splitThreshold(expr)).toEqual({ left, operator, threshold });
  });

  it.each([
    'up',
    'up == up',
    '(a > 1) and (b > 2)',
    'a > 1 and b',
    '1 < x',
    'a > 1 > 2',
    'x > 1 # note',
    '> 1',
  ])('%s has none', (expr) => {
    expect(splitThreshold(expr)).toBeNull();
  });
});
