import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { flagChangeSchema, flagListSchema, flagSchema, setFlagSchema } from '../../../shared/flag.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';

const tags = ['flags'];
const limitSchema = z.coerce.number().int().min(1).max(500).default(100);

/** `/flags`: the feature flags, their overrides and their history. */
export function flagRoutes(services: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/flags',
      {
        schema: {
          summary: 'The feature flags with their overrides',
          tags,
          response: { 200: flagListSchema, ...failures },
        },
      },
      () => services.flags.list(),
    );

    app.put(
      '/flags/:name',
      {
        schema: {
          summary: 'Set an override, or take it away with null; in force with the next call',
          tags,
          params: z.object({ name: z.string() }),
          body: setFlagSchema,
          response: { 200: flagSchema, ...failures, 409: problemSchema },
        },
      },
      ({ params: { name }, body, actor }) => services.flags.set(name, body, actor),
    );

    app.get(
      '/flags/changes',
      {
        schema: {
          summary: 'Who changed which flag, when, from what to what; newest first',
          tags,
          querystring: z.object({ limit: limitSchema }),
          response: { 200: z.object({ changes: z.array(flagChangeSchema) }), ...failures },
        },
      },
      async ({ query: { limit } }) => ({ changes: await services.flags.changes(limit) }),
    );

    done();
  };
}
