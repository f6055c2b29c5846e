import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import { count, record } from '../json-fields.ts';

/**
 * Usage as Anthropic states it: `input_tokens` excludes what was read from and written to the cache, TokenUsage's
 * `input` includes it. In a stream the counts are cumulative and later ones may leave out what was said before.
 */
export function readUsage(usage: unknown, before: TokenUsage = NO_USAGE): TokenUsage {
  const given = record(usage);
  if (given === null) return before;
  const cacheRead = count(given.cache_read_input_tokens) ?? before.cacheRead;
  const cacheWrite = count(given.cache_creation_input_tokens) ?? before.cacheWrite;
  const fresh = count(given.input_tokens) ?? freshInput(before);
  const writes = record(given.cache_creation);
  return {
    ...before,
    input: fresh === null ? null : fresh + (cacheRead ?? 0) + (cacheWrite ?? 0),
    output: count(given.output_tokens) ?? before.output,
    cacheRead,
    cacheWrite,
    cacheWrite1h: count(writes?.ephemeral_1h_input_tokens) ?? before.cacheWrite1h,
    reasoning: count(record(given.output_tokens_details)?.thinking_tokens) ?? before.reasoning,
  };
}

/** Input that was neither read from nor written to the cache; null where nothing is known. */
export function freshInput({ input, cacheRead, cacheWrite }: TokenUsage): number | null {
  return input === null ? null : Math.max(0, input - (cacheRead ?? 0) - (cacheWrite ?? 0));
}

/** The counts that a whole message and the end of a stream both have. Clients need numbers for input and output. */
export function writeUsage(usage: TokenUsage): Record<string, unknown> {
  const { cacheRead, cacheWrite, output, reasoning } = usage;
  return {
    input_tokens: freshInput(usage) ?? 0,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
    output_tokens: output ?? 0,
    output_tokens_details: reasoning === null ? null : { thinking_tokens: reasoning },
    server_tool_use: null,
  };
}

/** As `writeUsage`, with what only a whole message has. */
export function writeMessageUsage(usage: TokenUsage): Record<string, unknown> {
  const { cacheWrite, cacheWrite1h } = usage;
  const creation =
    cacheWrite === null || cacheWrite1h === null
      ? null
      : {
          ephemeral_5m_input_tokens: Math.max(0, cacheWrite - cacheWrite1h),
          ephemeral_1h_input_tokens: cacheWrite1h,
        };
  return {
    ...writeUsage(usage),
    cache_creation: creation,
    inference_geo: null,
    service_tier: null,
    speed: null,
  };
}
