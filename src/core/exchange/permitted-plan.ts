import { SignalboxError } from '../../shared/errors.ts';
import { matchesGlob } from '../../shared/policy/expression/index.ts';
import type { CallPlan, Target } from '../routing/index.ts';
import type { Exchange } from './exchange.ts';

/**
 * The plan without those who may not answer, by rules and by the region guard.
 * @throws SignalboxError TARGETS_FORBIDDEN when nobody is left
 */
export function permittedPlan({ judgement, request }: Exchange, plan: CallPlan): CallPlan {
  const forbidden = judgement.policy?.effects.forbidModels ?? [];
  if (forbidden.length === 0 && judgement.refusals.length === 0) return plan;
  let reason = '';
  const permitted = plan.targets.filter((target) => {
    const refusal = forbids(target, forbidden) ?? refused(target, judgement.refusals);
    if (refusal === null) return true;
    reason = refusal;
    return false;
  });
  const [first, ...others] = permitted;
  if (first !== undefined) return { ...plan, targets: [first, ...others] };
  judgement.blocked = true;
  throw new SignalboxError('TARGETS_FORBIDDEN', { model: request?.model ?? '', reason, param: 'model' });
}

function forbids({ name, model }: Target, globs: readonly string[]): string | null {
  const isForbidden = globs.some((glob) => matchesGlob(name, glob) || matchesGlob(model, glob));
  return isForbidden ? `a policy forbids ${name}` : null;
}

function refused({ upstream, model }: Target, refusals: Exchange['judgement']['refusals']): string | null {
  for (const refuse of refusals) {
    const reason = refuse({ provider: upstream.provider, model });
    if (reason !== null) return reason;
  }
  return null;
}
