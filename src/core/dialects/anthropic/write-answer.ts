import type { ModelAnswer, Part } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { jsonBytes } from '../json-body.ts';
import { record, tryJson } from '../json-fields.ts';
import { writeStopReason } from './stop-reasons.ts';
import { writeMessageUsage } from './usage.ts';

/** A whole answer as a message. A message is one answer: only the first choice has a place. */
export function writeMessage(answer: ModelAnswer, context: AnswerContext): Uint8Array {
  const [choice] = answer.choices;
  return jsonBytes({
    ...messageHead(answer.id, answer.model, context),
    content: (choice?.parts ?? []).flatMap(writeBlock),
    stop_reason: writeStopReason(choice?.finishReason ?? 'stop'),
    usage: writeMessageUsage(answer.usage),
  });
}

/** What a whole message and the begin of a streamed one have in common. */
export function messageHead(id: string | null, model: string | null, context: AnswerContext): object {
  return {
    id: id ?? `msg_${context.requestId}`,
    type: 'message',
    role: 'assistant',
    model: model ?? context.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    diagnostics: null,
  };
}

function writeBlock(part: Part): object[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ type: 'text', text: part.text, citations: null }];
    case 'reasoning':
      return [
        part.redacted === null
          ? { type: 'thinking', thinking: part.text, signature: part.signature ?? '' }
          : { type: 'redacted_thinking', data: part.redacted },
      ];
    case 'tool_call': {
      const { id, name } = part;
      return [{ type: 'tool_use', id, name, input: toolInput(part.arguments) }];
    }
    case 'image':
    case 'media':
    case 'tool_result':
      return [];
  }
}

/** Input is an object in this dialect; arguments that are no JSON object are kept where they can be seen. */
export function toolInput(given: string): object {
  if (given.trim() === '') return {};
  return record(tryJson(given)) ?? { invalid_json: given };
}
