import { anthropicHeaders, openAiHeaders, Refusal, type Hold } from '../../limits/index.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import { estimateCost, estimateTokens, namedModel, namedRoute } from '../estimate-use.ts';
import type { Exchange } from '../exchange.ts';
import { identityOf } from '../identity.ts';
import type { Verdict } from '../verdict.ts';

/** Says where limits stand in the headers of the answer, whatever it will be. */
const HEADERS = {
  openai: openAiHeaders,
  responses: openAiHeaders,
  prompt: openAiHeaders,
  anthropic: (notice: Parameters<typeof anthropicHeaders>[0]) => anthropicHeaders(notice),
  gemini: openAiHeaders,
} as const;

/** Lets the call in as limits and budgets allow, after it has waited for its turn. What it takes is held until `settle`. */
export function limit(
  exchange: Exchange,
  dependencies: ExchangeDependencies,
): Verdict | null | Promise<Verdict> {
  const { caller, request, reply } = exchange;
  if (request === null) return null;
  const admitted = dependencies.limits.admit({
    subjects: {
      org: caller.org,
      workspace: caller.workspace,
      user: caller.user ?? identityOf(exchange).user,
      keyId: caller.keyId,
      keyName: caller.keyName,
      model: () => namedModel(exchange, dependencies),
      route: () => namedRoute(exchange, dependencies),
    },
    tokens: () => estimateTokens(exchange),
    cost: () => estimateCost(exchange, dependencies),
    hangUp: reply.hangUp,
  });
  if (admitted === null) return { outcome: 'allow', reason: 'no limit applies' };
  return admitted.then(
    (hold) => keep(exchange, hold),
    (error: unknown) => refuse(exchange, error),
  );
}

function keep(exchange: Exchange, hold: Hold): Verdict {
  exchange.hold = hold;
  // Waiting for one's turn is no work of the gateway.
  exchange.overlapped(hold.waitedMs);
  exchange.reply.announce(HEADERS[exchange.ingress.dialect](hold));
  if (hold.isFallback) exchange.reply.announce({ 'x-signalbox-limits': 'fallback' });
  const waited = hold.waitedMs < 1 ? [] : [`waited ${Math.round(hold.waitedMs)} ms for its turn`];
  const fallback = hold.isFallback ? ['counted by this engine alone, since Redis does not answer'] : [];
  const remarks = [...waited, ...fallback, ...hold.remarks];
  return { outcome: 'allow', reason: remarks.length === 0 ? 'within all limits' : remarks.join('; ') };
}

function refuse(exchange: Exchange, error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const { states, retryAfterMs } = error;
  exchange.reply.announce(HEADERS[exchange.ingress.dialect]({ states, retryAfterMs }));
  throw error.error;
}
