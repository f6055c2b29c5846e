import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FACTS, HEALTH_COMPONENTS, WEIGHTS, type FactRule } from '../../shared/health/index.ts';
import { overallScore } from './overall-score.ts';
import { pointsOf } from './points.ts';

const RULES = Object.values(FACTS).flatMap(({ rule }): FactRule[] => (rule === null ? [] : [rule]));
const score = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
const all = fc
  .tuple(...HEALTH_COMPONENTS.map(() => score))
  .map((list) => new Map(HEALTH_COMPONENTS.map((component, index) => [component, list[index] ?? null])));

describe('the points of a fact', () => {
  it('are 100, 79 and 49 at the thresholds, and 0 beyond', () => {
    for (const { good, degradedAt, unhealthyAt } of RULES) {
      const beyond = unhealthyAt + (unhealthyAt - degradedAt);
      const points = [good, degradedAt, unhealthyAt, beyond].map((value) =>
        pointsOf({ good, degradedAt, unhealthyAt }, value),
      );
      expect(points).toEqual([100, 79, 49, 0]);
    }
  });

  it('never rise as the value gets worse, and move little where it moves little', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rule, a, b) => {
          const span = 3 * (rule.unhealthyAt - rule.good);
          const [better, worse] = [Math.min(a, b), Math.max(a, b)].map((t) =>
            pointsOf(rule, rule.good + t * span),
          );
          return (better ?? 0) >= (worse ?? 0);
        },
      ),
    );
  });

  it('stop at the floor', () => {
    expect(pointsOf({ good: 1, degradedAt: 2, unhealthyAt: 3 }, 1e9, 55)).toBe(55);
  });
});

describe('the score of the whole', () => {
  it('is between the worst and the best, and 100 where nothing is configured', () => {
    fc.assert(
      fc.property(all, (scores) => {
        const known = [...scores.values()].filter((each) => each !== null);
        const whole = overallScore(scores);
        if (known.length === 0) return whole === 100;
        return whole >= Math.min(...known) - 1 && whole <= Math.max(...known) + 1;
      }),
    );
  });

  it('never rises when a component gets worse', () => {
    fc.assert(
      fc.property(
        all,
        fc.constantFrom(...HEALTH_COMPONENTS),
        fc.integer({ min: 1, max: 100 }),
        (scores, which, by) => {
          const now = scores.get(which) ?? null;
          if (now === null) return true;
          const worse = new Map(scores).set(which, Math.max(0, now - by));
          return overallScore(worse) <= overallScore(scores);
        },
      ),
    );
  });

  it('is not lifted by what is not configured', () => {
    expect(
      overallScore(
        new Map([
          ['system', 60],
          ['providers', null],
        ]),
      ),
    ).toBe(60);
  });

  it('does not hide one broken part among many that are well', () => {
    const well = HEALTH_COMPONENTS.map((component) => [component, 100] as const);
    expect(overallScore(new Map([...well, ['database', 30]]))).toBe(30);
    expect(overallScore(new Map([...well, ['providers', 55]]))).toBe(66);
    expect(overallScore(new Map([...well, ['caches', 40]]))).toBe(76);
    expect(overallScore(new Map([...well, ['monitoring_integration', 0]]))).toBe(75);
  });

  it('has weights of a hundred together', () => {
    expect(Object.values(WEIGHTS).reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });
});

describe('docs/reference/health.md', () => {
  const text = readFileSync(new URL('../../../docs/reference/health.md', import.meta.url), 'utf8');
  const cells = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

  it('has every fact with its thresholds', () => {
    for (const [name, fact] of Object.entries(FACTS)) {
      if (fact.rule === null) continue;
      const row = cells.find((each) => each[1] === `\`${name}\``);
      const floor = 'floor' in fact ? String(fact.floor) : '';
      const { good, degradedAt, unhealthyAt } = fact.rule;
      expect(row?.slice(2, 7), name).toEqual([
        fact.label,
        ...[good, degradedAt, unhealthyAt].map((value) => written(fact.unit, value)),
        floor,
      ]);
    }
  });

  it('has the weights', () => {
    for (const [name, { weight, influence }] of Object.entries(WEIGHTS)) {
      const row = cells.find((each) => each[1] === `\`${name}\``);
      expect(row?.slice(2, 4), name).toEqual([String(weight), String(influence)]);
    }
  });
});

function written(unit: string, value: number): string {
  if (unit === 'ratio') return `${Math.round(value * 1000) / 10} %`;
  if (unit === 'bytes') return `${value / 2 ** 30} GiB`;
  if (unit === 'ms') return `${value.toLocaleString('en-US')} ms`;
  if (unit === 'seconds') return `${value.toLocaleString('en-US')} s`;
  return value.toLocaleString('en-US');
}
