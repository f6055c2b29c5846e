import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newViewSchema, savedViewSchema } from '../../../shared/saved-view.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const tags = ['views'];
const params = z.object({ id: z.string().max(100) });
const conflicts = { ...failures, 409: problemSchema };

/** `/views`: the saved views of the list of traces. */
export function viewRoutes({ views }: Pick<ConsoleServices, 'views'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/views',
      {
        schema: {
          summary: 'The saved views of the list of traces',
          tags,
          response: { 200: z.object({ views: z.array(savedViewSchema) }), ...failures },
        },
      },
      async () => ({ views: await views.list() }),
    );

    app.post(
      '/views',
      {
        schema: {
          summary: 'Save a view under a name that is not taken',
          tags,
          body: newViewSchema,
          response: { 201: savedViewSchema, ...conflicts },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await views.add(body, actor)),
    );

    app.put(
      '/views/:id',
      {
        schema: {
          summary: 'Replace a saved view',
          tags,
          params,
          body: newViewSchema,
          response: { 200: savedViewSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => views.change(id, body, actor),
    );

    removeRoute(app, '/views/:id', { summary: 'Remove a saved view', tags }, (id, actor) =>
      views.remove(id, actor),
    );

    done();
  };
}
