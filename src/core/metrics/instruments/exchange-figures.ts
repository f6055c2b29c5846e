import type { CallStatus } from '../../../shared/costs.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { GuardRun } from '../../../shared/guard/index.ts';
import type { PolicySetResult } from '../../../shared/policy/index.ts';

/** What is counted of a finished exchange. */
export interface ExchangeFigures {
  readonly dialect: string;
  /** The route that was taken; '' where the caller named a model directly, or got no further. */
  readonly route: string;
  readonly status: CallStatus;
  /** The HTTP status of the answer. */
  readonly httpStatus: number;
  readonly durationMs: number;
  readonly overheadMicros: number;
  readonly decisions: readonly Pick<Decision, 'stage' | 'micros'>[];
  readonly guardRuns: readonly Pick<GuardRun, 'guard' | 'direction' | 'outcome' | 'micros'>[];
  readonly policyResults: readonly Pick<PolicySetResult, 'name' | 'outcome'>[];
  /** Who was called, once for each call. */
  readonly providersCalled: readonly string[];
  /** `error.type` of the exchange; null when it succeeded. */
  readonly failureType: string | null;
  /** Whether its idempotency key was known; null: it had none. */
  readonly isRepeated: boolean | null;
  /** Input tokens that the provider had in its prompt cache; null: it did not say. */
  readonly cacheReadTokens: number | null;
  readonly traceId: string;
  readonly spanId: string;
}
