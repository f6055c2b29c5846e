import { z } from 'zod';
import { newBudgetSchema, newLimitSchema } from '../../../shared/limits.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const byId = z.object({ id: z.string() });

export const limitsRouter = router({
  /** Limits and budgets with their use at this moment. */
  overview: procedure.query(({ ctx }) => ctx.services.limits.overview()),
  addLimit: procedure
    .input(newLimitSchema)
    .mutation(({ ctx, input }) => ctx.services.limits.addLimit(input, CONSOLE_ACTOR)),
  changeLimit: procedure
    .input(byId.extend({ limit: newLimitSchema }))
    .mutation(({ ctx, input }) => ctx.services.limits.changeLimit(input.id, input.limit, CONSOLE_ACTOR)),
  removeLimit: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.limits.removeLimit(input.id, CONSOLE_ACTOR)),
  addBudget: procedure
    .input(newBudgetSchema)
    .mutation(({ ctx, input }) => ctx.services.limits.addBudget(input, CONSOLE_ACTOR)),
  changeBudget: procedure
    .input(byId.extend({ budget: newBudgetSchema }))
    .mutation(({ ctx, input }) => ctx.services.limits.changeBudget(input.id, input.budget, CONSOLE_ACTOR)),
  removeBudget: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.limits.removeBudget(input.id, CONSOLE_ACTOR)),
});
