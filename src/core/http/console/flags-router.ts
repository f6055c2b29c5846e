import { z } from 'zod';
import { flagNameSchema, setFlagSchema } from '../../../shared/flag.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const MAX_CHANGES = 500;

export const flagsRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.flags.list()),
  set: procedure
    .input(setFlagSchema.extend({ name: flagNameSchema }))
    .mutation(({ ctx, input: { name, ...change } }) => ctx.services.flags.set(name, change, CONSOLE_ACTOR)),
  /** What was changed, newest first. */
  changes: procedure
    .input(z.object({ limit: z.number().int().min(1).max(MAX_CHANGES) }))
    .query(({ ctx, input }) => ctx.services.flags.changes(input.limit)),
});
