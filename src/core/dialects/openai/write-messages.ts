import { SignalboxError } from '../../../shared/errors.ts';
import type { ImageSource, Message, Part } from '../canonical.ts';

/** Messages as OpenAI takes them; `dropped` gets the names of what it has no place for. */
export function writeMessages(messages: readonly Message[], dropped: Set<string>): object[] {
  return messages.flatMap((message) => {
    const name = message.name === undefined ? {} : { name: message.name };
    if (message.role === 'tool') return message.parts.map((part) => toolMessage(part, dropped));
    if (message.role === 'assistant') return [{ ...assistantMessage(message, dropped), ...name }];
    return [{ role: message.role, content: writeContent(message.parts, dropped), ...name }];
  });
}

function assistantMessage({ parts }: Message, dropped: Set<string>): object {
  const content = parts.filter(({ type }) => type === 'text' || type === 'image');
  const refusals = parts.flatMap((part) => (part.type === 'refusal' ? [part.text] : []));
  const calls = parts.flatMap((part) =>
    part.type === 'tool_call'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: part.arguments } }]
      : [],
  );
  if (parts.some(({ type }) => type === 'reasoning')) dropped.add('messages.reasoning');
  return {
    role: 'assistant',
    content: content.length === 0 ? null : writeContent(content, dropped),
    ...(refusals.length === 0 ? {} : { refusal: refusals.join('') }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

/** A tool's answer is text in this dialect. */
function toolMessage(part: Part, dropped: Set<string>): object {
  if (part.type !== 'tool_result' || part.content.some(({ type }) => type !== 'text')) {
    const field = 'messages (an image in the result of a tool)';
    throw new SignalboxError('FIELD_UNSUPPORTED', { field, param: 'messages' });
  }
  if (part.isError) dropped.add('messages.isError');
  return { role: 'tool', tool_call_id: part.id, content: writeContent(part.content, dropped) };
}

/** One text alone as a string, as most clients write it. */
function writeContent(parts: readonly Part[], dropped: Set<string>): string | object[] {
  if (parts.some((part) => part.type === 'text' && part.cache !== undefined)) dropped.add('cacheControl');
  const [first] = parts;
  if (first === undefined) return '';
  if (parts.length === 1 && first.type === 'text') return first.text;
  return parts.flatMap((part): object[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }];
    if (part.type !== 'image') return [];
    const { source, detail } = part;
    return [
      {
        type: 'image_url',
        image_url: { url: imageUrl(source), ...(detail === undefined ? {} : { detail }) },
      },
    ];
  });
}

function imageUrl(source: ImageSource): string {
  return source.type === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
}
