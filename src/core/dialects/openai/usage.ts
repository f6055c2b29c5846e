import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import { count, record } from '../json-fields.ts';

/**
 * Usage as the OpenAI dialect states it: `prompt_tokens` includes cached tokens, `completion_tokens` includes
 * reasoning tokens, as TokenUsage does. What the vendor did not say stays null; an explicit 0 stays 0.
 */
export function readUsage(usage: unknown): TokenUsage {
  const given = record(usage);
  if (given === null) return NO_USAGE;
  const prompt = record(given.prompt_tokens_details);
  const completion = record(given.completion_tokens_details);
  return {
    ...NO_USAGE,
    input: count(given.prompt_tokens),
    output: count(given.completion_tokens),
    cacheRead: count(prompt?.cached_tokens),
    cacheWrite: count(prompt?.cache_write_tokens),
    reasoning: count(completion?.reasoning_tokens),
    audioInput: count(prompt?.audio_tokens),
    imageInput: count(prompt?.image_tokens),
    audioOutput: count(completion?.audio_tokens),
    imageOutput: count(completion?.image_tokens),
  };
}
