import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  healthAnalyticsSchema,
  healthPageSchema,
  healthRangeSchema,
  healthTrendsSchema,
  monitoringStatusSchema,
  queueStatisticsSchema,
} from '../../../shared/health/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

const when = z.iso.datetime({ offset: true }).optional();

/** `/health/history` and `/monitoring`, under `/api`. */
export function healthRoutes({ health }: Pick<ConsoleServices, 'health'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/health/history',
      {
        schema: {
          summary: 'Checks that were kept, newest first; or their trends or analytics',
          tags: ['health'],
          querystring: z.object({
            type: z.enum(['records', 'trends', 'analytics']).default('records'),
            range: healthRangeSchema.default('24h').describe('of trends and analytics'),
            from: when.describe('of records'),
            to: when.describe('of records'),
            limit: z.coerce.number().int().min(1).max(1_000).default(100),
            offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
          }),
          response: {
            200: z.union([healthPageSchema, healthTrendsSchema, healthAnalyticsSchema]),
            ...failures,
          },
        },
      },
      ({ query: { type, range, from, to, limit, offset } }) => {
        if (type === 'trends') return health.trends(range);
        if (type === 'analytics') return health.analytics(range);
        return health.history({ from: from ?? null, to: to ?? null, limit, offset });
      },
    );

    app.delete(
      '/health/history',
      {
        schema: {
          summary: 'Forget all checks that were kept; audited',
          tags: ['health'],
          response: { 200: z.object({ removed: z.number().int() }), ...failures },
        },
      },
      async ({ actor }) => ({ removed: await health.clear(actor) }),
    );

    app.get(
      '/monitoring/status',
      {
        schema: {
          summary: 'The latest check of everything, and the queues',
          tags: ['monitoring'],
          response: { 200: monitoringStatusSchema, ...failures },
        },
      },
      () => health.status(),
    );

    app.get(
      '/monitoring/queues',
      {
        schema: {
          summary: 'What waits: telemetry to be written, calls for a place, notifications to be sent',
          tags: ['monitoring'],
          response: { 200: queueStatisticsSchema, ...failures },
        },
      },
      () => health.queues(),
    );

    done();
  };
}
