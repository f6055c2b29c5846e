import type { Operation } from '../../../shared/trace.ts';
import type { TokenUsage } from '../../../shared/usage.ts';

/** Token counts as a span states them; null where it says nothing. */
export interface StatedUsage extends TokenUsage {
  total: number | null;
}

/**
 * Brings stated counts to one meaning: input includes cache reads and writes, output includes reasoning.
 *
 * The GenAI conventions count that way, but some instrumentations pass on what the vendor counts:
 * Anthropic's input excludes the cache, Gemini's output excludes thoughts. A part that is larger than its whole,
 * or a stated total that only adds up with the part, proves such a count; then the part is added.
 * Counts that prove nothing are taken as they stand. A stated zero stays zero.
 * Embeddings have no output: a lone total is their input.
 */
export function unifyUsage(stated: StatedUsage, operation: Operation): TokenUsage {
  const { input, output } = operation === 'embeddings' ? embedded(stated) : completed(stated);
  const cached = (stated.cacheRead ?? 0) + (stated.cacheWrite ?? 0);
  const reasoning = stated.reasoning ?? 0;
  const surplus =
    stated.total === null || input === null || output === null ? 0 : stated.total - input - output;
  const cacheIsOutside = cached > 0 && (cached > (input ?? cached) || isSum(surplus, cached, reasoning));
  const reasoningIsOutside =
    reasoning > 0 && (reasoning > (output ?? reasoning) || isSum(surplus, reasoning, cached));
  const { total: _, ...counts } = stated;
  return {
    ...counts,
    input: input !== null && cacheIsOutside ? input + cached : input,
    output: output !== null && reasoningIsOutside ? output + reasoning : output,
  };
}

/** Works out the one of input and output that is missing from a stated total. */
function completed(stated: StatedUsage): { input: number | null; output: number | null } {
  const { input, output, total } = stated;
  if (total !== null && input === null && output !== null && total >= output) {
    return { input: total - output, output };
  }
  if (total !== null && output === null && input !== null && total >= input) {
    return { input, output: total - input };
  }
  return { input, output };
}

function embedded(stated: StatedUsage): { input: number | null; output: number | null } {
  return { input: stated.input ?? stated.total, output: stated.output };
}

function isSum(surplus: number, part: number, other: number): boolean {
  return surplus === part || (other > 0 && surplus === part + other);
}
