import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  guardNameSchema,
  guardSettingsSchema,
  guardStateSchema,
  triedGuardsSchema,
  tryGuardsSchema,
} from '../../../shared/guard/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

const tags = ['guards'];
const params = z.object({ name: guardNameSchema });

/** `/guards`: the guards, how they are set, and what they make of a text. */
export function guardRoutes({ guards }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/guards',
      {
        schema: {
          summary: 'The guards with their settings',
          tags,
          response: { 200: z.object({ guards: z.array(guardStateSchema) }), ...failures },
        },
      },
      () => ({ guards: guards.list() }),
    );

    app.get(
      '/guards/:name',
      {
        schema: {
          summary: 'A guard with its settings',
          tags,
          params,
          response: { 200: guardStateSchema, ...failures },
        },
      },
      ({ params: { name } }) => guards.get(name),
    );

    app.put(
      '/guards/:name',
      {
        schema: {
          summary: 'Set a guard; in force with the next call',
          tags,
          params,
          body: guardSettingsSchema,
          response: { 200: guardStateSchema, ...failures },
        },
      },
      ({ params: { name }, body, actor }) => {
        if (body.guard !== name)
          throw new SignalboxError('BODY_INVALID', {
            reason: `these are settings of the guard ${body.guard}`,
          });
        return guards.save(body, actor);
      },
    );

    app.post(
      '/guards/try',
      {
        schema: {
          summary: 'What the guards make of a text; nothing of it is kept',
          tags,
          body: tryGuardsSchema,
          response: { 200: triedGuardsSchema, ...failures },
        },
      },
      ({ body }) => guards.tryText(body),
    );

    done();
  };
}
