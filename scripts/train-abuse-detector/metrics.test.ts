import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';
import { intervals, qualityOf, rocAuc, shareAbove, thresholdAt } from './metrics.ts';

describe('metrics', () => {
  it('count pairs: an attack above a harmless text is one, a tie half', () => {
    expect(rocAuc([3, 4], [1, 2])).toBe(1);
    expect(rocAuc([1], [1])).toBe(0.5);
    expect(rocAuc([1, 4], [2, 3])).toBe(0.5);
    expect(rocAuc([0], [1, 2])).toBe(0);
  });

  it('take the threshold that a share of the harmless texts exceed', () => {
    const harmless = Array.from({ length: 100 }, (_, index) => index);
    expect(shareAbove(thresholdAt(0.05, harmless), harmless)).toBe(0.05);
    expect(qualityOf([98.5, 99.5, 10], harmless)).toMatchObject({ at1: 2 / 3, at5: 2 / 3 });
  });

  it('put the value into its interval', () => {
    const attacks = Array.from({ length: 60 }, (_, index) => (index % 7) + 2);
    const harmless = Array.from({ length: 60 }, (_, index) => index % 6);
    const { auc } = qualityOf(attacks, harmless);
    const [low, high] = intervals(attacks, harmless, 50).auc;
    expect(low).toBeLessThan(auc);
    expect(high).toBeGreaterThan(auc);
    expect(intervals(attacks, harmless, 50)).toEqual(intervals(attacks, harmless, 50));
  });
});

describe('calibrate', () => {
  it('makes probabilities of logits, lower where there were many passages', () => {
    const scored = Array.from({ length: 200 }, (_, index) => ({
      logit: (index % 2) * 4 + (index % 5),
      passages: index % 2 === 0 ? 20 : 2,
      target: index % 2,
      weight: 1,
    }));
    const { slope, perLog } = calibrate(scored);
    expect(slope).toBeGreaterThan(0);
    expect(perLog).toBeLessThanOrEqual(0);
  });
});
