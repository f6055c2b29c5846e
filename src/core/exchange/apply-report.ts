import { SignalboxError } from '../../shared/errors.ts';
import type { GuardRun } from '../../shared/guard/index.ts';
import { editRequest, type RequestChanges } from '../dialects/index.ts';
import type { InputReport, Redaction } from '../guardrails/guard.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Exchange } from './exchange.ts';
import { announceWarnings } from './warnings.ts';
import type { Verdict } from './verdict.ts';

/** Guards whose findings must not be recorded either. */
const CONFIDENTIAL = new Set(['pii', 'secrets']);

/**
 * Does what guards decided about a request.
 * @throws SignalboxError GUARD_BLOCKED; GUARD_FAILED when one could not judge and its failure mode is `closed`
 */
export function applyReport(
  exchange: Exchange,
  report: InputReport,
  { guardrails }: Pick<ExchangeDependencies, 'guardrails'>,
): Verdict {
  const { judgement } = exchange;
  const { runs, block, warnings, redaction, refuseTarget } = report;
  judgement.addRuns(runs);
  judgement.warnings.push(...warnings);
  announceWarnings(exchange);
  if (refuseTarget !== null) judgement.refusals.push(refuseTarget);
  if (block !== null) {
    judgement.blocked = true;
    if (CONFIDENTIAL.has(block.guard)) redact(exchange, guardrails.redaction([]));
    throw blocked(block, runs);
  }
  if (redaction !== null) redact(exchange, redaction);
  return verdictOf(runs, redaction !== null);
}

/** The request is rewritten before anything of it leaves; what was replaced is put back into the answer. */
export function redact(exchange: Exchange, redaction: Redaction): void {
  edit(exchange, { texts: (text) => redaction.redact(text) });
  exchange.judgement.redactions.push(redaction);
}

/** Changes the request; what its dialect has no field for is answered. */
export function edit(exchange: Exchange, changes: RequestChanges): readonly string[] {
  const { ingress, input } = exchange;
  if (exchange.request === null) return [];
  const { request, impossible } = editRequest(ingress, exchange.request, input.headers, changes);
  exchange.request = request;
  return impossible;
}

function blocked({ guard, reason }: NonNullable<InputReport['block']>, runs: readonly GuardRun[]) {
  const failed = runs.some((run) => run.guard === guard && run.outcome === 'failed_closed');
  return new SignalboxError(failed ? 'GUARD_FAILED' : 'GUARD_BLOCKED', { guard, reason });
}

/** What guards came to, in one line. */
export function verdictOf(runs: readonly GuardRun[], isChanged: boolean): Verdict {
  const found = runs.filter(({ outcome }) => outcome !== 'pass');
  if (found.length === 0) {
    return { outcome: 'allow', reason: `passed ${runs.map(({ guard }) => guard).join(', ')}` };
  }
  const reasons = found.map(({ guard, outcome, reason }) => `${guard}: ${outcomeName(outcome)}, ${reason}`);
  return { outcome: isChanged ? 'modify' : 'observe', reason: reasons.join('; ') };
}

function outcomeName(outcome: GuardRun['outcome']): string {
  return outcome === 'failed_open' ? 'failed open' : outcome === 'failed_closed' ? 'failed closed' : outcome;
}
