import { applyReport } from '../apply-report.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { guardedCall } from '../guarded-call.ts';
import type { Verdict } from '../verdict.ts';

/** Has the request judged by the guards that are switched on, and does what they decide. */
export function guardInput(
  exchange: Exchange,
  dependencies: ExchangeDependencies,
): Verdict | null | Promise<Verdict> {
  const report = dependencies.guardrails.checkInput(guardedCall(exchange, dependencies));
  if (report === null) return null;
  if (!(report instanceof Promise)) return applyReport(exchange, report, dependencies);
  return report.then((found) => applyReport(exchange, found, dependencies));
}
