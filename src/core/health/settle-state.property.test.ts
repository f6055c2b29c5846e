import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthState } from '../../shared/health/index.ts';
import { CHECKS_TO_RECOVER, MARGIN, settle, stateOf, type Settled } from './settle-state.ts';

const RANK: Readonly<Record<HealthState, number>> = { healthy: 0, degraded: 1, unhealthy: 2 };
const scores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 });

function statesAfter(list: readonly number[]): HealthState[] {
  let settled: Settled | null = null;
  return list.map((score) => (settled = settle(settled, score)).state);
}

function changes(states: readonly HealthState[]): number {
  return states.filter((state, index) => index > 0 && state !== states[index - 1]).length;
}

describe('the state of a score', () => {
  it('does not flap at a border: within less than the margin it changes at most once', () => {
    const near = fc
      .tuple(fc.constantFrom(50, 80), fc.integer({ min: 0, max: MARGIN - 1 }))
      .chain(([border, above]) =>
        fc.array(fc.integer({ min: border - (MARGIN - above), max: border + above }), {
          minLength: 2,
          maxLength: 80,
        }),
      );
    fc.assert(fc.property(near, (list) => changes(statesAfter(list)) <= 1));
  });

  it('is never better than the score says', () => {
    fc.assert(
      fc.property(scores, (list) =>
        statesAfter(list).every((state, index) => RANK[state] >= RANK[stateOf(list[index] ?? 0)]),
      ),
    );
  });

  it('changes at most as often as two checks in a row allow', () => {
    fc.assert(
      fc.property(scores, (list) => {
        const states = statesAfter(list);
        const better = states.filter(
          (state, at) => at > 0 && RANK[state] < RANK[states[at - 1] ?? state],
        ).length;
        return better <= Math.floor((list.length - 1) / CHECKS_TO_RECOVER);
      }),
    );
  });

  it('recovers from anything once the score stays well', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 80 + MARGIN, max: 100 }), (list, well) => {
        const states = statesAfter([...list, ...new Array<number>(CHECKS_TO_RECOVER).fill(well)]);
        return states.at(-1) === 'healthy';
      }),
    );
  });

  it('believes worse at once and better the second time', () => {
    expect(statesAfter([100, 79, 90, 90, 40, 100, 40, 100, 100])).toEqual([
      'healthy',
      'degraded',
      'degraded',
      'healthy',
      'unhealthy',
      'unhealthy',
      'unhealthy',
      'unhealthy',
      'healthy',
    ]);
  });
});
