import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newRouteSchema, routeSchema, targetHealthSchema } from '../../../shared/route.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const tags = ['routes'];
const modelParams = z.object({ model: z.string() });

/** `/routes`: which targets answer to a model name. */
export function routeRoutes({ routes }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/routes',
      {
        schema: {
          summary: 'The routes, and how the targets are that were called',
          tags,
          response: {
            200: z.object({ routes: z.array(routeSchema), targets: z.array(targetHealthSchema) }),
            ...failures,
          },
        },
      },
      () => ({ routes: routes.list(), targets: routes.health() }),
    );

    app.put(
      '/routes/:model',
      {
        schema: {
          summary: 'Add a route or replace the one of this name; it holds for the next call',
          tags,
          params: modelParams,
          body: newRouteSchema.omit({ model: true }),
          response: { 200: routeSchema, ...failures },
        },
      },
      ({ params, body, actor }) => routes.save({ ...body, model: params.model }, actor),
    );

    removeRoute(app, '/routes/:model', { summary: 'Remove a route', tags }, (model, actor) =>
      routes.remove(model, actor),
    );

    done();
  };
}
