import type { ExchangeDependencies } from '../dependencies.ts';
import { exchangeFigures } from '../exchange-figures.ts';
import type { Exchange } from '../exchange.ts';
import { exchangeSpans } from '../record-exchange.ts';

/**
 * Hands the spans of the exchange to the store, after the caller has its answer. Its own decision is among them, with
 * the time that building them took.
 */
export function record(exchange: Exchange, dependencies: ExchangeDependencies): null | Promise<null> {
  const { comparing, similarity } = exchange.judgement;
  if (comparing === null || similarity !== null) return recordNow(exchange, dependencies);
  return comparing.then(() => recordNow(exchange, dependencies));
}

function recordNow(
  exchange: Exchange,
  { telemetry, instruments, settings, version }: ExchangeDependencies,
): null {
  const from = performance.now();
  const decision = {
    stage: 'record' as const,
    outcome: 'observe' as const,
    reason: settings.recordContent ? 'with messages' : 'without messages',
    micros: 0,
    atMs: from,
  };
  exchange.decisions.push(decision);
  const spans = exchangeSpans(exchange, { recordContent: settings.recordContent, version });
  const event = spans[0]?.span.events.at(-1);
  if (event !== undefined)
    event.attributes['signalbox.micros'] = Math.round((performance.now() - from) * 1000);
  telemetry.record(spans);
  instruments.observeExchange(exchangeFigures(exchange));
  return null;
}
