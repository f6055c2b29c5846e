import { NOBODY, type Budget, type BudgetScope, type Limit } from '../../shared/limits.ts';
import { PERIOD_MICROS, tolerance, type Rate } from './gcra.ts';

/** Whose a call is, in every way that a limit or budget can ask. Null: not said, or none. */
export interface CallSubjects {
  readonly org: string | null;
  readonly workspace: string | null;
  readonly user: string | null;
  readonly keyId: string | null;
  readonly keyName: string | null;
  /** Looked up only when a rule asks: its own name, and `PROVIDER/MODEL` where it is no route's. */
  readonly model: () => { readonly model: string; readonly target: string | null };
  /** Looked up only when a budget asks. */
  readonly route: () => string | null;
}

export type RateLimit = Extract<Limit, { metric: 'requests' | 'tokens' }>;
export type PlaceLimit = Extract<Limit, { metric: 'concurrency' }>;

export interface RateRule {
  readonly limit: RateLimit;
  /**
   * Of its buckets. Engines that share a Redis have databases of their own, so what they count together is named by what
   * it says. Another rate has buckets of its own: the times in those of the old one mean nothing to it.
   */
  readonly name: string;
  readonly rate: Rate;
  readonly tolerance: number;
}

/** The narrowest scope first: whoever waits for a place of everybody's does so with his own place in hand. */
const NARROW_FIRST: readonly Limit['scope'][] = ['model', 'key', 'user', 'workspace', 'org', 'global'];

/** The limits and budgets in force, ready for use. */
export interface CompiledRules {
  readonly rates: readonly RateRule[];
  readonly places: readonly PlaceLimit[];
  readonly budgets: readonly Budget[];
}

export function compileRules(limits: readonly Limit[], budgets: readonly Budget[]): CompiledRules {
  const enabled = limits.filter((limit) => limit.enabled);
  return {
    rates: enabled.filter((limit) => limit.metric !== 'concurrency').map(compileRate),
    places: enabled
      .filter((limit) => limit.metric === 'concurrency')
      .sort((a, b) => NARROW_FIRST.indexOf(a.scope) - NARROW_FIRST.indexOf(b.scope)),
    budgets: budgets.filter((budget) => budget.enabled),
  };
}

function compileRate(limit: RateLimit): RateRule {
  const { amount, burst, period, metric } = limit;
  const periodMicros = PERIOD_MICROS[period];
  const rate = { amount, periodMicros, burst: burst ?? amount, single: metric === 'requests' };
  const name = [metric, limit.scope, limit.subject ?? '*', amount, period, rate.burst].join(':');
  return { limit, name, rate, tolerance: tolerance(rate) };
}

/** As whom a rule counts this call; null: it does not. */
export function countedAs(
  rule: { readonly scope: BudgetScope; readonly subject: string | null },
  call: CallSubjects,
): string | null {
  const { scope, subject } = rule;
  if (scope === 'global') return '';
  if (scope === 'route') {
    const route = call.route();
    return route === null || (subject !== null && subject !== route) ? null : route;
  }
  if (scope === 'key') {
    const own = call.keyId ?? NOBODY;
    return subject === null || subject === own || subject === call.keyName ? own : null;
  }
  if (scope === 'model') {
    const { model, target } = call.model();
    return subject === null || subject === model ? model : subject === target ? target : null;
  }
  const own = call[scope] ?? NOBODY;
  return subject === null || subject === own ? own : null;
}
