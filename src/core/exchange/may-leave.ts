import type { Caller } from '../../shared/caller.ts';
import type { IncomingRequest } from '../dialects/index.ts';
import type { Target } from '../routing/index.ts';
import { nowUnixNano } from './clock.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import { callOf } from './guarded-call.ts';

/**
 * Whether a request that is no exchange may go to a provider as it is: not where a guard refuses or rewrites it, nor where
 * rules are for its caller, which could.
 */
export async function mayLeave(
  request: IncomingRequest,
  { upstream, model }: Target,
  caller: Pick<Caller, 'org' | 'workspace' | 'user'>,
  signal: AbortSignal,
  dependencies: Pick<ExchangeDependencies, 'router' | 'prices' | 'flags' | 'guardrails' | 'policies'>,
): Promise<boolean> {
  const { guardrails, policies, flags } = dependencies;
  const { org, workspace, user } = caller;
  const flagScope = { org, workspace, user, model: request.model };
  if (flags.isOn('enable_policy_engine', flagScope) && policies.appliesTo({ org, workspace, user }))
    return false;
  const facts = {
    request,
    startedUnixNano: nowUnixNano(),
    signal,
    scope: () => ({ org, workspace, user }),
    flagScope: () => flagScope,
  };
  const report = await guardrails.checkInput(callOf(facts, dependencies));
  if (report === null) return true;
  const refusal = report.refuseTarget?.({ provider: upstream.provider, model }) ?? null;
  return report.block === null && report.redaction === null && refusal === null;
}
