import type { WireUsage } from './count-usage.ts';
import { splitWords, type PlannedChoice } from './plan-answer.ts';

/** One simulated answer in OpenAI's own wire format. */
export interface WireAnswer {
  id: string;
  created: number;
  model: string;
  choices: readonly PlannedChoice[];
  usage: WireUsage;
}

export const DONE = Buffer.from('data: [DONE]\n\n');

export function completionBytes({ id, created, model, choices, usage }: WireAnswer): Buffer {
  return Buffer.from(
    JSON.stringify({
      id,
      object: 'chat.completion',
      created,
      model,
      choices: choices.map(({ text, toolCall, finishReason }, index) => ({
        index,
        message: {
          role: 'assistant',
          content: text,
          refusal: null,
          ...(toolCall === null ? {} : { tool_calls: [wireToolCall(toolCall)] }),
          annotations: [],
        },
        logprobs: null,
        finish_reason: finishReason,
      })),
      usage,
      service_tier: 'default',
      system_fingerprint: null,
    }),
  );
}

/** The chunks of the stream without the usage chunk and `[DONE]`, each a whole event. */
export function chunkBytes(answer: WireAnswer, includeUsage: boolean): Buffer[] {
  const events: Buffer[] = [];
  const emit = (index: number, delta: object, finishReason: string | null = null) =>
    events.push(
      event({
        ...head(answer),
        choices: [{ index, delta, logprobs: null, finish_reason: finishReason }],
        ...(includeUsage ? { usage: null } : {}),
      }),
    );
  answer.choices.forEach(({ text, toolCall, finishReason }, index) => {
    emit(index, { role: 'assistant', content: text === null ? null : '', refusal: null });
    for (const content of splitWords(text ?? '')) emit(index, { content });
    if (toolCall !== null) {
      const first = { index: 0, ...wireToolCall({ ...toolCall, arguments: '' }) };
      emit(index, { tool_calls: [first] });
      for (const fragment of splitWords(toolCall.arguments)) {
        emit(index, { tool_calls: [{ index: 0, function: { arguments: fragment } }] });
      }
    }
    emit(index, {}, finishReason);
  });
  return events;
}

export function usageBytes(answer: WireAnswer): Buffer {
  return event({ ...head(answer), choices: [], usage: answer.usage });
}

export function errorBytes(status: number): Buffer {
  return Buffer.from(JSON.stringify(errorBody(status)));
}

export function errorEventBytes(): Buffer {
  return event(errorBody(500));
}

function errorBody(status: number): object {
  const [message, type, code] = ERRORS[status] ?? DEFAULT_ERROR;
  return { error: { message, type, param: null, code } };
}

type ErrorText = readonly [message: string, type: string, code: string | null];

const DEFAULT_ERROR: ErrorText = [
  'The server had an error while processing your request (simulated).',
  'server_error',
  null,
];
const ERRORS: Readonly<Record<number, ErrorText>> = {
  400: ['This request is refused (simulated).', 'invalid_request_error', 'invalid_value'],
  429: ['Rate limit reached for requests (simulated).', 'requests', 'rate_limit_exceeded'],
  503: ['The engine is currently overloaded, please try again later (simulated).', 'server_error', null],
};

function head({ id, created, model }: WireAnswer): object {
  return {
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    service_tier: 'default',
    system_fingerprint: null,
  };
}

function wireToolCall({
  id,
  name,
  arguments: given,
}: {
  id: string | null;
  name: string;
  arguments: string;
}) {
  return { id, type: 'function', function: { name, arguments: given } };
}

function event(data: object): Buffer {
  return Buffer.from(`data: ${JSON.stringify(data)}\n\n`);
}
