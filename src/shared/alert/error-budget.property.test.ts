import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorBudget, type BudgetInput } from './error-budget.ts';

const DAY_MS = 86_400_000;

const inputs = fc
  .record({
    objective: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
    steps: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 60,
      },
    ),
    ratio: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ objective, steps, ratio }): BudgetInput => ({
    objective,
    periodMs: 30 * DAY_MS,
    nowMs: 1_800_000_000_000,
    times: steps.map((_step, index) => index),
    events: steps.map(([events]) => events),
    bad: steps.map(([events, share]) => Math.floor(events * share)),
    badRatioNow: ratio,
  }));

describe('an error budget', () => {
  it('is used by bad events alone, and burns down to what is left', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const budget = errorBudget(input);
        const events = input.events.reduce((sum, count) => sum + count, 0);
        const bad = input.bad.reduce((sum, count) => sum + count, 0);
        expect(budget.events).toBe(events);
        expect(budget.badEvents).toBe(bad);
        if (events === 0) {
          expect(budget.left).toBeNull();
          return;
        }
        expect(budget.left).toBeCloseTo(1 - bad / events / (1 - input.objective), 6);
        expect(budget.leftOver.at(-1)).toBeCloseTo(budget.left ?? NaN, 9);
        const downs = budget.leftOver.map((left) => left ?? NaN);
        downs
          .slice(1)
          .forEach((left, index) => expect(left).toBeLessThanOrEqual((downs[index] ?? NaN) + 1e-12));
        // Met exactly when something is left.
        const margin = (budget.attained ?? 0) - input.objective;
        if (Math.abs(margin) > 1e-9) expect((budget.left ?? 0) > 0).toBe(margin > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('lasts the period at a burn of 1, and half as long at 2', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (objective, burn) => {
          const budget = errorBudget({
            objective,
            periodMs: 28 * DAY_MS,
            nowMs: 0,
            times: [0],
            events: [1_000],
            bad: [0],
            badRatioNow: (1 - objective) * burn,
          });
          expect(budget.burnNow).toBeCloseTo(burn, 6);
          expect(Date.parse(budget.exhaustedAt ?? '')).toBeCloseTo((28 * DAY_MS) / burn, -2);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says nothing of an end where nothing burns, or nothing is left', () => {
    const input: BudgetInput = {
      objective: 0.99,
      periodMs: DAY_MS,
      nowMs: 0,
      times: [1, 2],
      events: [100, NaN],
      bad: [0, -4],
      badRatioNow: 0,
    };
    expect(errorBudget(input)).toMatchObject({ left: 1, exhaustedAt: null, burn: [0, null] });
    expect(errorBudget({ ...input, bad: [50, 0], badRatioNow: 0.5 })).toMatchObject({ exhaustedAt: null });
    expect(errorBudget({ ...input, events: [0, 0], badRatioNow: null })).toMatchObject({
      left: null,
      attained: null,
      burnNow: null,
    });
  });
});
