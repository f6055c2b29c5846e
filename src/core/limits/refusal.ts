import { nanosToUsd } from '../../shared/money.ts';
import { SignalboxError } from '../../shared/errors.ts';
import { NOBODY, type Budget, type Limit } from '../../shared/limits.ts';
import type { BudgetSpent } from './budget-ledger.ts';
import type { QueueRefusal } from './fair-queue.ts';
import type { PlaceLimit, RateLimit } from './limit-rules.ts';
import type { RateState } from './rate-state.ts';

/** A call that a limit or budget does not let in. */
export class Refusal extends Error {
  readonly error: SignalboxError;
  /** When it may be sent again; null: waiting does not help, or nobody knows how long. */
  readonly retryAfterMs: number | null;
  /** Where the rate limits stood, for the answer's headers. */
  readonly states: readonly RateState[];

  constructor(error: SignalboxError, retryAfterMs: number | null, states: readonly RateState[] = []) {
    super(error.message);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
    this.states = states;
  }
}

const QUEUE_RETRY_MS = 1_000;

export function rateRefusal(
  limit: RateLimit,
  whose: string,
  waitMs: number,
  states: readonly RateState[],
): Refusal {
  const details = { limit: describe(limit), whose: name(limit, whose), wait: inWords(waitMs) };
  return new Refusal(new SignalboxError('RATE_LIMIT_EXCEEDED', details), waitMs, states);
}

export function tooLargeRefusal(limit: RateLimit, whose: string, needed: number): Refusal {
  const details = { limit: describe(limit), whose: name(limit, whose), needed };
  return new Refusal(new SignalboxError('REQUEST_TOO_LARGE_FOR_LIMIT', details), null);
}

export function queueRefusal(limit: PlaceLimit, whose: string, refusal: QueueRefusal): Refusal {
  const reason =
    refusal === 'full'
      ? 'the queue is full'
      : `none became free within ${inWords(limit.queueTimeoutMs)} in the queue`;
  const details = {
    limit: describe(limit),
    whose: name(limit, whose),
    reason,
    wait: inWords(QUEUE_RETRY_MS),
  };
  return new Refusal(new SignalboxError('CONCURRENCY_LIMIT_EXCEEDED', details), QUEUE_RETRY_MS);
}

export function budgetRefusal({ claim, spent, endsAt }: BudgetSpent): Refusal {
  const { budget, subject } = claim;
  const until = endsAt === null ? 'when the budget is raised' : `from ${new Date(endsAt).toISOString()}`;
  const amount = `$${nanosToUsd(BigInt(budget.amountNanos))}`;
  const period = budget.period === 'total' ? 'in total' : each(budget.period);
  const details = { amount, period, whose: name(budget, subject), until };
  if (spent >= BigInt(budget.amountNanos)) {
    return new Refusal(new SignalboxError('BUDGET_EXCEEDED', details), null);
  }
  return new Refusal(new SignalboxError('BUDGET_RESERVED', details), QUEUE_RETRY_MS);
}

function describe(limit: Limit): string {
  const amount = limit.amount.toLocaleString('en-US');
  if (limit.metric === 'concurrency') return `${amount} ${limit.amount === 1 ? 'call' : 'calls'} at once`;
  return rateInWords(limit.amount, limit.metric, limit.period);
}

/** "1 request an hour". */
export function rateInWords(amount: number, unit: 'requests' | 'tokens', period: string): string {
  const counted = amount === 1 ? unit.slice(0, -1) : unit;
  return `${amount.toLocaleString('en-US')} ${counted} ${each(period)}`;
}

/** "a day", "an hour". */
function each(period: string): string {
  return period === 'hour' ? 'an hour' : `a ${period}`;
}

export function name({ scope }: Pick<Budget, 'scope'>, subject: string): string {
  if (scope === 'global') return 'all calls';
  return subject === NOBODY ? `calls that name no ${scope}` : `the ${scope} ${subject}`;
}

function inWords(ms: number): string {
  if (ms < 1_000) return `${Math.ceil(ms)} ms`;
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
