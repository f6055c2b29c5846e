import type { ModelAnswer } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { readUsage } from './usage.ts';

/** What is known of an embeddings answer: its model and usage, never its vectors. Null when it is none. */
export function readEmbeddings(body: unknown): ModelAnswer | null {
  const answer = record(body);
  if (answer === null || !Array.isArray(answer.data)) return null;
  if (!list(answer.data).every((item) => record(item)?.embedding !== undefined)) return null;
  const usage = { ...readUsage(answer.usage), output: record(answer.usage) === null ? null : 0 };
  return { id: null, model: text(answer.model), choices: [], usage, serviceTier: null };
}
