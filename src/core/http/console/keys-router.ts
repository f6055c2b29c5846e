import { z } from 'zod';
import { newApiKeySchema } from '../../../shared/api-key.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

/** API keys; `create` is the only answer that ever holds one. */
export const keysRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.keys.list()),
  create: procedure
    .input(newApiKeySchema)
    .mutation(({ ctx, input }) => ctx.services.keys.create(input, CONSOLE_ACTOR)),
  revoke: procedure
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.keys.revoke(input.id, CONSOLE_ACTOR)),
});

/** Whether callers need a key. */
export const accessRouter = router({
  get: procedure.query(({ ctx }) => ctx.services.access.access),
  set: procedure
    .input(z.object({ open: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.access.setOpen(input.open, CONSOLE_ACTOR)),
});
