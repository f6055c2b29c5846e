import { z } from 'zod';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

/** Which prices the costs are computed from. */
export const pricesRouter = router({
  get: procedure.query(({ ctx }) => ctx.services.prices.describe()),
  /** `text` is a file in the form of resources/prices/catalogue.json. */
  import: procedure
    .input(z.object({ text: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.prices.import(input.text, CONSOLE_ACTOR)),
  back: procedure.mutation(({ ctx }) => ctx.services.prices.back(CONSOLE_ACTOR)),
});
