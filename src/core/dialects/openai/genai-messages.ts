import type { AnswerChoice } from './chat-answer.ts';
import { contentText, type ChatFields, type ChatMessage } from './chat-request.ts';

/*
 * Messages in the shape of the OpenTelemetry GenAI conventions v1.41.1 (gen-ai-input-messages.json and
 * gen-ai-output-messages.json). System messages are part of OpenAI's history, so they stay in it as the conventions ask.
 */
interface GenAiMessage {
  role: string;
  parts: unknown[];
  name?: string;
  finish_reason?: string;
}

export function toInputMessages(messages: readonly ChatMessage[]): GenAiMessage[] {
  return messages.map((message) => ({
    role: message.role,
    parts: inputParts(message),
    ...(typeof message.name === 'string' ? { name: message.name } : {}),
  }));
}

function inputParts(message: ChatMessage): unknown[] {
  if (message.role === 'tool') {
    const id = message.tool_call_id ?? null;
    return [{ type: 'tool_call_response', id, response: jsonOrText(contentText(message.content)) }];
  }
  const parts = contentParts(message.content);
  if (typeof message.refusal === 'string') parts.push({ type: 'text', content: message.refusal });
  for (const call of message.tool_calls ?? []) {
    const name = call.function?.name ?? call.custom?.name ?? '';
    const given = call.function?.arguments ?? call.custom?.input ?? '';
    parts.push({ type: 'tool_call', id: call.id ?? null, name, arguments: jsonOrText(given) });
  }
  return parts;
}

function contentParts(content: ChatMessage['content']): unknown[] {
  if (typeof content === 'string') return [{ type: 'text', content }];
  return (content ?? []).map((part) =>
    part.text === undefined ? mediaPart(part) : { type: 'text', content: part.text },
  );
}

/** Images, audio and files: where they are if they have an address, never their bytes. */
function mediaPart(part: Record<string, unknown>): unknown {
  const image = part.image_url;
  const url = typeof image === 'object' && image !== null ? (image as { url?: unknown }).url : image;
  if (typeof url !== 'string') return { type: String(part.type), modality: modality(part) };
  const data = /^data:([^;,]*)/.exec(url);
  if (data !== null) return { type: 'blob', mime_type: data[1] ?? '', modality: 'image', content: '' };
  return { type: 'uri', modality: 'image', uri: url };
}

function modality(part: Record<string, unknown>): string {
  return String(part.type).replace(/^input_/, '');
}

export function toOutputMessages(choices: readonly AnswerChoice[]): GenAiMessage[] {
  return choices.map((choice) => ({
    role: choice.role,
    parts: outputParts(choice),
    ...(choice.finishReason === null ? {} : { finish_reason: outputFinishReason(choice.finishReason) }),
  }));
}

function outputParts(choice: AnswerChoice): unknown[] {
  const parts: unknown[] = [];
  if (choice.reasoning !== '') parts.push({ type: 'reasoning', content: choice.reasoning });
  if (choice.text !== '') parts.push({ type: 'text', content: choice.text });
  if (choice.refusal !== '') parts.push({ type: 'text', content: choice.refusal });
  for (const { id, name, arguments: given } of choice.toolCalls) {
    parts.push({ type: 'tool_call', id, name, arguments: jsonOrText(given) });
  }
  return parts;
}

/** The conventions name this one reason differently from the vendor. */
function outputFinishReason(reason: string): string {
  return reason === 'tool_calls' ? 'tool_call' : reason;
}

/** Tool definitions, as the conventions flatten them. */
export function toToolDefinitions(tools: NonNullable<ChatFields['tools']>): unknown[] {
  return tools.map(({ type, function: given }) => ({
    type,
    ...(given === undefined ? {} : { name: given.name }),
    ...(typeof given?.description === 'string' ? { description: given.description } : {}),
    ...(given?.parameters === undefined ? {} : { parameters: given.parameters }),
  }));
}

/** Models and tools write JSON as text, sometimes invalid: then the text itself is kept. */
function jsonOrText(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
