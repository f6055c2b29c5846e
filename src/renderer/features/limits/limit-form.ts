import { newBudgetSchema, newLimitSchema } from '../../../shared/limits.ts';
import type {
  Budget,
  BudgetPeriod,
  BudgetScope,
  Limit,
  LimitScope,
  NewBudget,
  NewLimit,
  RatePeriod,
} from '../../../shared/limits.ts';
import { nanosToUsd } from '../../../shared/money.ts';

export interface LimitForm {
  readonly metric: Limit['metric'];
  readonly scope: LimitScope;
  readonly subject: string;
  readonly amount: string;
  readonly period: RatePeriod;
  readonly burst: string;
  readonly queueSize: string;
  readonly queueSeconds: string;
  readonly enabled: boolean;
}

export interface BudgetForm {
  readonly scope: BudgetScope;
  readonly subject: string;
  readonly period: BudgetPeriod;
  /** Dollars as typed. */
  readonly amount: string;
  readonly mode: Budget['mode'];
  readonly enabled: boolean;
}

/** What is wrong, field by field. */
export type FormErrors = Partial<
  Record<'subject' | 'amount' | 'burst' | 'queueSize' | 'queueSeconds', string>
>;

const WHOLE = /^\d{1,10}$/;
const DOLLARS = /^\d{1,9}(?:\.\d{1,9})?$/;

export const NEW_LIMIT: LimitForm = {
  metric: 'requests',
  scope: 'global',
  subject: '',
  amount: '',
  period: 'minute',
  burst: '',
  queueSize: '100',
  queueSeconds: '10',
  enabled: true,
};

export const NEW_BUDGET: BudgetForm = {
  scope: 'global',
  subject: '',
  period: 'month',
  amount: '',
  mode: 'hard',
  enabled: true,
};

export function limitToForm(limit: Limit): LimitForm {
  const { metric, scope, subject, amount, enabled } = limit;
  const base = { ...NEW_LIMIT, metric, scope, subject: subject ?? '', amount: String(amount), enabled };
  if (limit.metric === 'concurrency') {
    const queueSeconds = String(limit.queueTimeoutMs / 1_000);
    return { ...base, queueSize: String(limit.queueSize), queueSeconds };
  }
  return { ...base, period: limit.period, burst: limit.burst === null ? '' : String(limit.burst) };
}

export function budgetToForm({ scope, subject, period, amountNanos, mode, enabled }: Budget): BudgetForm {
  return {
    scope,
    subject: subject ?? '',
    period,
    amount: nanosToUsd(BigInt(amountNanos)),
    mode,
    enabled,
  };
}

/** What was typed as a limit, or what is wrong with it. */
export function readLimitForm(form: LimitForm): { limit: NewLimit | null; errors: FormErrors } {
  const { metric, scope, enabled } = form;
  const errors: FormErrors = {};
  if (!WHOLE.test(form.amount) || Number(form.amount) === 0) errors.amount = 'Give a whole number from 1.';
  const isRate = metric !== 'concurrency';
  if (isRate && form.burst.trim() !== '' && (!WHOLE.test(form.burst) || Number(form.burst) === 0))
    errors.burst = 'Give a whole number from 1, or nothing.';
  if (!isRate && !WHOLE.test(form.queueSize)) errors.queueSize = 'Give a whole number.';
  const seconds = Number(form.queueSeconds);
  if (!isRate && !(seconds > 0 && seconds <= 600)) errors.queueSeconds = 'Give seconds, at most 600.';
  const target = { scope, subject: subjectOf(form), enabled, amount: Number(form.amount) };
  const parsed = newLimitSchema.safeParse(
    isRate
      ? {
          metric,
          ...target,
          period: form.period,
          burst: form.burst.trim() === '' ? null : Number(form.burst),
        }
      : {
          metric,
          ...target,
          queueSize: Number(form.queueSize),
          queueTimeoutMs: Math.round(seconds * 1_000),
        },
  );
  if (Object.keys(errors).length > 0) return { limit: null, errors };
  if (parsed.success) return { limit: parsed.data, errors };
  const field = parsed.error.issues[0]?.path[0];
  const text = parsed.error.issues[0]?.message ?? 'It is not valid.';
  return { limit: null, errors: field === 'subject' ? { subject: text } : { amount: text } };
}

/** What was typed as a budget, or what is wrong with it. */
export function readBudgetForm(form: BudgetForm): { budget: NewBudget | null; errors: FormErrors } {
  const { scope, period, mode, enabled } = form;
  if (!DOLLARS.test(form.amount.trim()))
    return { budget: null, errors: { amount: 'Give dollars, such as 25 or 0.50.' } };
  const parsed = newBudgetSchema.safeParse({
    scope,
    subject: subjectOf(form),
    period,
    mode,
    enabled,
    amountNanos: String(usdToNanos(form.amount.trim())),
  });
  if (parsed.success) return { budget: parsed.data, errors: {} };
  return { budget: null, errors: { subject: parsed.error.issues[0]?.message ?? 'It is not valid.' } };
}

function subjectOf({ scope, subject }: { scope: BudgetScope; subject: string }): string | null {
  return scope === 'global' || subject.trim() === '' ? null : subject.trim();
}

/** Exact: no floating dollar is ever made. */
function usdToNanos(dollars: string): bigint {
  const [whole = '0', fraction = ''] = dollars.split('.');
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}
