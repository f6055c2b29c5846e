import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { serviceMapSchema } from '../../../shared/service-map.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import type { ConsoleServices } from '../console/services.ts';
import { hangUpSignal } from './hang-up.ts';
import { failures } from './problem.ts';
import { filterQuerySchema } from './trace-routes.ts';

const HOUR_MILLIS = 3_600_000;

const querySchema = filterQuerySchema.extend({
  from: z.iso.datetime({ offset: true }).optional().describe('Default: an hour before `to`'),
  to: z.iso.datetime({ offset: true }).optional().describe('Default: now'),
});

/** `/observability/services`: who calls whom. */
export function serviceRoutes({ telemetry: { queries } }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/observability/services',
      {
        schema: {
          summary: 'Services, what they call, and how it goes, from the latest traces that match',
          tags: ['observability'],
          querystring: querySchema,
          response: { 200: serviceMapSchema, ...failures },
        },
      },
      ({ query: { from, to, ...filter } }, reply) => {
        const end = to ?? new Date().toISOString();
        const start = from ?? new Date(Date.parse(end) - HOUR_MILLIS).toISOString();
        return queries.serviceMap(
          { filter: filter satisfies TraceFilter, from: start, to: end },
          { signal: hangUpSignal(reply) },
        );
      },
    );

    done();
  };
}
