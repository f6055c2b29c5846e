import { list, record } from '../json-fields.ts';

const READ = new Set(['role', 'content', 'name', 'refusal', 'tool_calls', 'tool_call_id', 'annotations']);

/** What of a message would say something else if it were missing. */
const ESSENTIAL = new Set(['audio', 'function_call']);

export interface UnreadFields {
  readonly unmapped: string[];
  readonly essential: string[];
}

/** Fields of messages that have no place in the canonical form, such as the thought that some servers take back. */
export function unreadMessageFields(messages: unknown): UnreadFields {
  const unread: UnreadFields = { unmapped: [], essential: [] };
  list(messages).forEach((message, index) => {
    for (const [name, value] of Object.entries(record(message) ?? {})) {
      if (READ.has(name) || value === null) continue;
      const path = `messages[${index}].${name}`;
      (ESSENTIAL.has(name) ? unread.essential : unread.unmapped).push(path);
    }
  });
  return unread;
}
