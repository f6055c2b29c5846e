import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import { count, list, record } from '../json-fields.ts';

/**
 * Usage as Gemini states it: `promptTokenCount` includes cached tokens, `candidatesTokenCount` excludes thoughts, and
 * what tools of Google's own read is counted apart; all of it is billed.
 */
export function readUsage(usageMetadata: unknown): TokenUsage {
  const given = record(usageMetadata);
  if (given === null) return NO_USAGE;
  const { promptTokensDetails, cacheTokensDetails, candidatesTokensDetails } = given;
  const input = sum(count(given.promptTokenCount), count(given.toolUsePromptTokenCount));
  const output = sum(count(given.candidatesTokenCount), count(given.thoughtsTokenCount));
  return {
    ...NO_USAGE,
    input,
    // Counts of zero are left out on the wire; the total then says that there was no more than the prompt.
    output: output ?? (input !== null && count(given.totalTokenCount) === input ? 0 : null),
    cacheRead: count(given.cachedContentTokenCount),
    reasoning: count(given.thoughtsTokenCount),
    audioInput: modality(promptTokensDetails, 'AUDIO'),
    imageInput: modality(promptTokensDetails, 'IMAGE'),
    audioCacheRead: modality(cacheTokensDetails, 'AUDIO'),
    audioOutput: modality(candidatesTokensDetails, 'AUDIO'),
    imageOutput: modality(candidatesTokensDetails, 'IMAGE'),
  };
}

/** Null only when neither is known. */
function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

function modality(details: unknown, name: string): number | null {
  const found = list(details)
    .map(record)
    .find((detail) => detail?.modality === name);
  return count(found?.tokenCount);
}
