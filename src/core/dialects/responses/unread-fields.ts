import type { InputItem, ResponsesFields } from './request-schema.ts';

/** What is read of the objects in a request, or says nothing to another vendor, such as an item's id. */
const KNOWN = {
  reasoning: new Set(['effort', 'summary', 'generate_summary']),
  text: new Set(['format', 'verbosity']),
  format: new Set(['type', 'name', 'schema', 'strict', 'description']),
  tool: new Set(['type', 'name', 'description', 'parameters', 'strict']),
  item: new Set([
    ...['type', 'id', 'status', 'phase', 'role', 'content'],
    ...['call_id', 'name', 'arguments', 'output', 'summary', 'encrypted_content'],
  ]),
  part: new Set(['type', 'text', 'refusal', 'image_url', 'detail', 'annotations', 'logprobs']),
};

/** Fields inside of objects that have no place in the canonical form; a list is named once, not by each place in it. */
export function unreadFields({ reasoning, text, tools, input }: ResponsesFields): string[] {
  return [
    ...unread(reasoning, KNOWN.reasoning, 'reasoning'),
    ...unread(text, KNOWN.text, 'text'),
    ...unread(text?.format, KNOWN.format, 'text.format'),
    ...(tools ?? []).flatMap((tool) => unread(tool, KNOWN.tool, 'tools')),
    ...(typeof input === 'string' ? [] : input.flatMap(unreadOfItem)),
  ];
}

function unreadOfItem(item: InputItem): string[] {
  const fields = unread(item, KNOWN.item, 'input');
  for (const name of ['content', 'output'] as const) {
    const parts = item[name];
    if (!Array.isArray(parts)) continue;
    for (const part of parts) fields.push(...unread(part, KNOWN.part, `input.${name}`));
  }
  return fields;
}

function unread(
  given: Readonly<Record<string, unknown>> | null | undefined,
  known: ReadonlySet<string>,
  path: string,
): string[] {
  return Object.entries(given ?? {})
    .filter(([name, value]) => !known.has(name) && value !== null && value !== undefined && value !== false)
    .map(([name]) => `${path}.${name}`);
}
