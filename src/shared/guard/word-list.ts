import { z } from 'zod';

const entry = z.string().trim().min(1).max(200);

/**
 * A list of words and phrases. `deny`: each that a text has is a finding. `allow`: what it covers is no finding of another
 * list. `topic`: a user's message that has none of them is off topic.
 */
export const wordListSchema = z.strictObject({
  /** Names the kind of its findings. */
  name: z.string().regex(/^[a-z0-9_]{1,40}$/, 'lower-case letters, digits and _, at most 40 characters'),
  kind: z.enum(['deny', 'allow', 'topic']),
  words: z.array(entry).max(10_000).default([]),
  /** Regular expressions in the syntax of RE2, matched to the text as it is written, not across lines. */
  patterns: z.array(entry).max(100).default([]),
  /** Also finds what is wrapped: leetspeak, spaced letters, base64, hex, rot13 and escapes. */
  disguised: z.boolean().default(true),
});
export type WordList = z.infer<typeof wordListSchema>;
