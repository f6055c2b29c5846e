import type { BudgetPeriod } from '../../shared/limits.ts';

/** A stretch of time that a budget is for, in milliseconds since 1970; `end` null: it has none. */
export interface BudgetWindow {
  readonly start: number;
  readonly end: number | null;
}

const TOTAL: BudgetWindow = { start: 0, end: null };

/** The calendar hour, day or month in UTC that holds this moment. */
export function budgetWindow(period: BudgetPeriod, atMs: number): BudgetWindow {
  if (period === 'total') return TOTAL;
  const at = new Date(atMs);
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  if (period === 'month') return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
  const day = at.getUTCDate();
  if (period === 'day') return { start: Date.UTC(year, month, day), end: Date.UTC(year, month, day + 1) };
  const hour = at.getUTCHours();
  return { start: Date.UTC(year, month, day, hour), end: Date.UTC(year, month, day, hour + 1) };
}
