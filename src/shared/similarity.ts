import { z } from 'zod';

/** A list of prompts that others are compared with. */
export const promptListSchema = z.enum(['recent', 'bad', 'good']);
export type PromptList = z.infer<typeof promptListSchema>;

/** How alike the prompt of an exchange is to others: a row of `prompt_similarity_logs`. */
export const similarityResultSchema = z.object({
  /** Cosine to the nearest of each list; null: the list is empty, or it was not compared. */
  recent: z.number().nullable(),
  bad: z.number().nullable(),
  good: z.number().nullable(),
  /** The trace with the nearest recent prompt. */
  nearestTraceId: z.string().nullable(),
  /** The entry of the known bad (or good) that is nearest. */
  nearestEntryId: z.string().nullable(),
  /** The nearest prompt differs in a negation, an antonym, a number or a name: alike does not mean the same. */
  contrast: z.boolean(),
  outcome: z.enum(['pass', 'allow', 'flag', 'warn', 'block', 'not_compared']),
  reason: z.string(),
  micros: z.number().nonnegative(),
});
export type SimilarityResult = z.infer<typeof similarityResultSchema>;
