import { z } from 'zod';
import { guardDirectionSchema, guardNameSchema, guardRunSchema } from './guard-run.ts';

export const MAX_TRIED_CHARACTERS = 200_000;

/** A text to be tried against all guards; nothing of it is kept. */
export const tryGuardsSchema = z.strictObject({
  text: z.string().max(MAX_TRIED_CHARACTERS),
  direction: guardDirectionSchema.default('input'),
  role: z.enum(['system', 'user', 'assistant', 'tool', 'tool_definition']).default('user'),
  /** Those that run; absent: all, also those that are switched off. */
  guards: z.array(guardNameSchema).optional(),
});
export type TryGuards = z.infer<typeof tryGuardsSchema>;

export const triedGuardsSchema = z.object({
  runs: z.array(guardRunSchema),
  /** What those that are switched on would do together. */
  outcome: z.enum(['pass', 'flag', 'warn', 'redact', 'block']),
  /** The text with placeholders for all that `pii`, `secrets` and `words` found. */
  redacted: z.string(),
});
export type TriedGuards = z.infer<typeof triedGuardsSchema>;
