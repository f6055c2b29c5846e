import type { ChatUsage } from './chat-usage.ts';

/** The part of OpenAI's chat completions that the workload's applications use. */
export interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string | null; readonly tool_calls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ChatAnswer {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: string;
  readonly usage: ChatUsage | null;
}

/** Messages as the GenAI conventions want them in gen_ai.input.messages and gen_ai.output.messages. */
export function conventionMessages(messages: readonly ChatMessage[]): string {
  return JSON.stringify(
    messages.map((message) => {
      if (message.role === 'tool') {
        const part = { type: 'tool_call_response', id: message.tool_call_id, response: message.content };
        return { role: 'tool', parts: [part] };
      }
      const text = message.content === null ? [] : [{ type: 'text', content: message.content }];
      const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
      const parts = calls.map(({ id, function: called }) => ({
        type: 'tool_call',
        id,
        name: called.name,
        arguments: JSON.parse(called.arguments) as unknown,
      }));
      return { role: message.role, parts: [...text, ...parts] };
    }),
  );
}
