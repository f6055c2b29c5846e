import { z } from 'zod';
import { guardNameSchema, guardSettingsSchema, tryGuardsSchema } from '../../../shared/guard/index.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const rangeSchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});

export const guardsRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.guards.list()),
  save: procedure
    .input(guardSettingsSchema)
    .mutation(({ ctx, input }) => ctx.services.guards.save(input, CONSOLE_ACTOR)),
  tryText: procedure.input(tryGuardsSchema).mutation(({ ctx, input }) => ctx.services.guards.tryText(input)),
  /** What each guard did in a range. */
  figures: procedure
    .input(rangeSchema.extend({ buckets: z.number().int().min(1).max(200) }))
    .query(({ ctx, input }) => ctx.services.telemetry.queries.guardFigures(input)),
  /** The scores that a guard gave in a range, as a histogram. */
  scores: procedure
    .input(rangeSchema.extend({ guard: guardNameSchema }))
    .query(({ ctx, input }) => ctx.services.telemetry.queries.guardScores({ ...input, direction: null })),
});
