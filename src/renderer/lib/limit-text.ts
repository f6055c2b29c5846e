import { NOBODY, type Budget, type BudgetScope, type Limit } from '../../shared/limits.ts';
import { formatCount, formatMoney } from './format.ts';

const SCOPE_NAMES: Record<BudgetScope, string> = {
  global: 'All calls',
  org: 'Org',
  workspace: 'Workspace',
  user: 'User',
  key: 'Key',
  model: 'Model',
  route: 'Route',
};

type Scoped = Pick<Budget, 'scope' | 'subject'>;

/** Names of keys by their ids. */
export type KeyNames = ReadonlyMap<string, string>;

/** "All calls", "User ana", "Each model"; "No user" for the calls that name none. */
export function whose({ scope, subject }: Scoped, keyNames: KeyNames): string {
  if (scope === 'global') return SCOPE_NAMES.global;
  if (subject === null) return `Each ${scope}`;
  if (subject === NOBODY) return `No ${scope}`;
  return `${SCOPE_NAMES[scope]} ${subjectText(scope, subject, keyNames)}`;
}

/** Of a limit for each: "ana", "no user". Of any other it is said already, so it is ''. */
export function usedBy({ scope, subject }: Scoped, counted: string, keyNames: KeyNames): string {
  return scope === 'global' || subject !== null ? '' : subjectText(scope, counted, keyNames);
}

function subjectText(scope: BudgetScope, subject: string, keyNames: KeyNames): string {
  if (subject === NOBODY) return `no ${scope}`;
  return scope === 'key' ? (keyNames.get(subject) ?? subject) : subject;
}

/** "60 requests / minute", "1 request / second", "3 at once". */
export function limitText(limit: Limit): string {
  if (limit.metric === 'concurrency') return `${formatCount(limit.amount)} at once`;
  const burst = limit.burst === null ? '' : `, ${formatCount(limit.burst)} at once`;
  const unit = limit.amount === 1 ? limit.metric.slice(0, -1) : limit.metric;
  return `${formatCount(limit.amount)} ${unit} / ${limit.period}${burst}`;
}

/** "$5.00 / day", "$5.00 in total". */
export function budgetText({ amountNanos, period }: Budget): string {
  return `${formatMoney(amountNanos)} ${period === 'total' ? 'in total' : `/ ${period}`}`;
}

/** How near to its end: what is used up, what is nearly. */
export function toneOf(share: number): 'accent' | 'warning' | 'error' {
  return share >= 1 ? 'error' : share >= 0.8 ? 'warning' : 'accent';
}
