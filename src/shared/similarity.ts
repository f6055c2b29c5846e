import { z } from 'zod';

/** A list of prompts that others are compared with. */
export const promptListSchema = z.enum(['recent', 'bad', 'good']);
export type PromptList = z.infer<typeof promptListSchema>;

/** A list that people keep. */
export const curatedListSchema = promptListSchema.exclude(['recent']);
export type CuratedList = z.infer<typeof curatedListSchema>;

/**
 * In what two prompts differ although they are alike: one negates, one has the opposite word, another number, another
 * name, or the same things in the other direction.
 */
export const contrastSchema = z.enum(['negation', 'antonym', 'number', 'name', 'direction']);
export type Contrast = z.infer<typeof contrastSchema>;

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
export type SimilarityOutcome = SimilarityResult['outcome'];

/** What is recorded of a comparison. */
export interface SimilarityRecord extends SimilarityResult {
  /** The prompt as later ones are compared with it; null: it was not compared, or contents are not recorded. */
  readonly fingerprint: Uint8Array | null;
}

const threshold = z.number().min(0.3).max(1);

/** From which cosine on a list counts, and what is done then. */
export const similaritySettingsSchema = z.strictObject({
  recent: z
    .strictObject({ threshold, action: z.enum(['none', 'flag', 'warn', 'block']) })
    .default({ threshold: 0.95, action: 'none' }),
  bad: z
    .strictObject({ threshold, action: z.enum(['none', 'flag', 'warn', 'block']) })
    .default({ threshold: 0.85, action: 'flag' }),
  /** `allow`: what is nearer to a known good prompt than to a bad one passes. */
  good: z
    .strictObject({ threshold, action: z.enum(['none', 'allow']) })
    .default({ threshold: 0.9, action: 'allow' }),
  /** How long a call waits for the comparison, where its outcome can change the call. */
  timeLimitMs: z.number().int().min(1).max(5_000).default(50),
  /** What a comparison that failed or came too late means: the call passes, or it is refused. */
  failureMode: z.enum(['open', 'closed']).default('open'),
});
export type SimilaritySettings = z.infer<typeof similaritySettingsSchema>;
export const DEFAULT_SIMILARITY_SETTINGS: SimilaritySettings = similaritySettingsSchema.parse({});

export const MAX_ENTRY_LENGTH = 8_000;
export const MAX_ENTRIES = 10_000;

/** A known bad or known good prompt. */
export const promptEntrySchema = z.object({
  id: z.string(),
  list: curatedListSchema,
  text: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type PromptEntry = z.infer<typeof promptEntrySchema>;

/** Several at once; what the list has already is left as it is. */
export const addPromptEntriesSchema = z.strictObject({
  list: curatedListSchema,
  texts: z.array(z.string().trim().min(3).max(MAX_ENTRY_LENGTH)).min(1).max(1_000),
});
export type AddPromptEntries = z.infer<typeof addPromptEntriesSchema>;

/** Whose prompts: those of one org and workspace, which never see others'. */
export const promptScopeSchema = z.object({
  org: z.string().nullable().default(null),
  workspace: z.string().nullable().default(null),
});
export type PromptScope = z.infer<typeof promptScopeSchema>;

/** Which prompts are like a recorded one, or like a text. */
export const likeQuestionSchema = z.union([
  z.strictObject({ traceId: z.string().regex(/^[0-9a-f]{32}$/), spanId: z.string().regex(/^[0-9a-f]{16}$/) }),
  z.strictObject({ text: z.string().min(1).max(100_000), ...promptScopeSchema.shape }),
]);
export type LikeQuestion = z.infer<typeof likeQuestionSchema>;

/** A recorded prompt that is like the one asked about. */
export const similarPromptSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  similarity: z.number(),
  contrasts: z.array(contrastSchema),
  /** The beginning of the prompt; null: its contents are not recorded, or it is gone. */
  excerpt: z.string().nullable(),
  model: z.string().nullable(),
  /** Of its span, in nanoseconds since 1970. */
  startUnixNano: z.string(),
});
export type SimilarPrompt = z.infer<typeof similarPromptSchema>;

export const likeAnswerSchema = z.object({
  /** The beginning of the prompt that the others are like; null: the span has none. */
  prompt: z.string().nullable(),
  /** Nearest first. */
  prompts: z.array(similarPromptSchema),
});
export type LikeAnswer = z.infer<typeof likeAnswerSchema>;

/** How many comparisons there were since the start, and how many could not be made. */
export const similarityFiguresSchema = z.object({
  compared: z.number().int(),
  notCompared: z.number().int(),
  /** Recent prompts that are held to compare with. */
  held: z.number().int(),
});
export type SimilarityFigures = z.infer<typeof similarityFiguresSchema>;
