import { z } from 'zod';
import {
  annotationQuerySchema,
  newDashboardSchema,
  saveDashboardSchema,
} from '../../../shared/dashboard/index.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const byId = z.object({ id: z.string().max(100) });
const version = z.number().int().positive();

export const dashboardsRouter = router({
  /** The shipped ones first, then the oldest first. */
  list: procedure.query(({ ctx }) => ctx.services.dashboards.list()),
  get: procedure.input(byId).query(({ ctx, input }) => ctx.services.dashboards.get(input.id)),
  /** Newest first, without their models. */
  versions: procedure.input(byId).query(({ ctx, input }) => ctx.services.dashboards.versions(input.id)),
  version: procedure
    .input(byId.extend({ version }))
    .query(({ ctx, input }) => ctx.services.dashboards.version(input.id, input.version)),
  create: procedure
    .input(newDashboardSchema)
    .mutation(({ ctx, input }) => ctx.services.dashboards.create(input.model, input.message, CONSOLE_ACTOR)),
  save: procedure
    .input(saveDashboardSchema.extend(byId.shape))
    .mutation(({ ctx, input: { id, ...save } }) => ctx.services.dashboards.save(id, save, CONSOLE_ACTOR)),
  restore: procedure
    .input(byId.extend({ version, baseVersion: version }))
    .mutation(({ ctx, input }) =>
      ctx.services.dashboards.restore(input.id, input.version, input.baseVersion, CONSOLE_ACTOR),
    ),
  duplicate: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.dashboards.duplicate(input.id, CONSOLE_ACTOR)),
  /** What happened in a range, the oldest first. */
  annotations: procedure
    .input(annotationQuerySchema)
    .query(({ ctx, input }) => ctx.services.annotations.between(input)),
  remove: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.dashboards.remove(input.id, CONSOLE_ACTOR)),
});
