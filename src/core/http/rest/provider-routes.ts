import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newProviderSchema, providerSchema } from '../../../shared/provider.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';
import { removeRoute } from './remove-route.ts';

/** `/providers`: the upstreams. */
export function providerRoutes(services: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/providers',
      {
        schema: {
          summary: 'The upstreams',
          tags: ['providers'],
          response: { 200: z.object({ providers: z.array(providerSchema) }), ...failures },
        },
      },
      () => ({ providers: services.providers.list() }),
    );

    app.post(
      '/providers',
      {
        schema: {
          summary: 'Add an upstream; its key is sealed and never returned',
          tags: ['providers'],
          body: newProviderSchema,
          response: { 201: providerSchema, ...failures, 409: problemSchema, 503: problemSchema },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await services.providers.add(body, actor)),
    );

    removeRoute(
      app,
      '/providers/:name',
      { summary: 'Remove an upstream', tags: ['providers'] },
      (name, actor) => services.providers.remove(name, actor),
    );

    done();
  };
}
