import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { sessionIdSchema } from '../../../shared/session.ts';
import { traceIdSchema } from '../../../shared/trace.ts';
import { procedure, router } from './trpc.ts';

const MOST_TURNS_AT_ONCE = 25;

export const sessionsRouter = router({
  list: procedure
    .input(
      z.object({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        limit: z.number().int().min(1).max(200).default(50),
        cursor: z.string().max(200).nullish(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.telemetry.queries.sessions({ ...input, cursor: input.cursor ?? null }),
    ),

  get: procedure.input(z.object({ sessionId: sessionIdSchema })).query(async ({ ctx, input }) => {
    const session = await ctx.services.telemetry.queries.session(input.sessionId);
    if (session === null) throw new SignalboxError('SESSION_NOT_FOUND');
    return session;
  }),

  /** What some consecutive turns add to the conversation; `after` is the trace before them. */
  messages: procedure
    .input(
      z.object({
        traceIds: z.array(traceIdSchema).min(1).max(MOST_TURNS_AT_ONCE),
        after: traceIdSchema.nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.turnMessages(input)),
});
