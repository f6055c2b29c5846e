import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { permittedPlan } from '../permitted-plan.ts';
import type { Verdict } from '../verdict.ts';

/** Chooses who answers, and who would if that one cannot. */
export function route(exchange: Exchange, { router }: ExchangeDependencies): Verdict {
  const model = exchange.request?.model ?? '';
  const chosen = exchange.judgement.policy?.effects.chooseModel ?? null;
  // The stage `policy` has planned already, and the order of targets may be drawn by lot.
  const planned = chosen === null ? exchange.plan : null;
  exchange.plan = permittedPlan(exchange, planned ?? router.plan(chosen ?? model));
  const [first, ...others] = exchange.plan.targets;
  exchange.target = first;
  const fallbacks = others.length === 0 ? '' : `, then ${others.map(({ name }) => name).join(', ')}`;
  const instead = chosen === null ? '' : ` instead of ${model}`;
  return {
    outcome: chosen === null ? 'allow' : 'reroute',
    reason: `${first.name}${instead}: ${first.reason}${fallbacks}`,
  };
}
