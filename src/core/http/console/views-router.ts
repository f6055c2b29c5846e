import { z } from 'zod';
import { newViewSchema } from '../../../shared/saved-view.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const id = z.string().max(100);

export const viewsRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.views.list()),
  add: procedure
    .input(newViewSchema)
    .mutation(({ ctx, input }) => ctx.services.views.add(input, CONSOLE_ACTOR)),
  change: procedure
    .input(newViewSchema.extend({ id }))
    .mutation(({ ctx, input: { id: of, ...view } }) => ctx.services.views.change(of, view, CONSOLE_ACTOR)),
  remove: procedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => ctx.services.views.remove(input.id, CONSOLE_ACTOR)),
});
