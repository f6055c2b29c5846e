import { SignalboxError } from '../../../shared/errors.ts';
import type { PolicyEffects, PolicyOutcome } from '../../../shared/policy/index.ts';
import type { CallPlan } from '../../routing/index.ts';
import { applyEffects } from '../apply-effects.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { policyInput, policyMessages } from '../policy-input.ts';
import { scopeOf } from '../scope.ts';
import type { Verdict } from '../verdict.ts';

/** Asks the rules that are for this caller, and does what they bring about. */
export function policy(
  exchange: Exchange,
  dependencies: ExchangeDependencies,
): Verdict | null | Promise<Verdict> {
  const { request, judgement, trace } = exchange;
  const { policies, router } = dependencies;
  const scope = scopeOf(exchange);
  if (request === null || !policies.appliesTo(scope)) return null;
  const plan = planOf(request.model, router);
  exchange.plan = plan;
  const input = policyInput(exchange, plan, dependencies);
  const messages = () => policyMessages(request.canonical());
  const outcome = policies.decide(scope, input, messages, trace.traceId);
  if (outcome === null) return null;
  judgement.policyInput = input;
  judgement.policy = outcome;
  const applied = applyEffects(exchange, outcome.effects, dependencies);
  if (applied instanceof Promise) return applied.then((done) => verdict(outcome, done));
  return verdict(outcome, applied);
}

/** Null for a model that nobody has: a rule may choose another one, else `route` says so to the caller. */
function planOf(model: string, router: ExchangeDependencies['router']): CallPlan | null {
  try {
    return router.plan(model);
  } catch (error) {
    if (error instanceof SignalboxError) return null;
    throw error;
  }
}

function verdict({ effects, sets }: PolicyOutcome, done: readonly string[]): Verdict {
  const marks = marksOf(effects);
  const said = [...done, ...marks];
  const outcome = done.length > 0 ? 'modify' : marks.length > 0 ? 'observe' : 'allow';
  if (said.length > 0) return { outcome, reason: said.join('; ') };
  const asked = sets.map(({ name }) => name).join(', ');
  return {
    outcome,
    reason:
      effects.allowedBy === null
        ? `no rule of ${asked} changes the call`
        : `allowed by ${effects.allowedBy.ruleId}`,
  };
}

function marksOf({ flags, warnings, tags, review }: PolicyEffects): string[] {
  return [
    ...flags.map((flag) => `flagged ${flag}`),
    ...warnings.map(() => 'warned'),
    ...Object.keys(tags).map((key) => `tagged ${key}`),
    ...(review ? ['to be reviewed'] : []),
  ];
}
