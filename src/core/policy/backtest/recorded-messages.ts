import type { PolicyMessage } from '../../../shared/policy/index.ts';

/**
 * The messages of a call as conditions see them, from the JSON in which the gateway records them (genai-messages.ts in
 * core/dialects). Null: it is no such JSON.
 */
export function recordedMessages(json: string): PolicyMessage[] | null {
  const messages = parsed(json);
  if (!Array.isArray(messages)) return null;
  return messages.map((message: unknown) => {
    const { role, parts } = asRecord(message);
    return { role: textOf(role), text: textOfParts(parts) };
  });
}

function textOfParts(parts: unknown): string {
  return Array.isArray(parts) ? parts.map(textOfPart).join('') : '';
}

function textOfPart(part: unknown): string {
  const { type, content, name, arguments: given, response } = asRecord(part);
  switch (type) {
    case 'text':
    case 'reasoning':
      return textOf(content);
    case 'tool_call':
      return textOf(name) + textOrJson(given);
    case 'tool_call_response':
      return isParts(response) ? textOfParts(response) : textOrJson(response);
    default:
      return '';
  }
}

/** A result of several parts, one of them no text, is recorded as those parts; a result of JSON as that JSON. */
function isParts(response: unknown): boolean {
  return Array.isArray(response) && response.some((part) => typeof asRecord(part).type === 'string');
}

function textOrJson(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
