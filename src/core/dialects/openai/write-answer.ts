import type { Choice, ModelAnswer, Part } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { jsonBytes } from '../json-body.ts';
import { writeFinishReason } from './finish-reasons.ts';
import { writeUsage } from './write-usage.ts';

/** A whole answer as a `chat.completion`. Thought goes where DeepSeek and vLLM put it, since OpenAI has no place. */
export function writeCompletion(answer: ModelAnswer, context: AnswerContext): Uint8Array {
  return jsonBytes({
    id: answer.id ?? `chatcmpl-${context.requestId}`,
    object: 'chat.completion',
    created: context.createdUnixSeconds,
    model: answer.model ?? context.model,
    choices: answer.choices.map((choice, index) => ({
      index,
      message: writeMessage(choice.parts),
      logprobs: null,
      finish_reason: writeFinishReason(choice.finishReason ?? 'stop'),
    })),
    usage: writeUsage(answer.usage),
  });
}

function writeMessage(parts: Choice['parts']): object {
  const calls = parts.filter((part) => part.type === 'tool_call');
  const thought = joined(parts, 'reasoning');
  return {
    role: 'assistant',
    content: joined(parts, 'text'),
    refusal: joined(parts, 'refusal'),
    ...(thought === null ? {} : { reasoning_content: thought }),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, name, arguments: given }) => ({
            id,
            type: 'function',
            function: { name, arguments: given },
          })),
        }),
    annotations: [],
  };
}

function joined(parts: readonly Part[], type: 'text' | 'refusal' | 'reasoning'): string | null {
  const found = parts.flatMap((part) => (part.type === type ? [part.text] : []));
  return found.length === 0 ? null : found.join('');
}
