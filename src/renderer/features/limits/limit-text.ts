import type { Budget, BudgetScope, Limit } from '../../../shared/limits.ts';
import { formatCount, formatMoney } from '../../lib/format.ts';

const SCOPE_NAMES: Record<BudgetScope, string> = {
  global: 'All calls',
  org: 'Org',
  workspace: 'Workspace',
  user: 'User',
  key: 'Key',
  model: 'Model',
  route: 'Route',
};

/** "All calls", "User ana", "Each model". */
export function whose({ scope, subject }: Pick<Budget, 'scope' | 'subject'>): string {
  if (scope === 'global') return SCOPE_NAMES.global;
  return subject === null ? `Each ${scope}` : `${SCOPE_NAMES[scope]} ${subject}`;
}

/** "60 requests / minute", "3 at once". */
export function limitText(limit: Limit): string {
  if (limit.metric === 'concurrency') return `${formatCount(limit.amount)} at once`;
  const burst = limit.burst === null ? '' : `, ${formatCount(limit.burst)} at once`;
  return `${formatCount(limit.amount)} ${limit.metric} / ${limit.period}${burst}`;
}

/** "$5.00 / day", "$5.00 in total". */
export function budgetText({ amountNanos, period }: Budget): string {
  return `${formatMoney(amountNanos)} ${period === 'total' ? 'in total' : `/ ${period}`}`;
}

/** How near to its end: what is used up, what is nearly. */
export function toneOf(share: number): 'accent' | 'warning' | 'error' {
  return share >= 1 ? 'error' : share >= 0.8 ? 'warning' : 'accent';
}
