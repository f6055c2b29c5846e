import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { costDimensionSchema, costReportSchema } from '../../../shared/costs.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

const DAY_MS = 86_400_000;

const costQuerySchema = z.object({
  by: costDimensionSchema.default('model'),
  from: z.iso.datetime({ offset: true }).optional().describe('the beginning; a day before `to` unless said'),
  to: z.iso.datetime({ offset: true }).optional().describe('the end; now unless said'),
  buckets: z.coerce.number().int().min(1).max(2000).default(24),
});

/** `/costs`: what was spent. */
export function costRoutes({ telemetry }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/costs',
      {
        schema: {
          summary: 'Spend in a time range by model, provider, service or who called',
          tags: ['costs'],
          querystring: costQuerySchema,
          response: { 200: costReportSchema, ...failures },
        },
      },
      ({ query: { by, from, to, buckets } }) => {
        const end = to ?? new Date().toISOString();
        const start = from ?? new Date(Date.parse(end) - DAY_MS).toISOString();
        return telemetry.queries.costs({ by, from: start, to: end, buckets });
      },
    );

    done();
  };
}
