import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { metricSourceSchema, newMetricSourceSchema } from '../../../shared/metrics.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';
import { removeRoute } from './remove-route.ts';

/** `/metric-sources`: remote Prometheus servers that panels can ask. */
export function metricSourceRoutes({
  metrics: { sources },
}: Pick<ConsoleServices, 'metrics'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/metric-sources',
      {
        schema: {
          summary: 'Remote Prometheus servers that panels can ask',
          tags: ['metrics'],
          response: { 200: z.object({ sources: z.array(metricSourceSchema) }), ...failures },
        },
      },
      () => ({ sources: sources.list() }),
    );
    app.post(
      '/metric-sources',
      {
        schema: {
          summary: 'Add a remote Prometheus; its token is sealed and never returned',
          tags: ['metrics'],
          body: newMetricSourceSchema,
          response: { 201: metricSourceSchema, ...failures, 409: problemSchema, 503: problemSchema },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await sources.add(body, actor)),
    );
    removeRoute(
      app,
      '/metric-sources/:name',
      { summary: 'Remove a remote Prometheus', tags: ['metrics'] },
      (name, actor) => sources.remove(name, actor),
    );
    done();
  };
}
