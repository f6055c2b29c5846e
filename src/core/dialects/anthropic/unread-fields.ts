import { list, record } from '../json-fields.ts';
import type { MessagesFields } from './messages-request.ts';

const TOOL_FIELDS = new Set(['type', 'name', 'description', 'input_schema', 'strict', 'cache_control']);

/**
 * Fields deeper in a request that have no place in the canonical form and change nothing of what is asked: marks for the
 * cache that are not on a text, how thought is shown, hints at tools, labels.
 */
export function unreadFields({ messages, system, tools, thinking, ...fields }: MessagesFields): string[] {
  const unread = new Set<string>();
  const blocks = [...messages.map(({ content }) => content), system].flatMap(list).map(record);
  if ([...blocks, ...(tools ?? [])].some(isMarkedButNoText)) unread.add('cache_control');
  for (const tool of tools ?? []) {
    for (const name of keysOf(tool)) if (!TOOL_FIELDS.has(name)) unread.add(`tools.${name}`);
  }
  // What the model decides by itself elsewhere too, unless the effort is named.
  const isOwnKind = thinking?.type === 'adaptive' || thinking?.type === 'between_tools';
  if (isOwnKind && typeof fields.output_config?.effort !== 'string') unread.add('thinking');
  for (const name of keysOf(fields.output_config)) {
    if (name !== 'effort' && name !== 'format') unread.add(`output_config.${name}`);
  }
  for (const name of keysOf(fields.metadata)) if (name !== 'user_id') unread.add(`metadata.${name}`);
  return [...unread];
}

/** Marks on texts are carried. */
function isMarkedButNoText(block: Record<string, unknown> | null): boolean {
  const mark = block?.cache_control;
  return mark !== undefined && mark !== null && block?.type !== 'text';
}

function keysOf(given: unknown): string[] {
  const fields = record(given) ?? {};
  return Object.keys(fields).filter((name) => fields[name] !== null);
}
