import { z } from 'zod';

/** A text with what a model says that was trained without its fold. */
export interface Judged {
  /** Of the row. */
  readonly index: number;
  readonly label: 'benign' | 'prompt_injection' | 'jailbreak' | 'harmful';
  readonly source: string;
  readonly fold: number;
  readonly passages: number;
  /** Of each sign the highest over the passages. */
  readonly logits: readonly number[];
}

/** For what comes from a file or from another thread. */
export const judgedSchema = z.array(
  z.object({
    index: z.number(),
    label: z.enum(['benign', 'prompt_injection', 'jailbreak', 'harmful']),
    source: z.string(),
    fold: z.number(),
    passages: z.number(),
    logits: z.array(z.number()),
  }),
);
