import { z } from 'zod';
import { newRouteSchema } from '../../../shared/route.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

/** Which targets answer to a model name, and how they are. */
export const routesRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.routes.list()),
  /** Every name that a call may give as its model. */
  models: procedure.query(({ ctx }) => ctx.services.routes.models()),
  health: procedure.query(({ ctx }) => ctx.services.routes.health()),
  save: procedure
    .input(newRouteSchema)
    .mutation(({ ctx, input }) => ctx.services.routes.save(input, CONSOLE_ACTOR)),
  remove: procedure
    .input(z.object({ model: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.routes.remove(input.model, CONSOLE_ACTOR)),
});
