import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EXPOSITION_TYPES, negotiateFormat, writeExposition } from '../../metrics/exposition/index.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';

export const METRICS_PATH = '/metrics';

export interface MetricsRouteOptions {
  readonly instruments: Pick<Instruments, 'collect' | 'noteScrape'>;
  /** @throws SignalboxError when the caller may not use the REST API */
  readonly admit: (request: FastifyRequest) => void;
}

/** The engine's own metrics for a Prometheus to scrape: for the same callers as REST. */
export function metricsRoute({ instruments, admit }: MetricsRouteOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request) => admit(request));
    app.get(METRICS_PATH, { schema: { hide: true } }, async (request, reply) => {
      const { type, body } = await answerMetrics(instruments, request.headers.accept);
      return reply.header('Content-Type', type).header('Cache-Control', 'no-store').send(body);
    });
  };
}

/** All metrics of the engine as the caller's `Accept` header wants them. */
export async function answerMetrics(
  instruments: Pick<Instruments, 'collect' | 'noteScrape'>,
  accept: string | undefined,
): Promise<{ type: string; body: string }> {
  const format = negotiateFormat(accept);
  instruments.noteScrape();
  return { type: EXPOSITION_TYPES[format], body: writeExposition(await instruments.collect(), format) };
}
