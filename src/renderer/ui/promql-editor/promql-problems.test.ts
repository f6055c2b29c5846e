import { describe, expect, it } from 'vitest';
import { findProblem } from './promql-problems.ts';

describe('findProblem', () => {
  it.each([
    '',
    'sum by (model) (rate(signalbox_calls_total{model=~"$model"}[5m]))',
    'rate(x[$__rate_interval])',
    'max_over_time(x[${__range}:])',
    'topk($n, x)',
  ])('lets %s pass', (text) => {
    expect(findProblem(text)).toBeNull();
  });

  it('says where a text is no PromQL', () => {
    expect(findProblem('sum(rate(x[5m])')).toMatchObject({
      from: 15,
      message: 'The expression is not finished.',
    });
    expect(findProblem('rate(x[$__interval] ) + * 2')).toMatchObject({ from: 24 });
  });
});
