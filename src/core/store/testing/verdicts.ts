import type { GuardRun } from '../../../shared/guard/index.ts';
import { NO_EFFECTS, type PolicyEffects, type PolicySetResult } from '../../../shared/policy/index.ts';
import type { ExchangeVerdicts, StoredSpan } from '../span-record.ts';
import { modelCall, type SpanWish } from './stored-spans.ts';

/** A guard that found nothing, with what the test says instead. */
export function guardRun(wish: Partial<GuardRun> = {}): GuardRun {
  const found = { outcome: 'pass', score: null, findings: [], reason: '', micros: 20 } as const;
  return { guard: 'pii', direction: 'input', ...found, findings: [], ...wish };
}

/** A set that enforces and of which no rule matched; `matched` are the ids of those that did. */
export function setResult({
  matched = [],
  ...wish
}: Partial<PolicySetResult> & { matched?: readonly string[] } = {}): PolicySetResult {
  return {
    setId: 'set_1',
    name: 'House rules',
    version: 1,
    mode: 'enforce',
    outcome: 'pass',
    rules: matched.map((ruleId) => ({ ruleId, matched: true, why: 'it holds', micros: 1, error: null })),
    micros: 5,
    ...wish,
  };
}

/** What rules bring about, of which a test names the part that it is about. */
export function effectsWith(wish: Partial<PolicyEffects> = {}): PolicyEffects {
  return { ...NO_EFFECTS, ...wish };
}

/** An exchange of the gateway that guards or policies were asked about. */
export function judgedExchange(verdicts: Partial<ExchangeVerdicts>, wish: SpanWish = {}): StoredSpan {
  return {
    ...modelCall(wish),
    isExchange: true,
    verdicts: { guards: [], similarity: null, policies: [], blocked: false, ...verdicts },
  };
}
