import type { Budget, BudgetPeriod, BudgetUse } from '../../../shared/limits.ts';

/** Before that much of a window has been counted, a forecast would be a guess. */
const LEAST_SHARE = 100;

/**
 * What will be spent, in nano-dollars, when the budget's window ends and calls go on as they did in it, or since the
 * budget was set. Null where nothing ends, or too little time has been counted.
 */
export function forecastNanos(
  { period, createdAt }: Pick<Budget, 'period' | 'createdAt'>,
  { spentNanos, resetsAt }: Pick<BudgetUse, 'spentNanos' | 'resetsAt'>,
  now: number,
): bigint | null {
  if (period === 'total' || resetsAt === null) return null;
  const end = Date.parse(resetsAt);
  const start = windowStart(period, end);
  const counted = now - Math.max(start, Date.parse(createdAt));
  if (now >= end || counted < (end - start) / LEAST_SHARE) return null;
  const spent = BigInt(spentNanos);
  return spent + (spent * BigInt(end - now)) / BigInt(counted);
}

/** Of the calendar hour, day or month in UTC that ends at this moment. */
function windowStart(period: Exclude<BudgetPeriod, 'total'>, end: number): number {
  if (period === 'hour') return end - 3_600_000;
  if (period === 'day') return end - 86_400_000;
  const next = new Date(end);
  return Date.UTC(next.getUTCFullYear(), next.getUTCMonth() - 1);
}
