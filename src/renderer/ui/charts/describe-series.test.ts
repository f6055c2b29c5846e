import { describe, expect, it } from 'vitest';
import { describeSeries } from './describe-series.ts';

describe('describeSeries', () => {
  it('says extremes and the last value', () => {
    expect(describeSeries([{ name: 'p95', values: [0.1, null, 0.5, 0.2] }], 's')).toBe(
      'One series. p95: 100 ms to 500 ms, last 200 ms.',
    );
  });

  it('says what is missing and what is more', () => {
    const series = Array.from({ length: 7 }, (_, index) => ({ name: `s${index}`, values: [null] }));
    expect(describeSeries(series)).toMatch(/^7 series\. s0: no values\. .* And 2 more\.$/);
    expect(describeSeries([])).toBe('No series.');
  });
});
