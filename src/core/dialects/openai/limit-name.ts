/** These take only the newer name of the limit; many compatible servers know only the older one. */
const NEW_LIMIT = /(?:^|\/)(?:o\d|gpt-(?:[5-9]|\d\d))/;

/** How this model's API calls the most tokens of an answer. */
export function limitName(model: string): 'max_completion_tokens' | 'max_tokens' {
  return NEW_LIMIT.test(model) ? 'max_completion_tokens' : 'max_tokens';
}
