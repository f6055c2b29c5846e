import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import type { Verdict } from '../verdict.ts';

/** Chooses who answers, and who would if that one cannot. */
export function route(exchange: Exchange, { router }: ExchangeDependencies): Verdict {
  const model = exchange.request?.model ?? '';
  exchange.plan = router.plan(model);
  const [first, ...others] = exchange.plan.targets;
  exchange.target = first;
  const fallbacks = others.length === 0 ? '' : `, then ${others.map(({ name }) => name).join(', ')}`;
  return { outcome: 'allow', reason: `${first.name}: ${first.reason}${fallbacks}` };
}
