import { z } from 'zod';
import { healthRangeSchema, historyQuestionSchema } from '../../../shared/health/index.ts';
import { changePulses } from './live.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const MOST_OFTEN_MS = 1_000;
const range = z.object({ range: healthRangeSchema });

export const healthRouter = router({
  /** The status now and after each check. */
  live: procedure.subscription(async function* ({ ctx, signal }) {
    const { health } = ctx.services;
    const stop = signal ?? new AbortController().signal;
    for await (const _pulse of changePulses((listener) => health.onChange(listener), MOST_OFTEN_MS, stop)) {
      yield await health.status();
    }
  }),
  status: procedure.query(({ ctx }) => ctx.services.health.status()),
  /** Checks now, without waiting for the interval. */
  check: procedure.mutation(({ ctx }) => ctx.services.health.check()),
  history: procedure
    .input(historyQuestionSchema)
    .query(({ ctx, input }) => ctx.services.health.history(input)),
  record: procedure
    .input(z.object({ id: z.number().int() }))
    .query(({ ctx, input }) => ctx.services.health.record(input.id)),
  trends: procedure.input(range).query(({ ctx, input }) => ctx.services.health.trends(input.range)),
  analytics: procedure.input(range).query(({ ctx, input }) => ctx.services.health.analytics(input.range)),
  clear: procedure.mutation(({ ctx }) => ctx.services.health.clear(CONSOLE_ACTOR)),
});
