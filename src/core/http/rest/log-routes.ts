import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { logPageSchema, severitySchema } from '../../../shared/log-record.ts';
import { spanIdSchema, traceIdSchema } from '../../../shared/trace.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

const lowerCase = z.string().toLowerCase();

/** `/observability/traces/:traceId/logs`. */
export function logRoutes(services: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/observability/traces/:traceId/logs',
      {
        schema: {
          summary: 'Logs of a trace or of one of its spans, oldest first',
          tags: ['observability'],
          params: z.object({ traceId: lowerCase.pipe(traceIdSchema) }),
          querystring: z.object({
            spanId: lowerCase.pipe(spanIdSchema).optional(),
            minSeverity: severitySchema.optional(),
            limit: z.coerce.number().int().min(1).max(1000).default(100),
            cursor: z.string().max(200).optional(),
          }),
          response: { 200: logPageSchema, ...failures },
        },
      },
      ({ params: { traceId }, query: { cursor, ...question } }) =>
        services.telemetry.queries.logs({ traceId, ...question, cursor: cursor ?? null }),
    );
    done();
  };
}
