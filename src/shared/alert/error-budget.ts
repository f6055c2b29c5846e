import type { ErrorBudget } from './slo.ts';

export interface BudgetInput {
  readonly objective: number;
  readonly periodMs: number;
  readonly nowMs: number;
  /** Ends of equal steps that tile the period, oldest first, in milliseconds. */
  readonly times: readonly number[];
  /** Events in each step and the bad ones of them. NaN or negative counts are taken as none. */
  readonly events: readonly number[];
  readonly bad: readonly number[];
  /** Share of bad events in the last hour; null: no events. */
  readonly badRatioNow: number | null;
}

/**
 * What is left of an error budget. The budget of a period is (1 - objective) of the events in it; burn is the share of bad
 * events over what the objective allows; at a burn of 1 the whole budget lasts exactly the period.
 * Source: The Site Reliability Workbook, chapter 5, https://sre.google/workbook/alerting-on-slos/
 */
export function errorBudget(input: BudgetInput): ErrorBudget {
  const allowed = 1 - input.objective;
  const events = input.times.map((_time, index) => count(input.events[index]));
  const bad = input.times.map((_time, index) => Math.min(count(input.bad[index]), events[index] ?? 0));
  const total = sum(events);
  const badTotal = sum(bad);
  const budget = allowed * total;
  const left = total === 0 ? null : 1 - badTotal / budget;
  const burnNow = input.badRatioNow === null ? null : input.badRatioNow / allowed;
  let used = 0;
  const leftOver = bad.map((amount) => {
    used += amount;
    return total === 0 ? null : 1 - used / budget;
  });
  return {
    left,
    events: total,
    badEvents: badTotal,
    attained: total === 0 ? null : 1 - badTotal / total,
    burnNow,
    exhaustedAt: exhaustion(left, burnNow, input),
    times: [...input.times],
    leftOver,
    burn: bad.map((amount, index) => {
      const inStep = events[index] ?? 0;
      return inStep === 0 ? null : amount / inStep / allowed;
    }),
  };
}

/** At a burn of b, what is left lasts left * period / b. */
function exhaustion(
  left: number | null,
  burn: number | null,
  { periodMs, nowMs }: Pick<BudgetInput, 'periodMs' | 'nowMs'>,
): string | null {
  if (left === null || burn === null || left <= 0 || burn <= 0) return null;
  const at = nowMs + (left * periodMs) / burn;
  return at <= 8.64e15 ? new Date(at).toISOString() : null;
}

function count(value: number | undefined): number {
  return value === undefined || !(value > 0) || value === Infinity ? 0 : value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
