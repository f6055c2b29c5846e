import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import type { Verdict } from '../verdict.ts';

/** Chooses who answers. */
export function route(exchange: Exchange, { router }: ExchangeDependencies): Verdict {
  const model = exchange.request?.fields.model ?? '';
  exchange.target = router.resolve(model);
  const { upstream, reason } = exchange.target;
  return { outcome: 'allow', reason: `${upstream.provider}/${exchange.target.model}: ${reason}` };
}
