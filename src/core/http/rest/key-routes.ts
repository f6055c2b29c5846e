import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accessSchema, apiKeySchema, createdApiKeySchema, newApiKeySchema } from '../../../shared/api-key.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const tags = ['keys'];

/** `/keys` and `/access`: who may call. */
export function keyRoutes(services: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/keys',
      {
        schema: {
          summary: 'The API keys, without their secrets',
          tags,
          response: { 200: z.object({ keys: z.array(apiKeySchema) }), ...failures },
        },
      },
      () => ({ keys: services.keys.list() }),
    );

    app.post(
      '/keys',
      {
        schema: {
          summary: 'Make an API key; this answer is the only one that holds it',
          tags,
          body: newApiKeySchema,
          response: { 201: createdApiKeySchema, ...failures },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await services.keys.create(body, actor)),
    );

    removeRoute(app, '/keys/:id', { summary: 'Revoke an API key, at once and for good', tags }, (id, actor) =>
      services.keys.revoke(id, actor),
    );

    app.get(
      '/access',
      {
        schema: { summary: 'Whether callers need a key', tags, response: { 200: accessSchema, ...failures } },
      },
      () => services.access.access,
    );

    app.put(
      '/access',
      {
        schema: {
          summary: 'Open the gateway and OTLP doors to this machine, or close them',
          tags,
          body: z.object({ open: z.boolean() }),
          response: { 200: accessSchema, ...failures, 409: problemSchema },
        },
      },
      ({ body: { open }, actor }) => services.access.setOpen(open, actor),
    );

    done();
  };
}
