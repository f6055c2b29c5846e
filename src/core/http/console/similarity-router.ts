import { z } from 'zod';
import {
  addPromptEntriesSchema,
  likeQuestionSchema,
  similaritySettingsSchema,
} from '../../../shared/similarity.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const entriesRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.similarity.entries()),
  /** Answers what the list lacked. */
  add: procedure
    .input(addPromptEntriesSchema)
    .mutation(({ ctx, input }) => ctx.services.similarity.addEntries(input, CONSOLE_ACTOR)),
  remove: procedure
    .input(z.object({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.services.similarity.removeEntry(input.id, CONSOLE_ACTOR)),
});

export const similarityRouter = router({
  settings: procedure.query(({ ctx }) => ctx.services.similarity.settings()),
  saveSettings: procedure
    .input(similaritySettingsSchema)
    .mutation(({ ctx, input }) => ctx.services.similarity.saveSettings(input, CONSOLE_ACTOR)),
  figures: procedure.query(({ ctx }) => ctx.services.similarity.figures()),
  entries: entriesRouter,
  /** Recorded prompts like that of a span, or like a text. */
  like: procedure.input(likeQuestionSchema).query(({ ctx, input }) => ctx.services.similarity.like(input)),
});
