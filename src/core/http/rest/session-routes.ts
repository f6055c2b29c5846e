import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { sessionIdSchema, sessionPageSchema, sessionTurnsPageSchema } from '../../../shared/session.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

const DAY_MILLIS = 86_400_000;

const cursor = z.string().max(200).optional();

const sessionsQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }).optional().describe('Default: a day before `to`'),
  to: z.iso.datetime({ offset: true }).optional().describe('Default: now'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor,
});

const turnsQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(50).default(20), cursor });

/** `/observability/sessions`: conversations across their traces. */
export function sessionRoutes({ telemetry: { queries } }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/observability/sessions',
      {
        schema: {
          summary: 'Sessions by their latest trace in a range, newest first',
          tags: ['observability'],
          querystring: sessionsQuerySchema,
          response: { 200: sessionPageSchema, ...failures },
        },
      },
      ({ query }) => {
        const to = query.to ?? new Date().toISOString();
        const from = query.from ?? new Date(Date.parse(to) - DAY_MILLIS).toISOString();
        return queries.sessions({ from, to, limit: query.limit, cursor: query.cursor ?? null });
      },
    );

    app.get(
      '/observability/sessions/:sessionId',
      {
        schema: {
          summary: 'A session turn by turn: what each of its traces added to the conversation',
          tags: ['observability'],
          params: z.object({ sessionId: sessionIdSchema }),
          querystring: turnsQuerySchema,
          response: { 200: sessionTurnsPageSchema, ...failures },
        },
      },
      async ({ params: { sessionId }, query }) => {
        const page = await queries.sessionTurns({
          sessionId,
          limit: query.limit,
          cursor: query.cursor ?? null,
        });
        if (page === null) throw new SignalboxError('SESSION_NOT_FOUND');
        return page;
      },
    );

    done();
  };
}
