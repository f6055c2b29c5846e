import { z } from 'zod';
import type { ChatAnswer, ToolCall } from './chat-messages.ts';
import { toUsage, usageSchema, type ChatUsage } from './chat-usage.ts';

const chunkSchema = z.object({
  id: z.string().optional(),
  model: z.string().optional(),
  error: z.object({ message: z.string() }).optional(),
  choices: z
    .array(
      z.object({
        delta: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                index: z.number(),
                id: z.string().optional(),
                function: z
                  .object({ name: z.string().optional(), arguments: z.string().optional() })
                  .optional(),
              }),
            )
            .nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .optional(),
  usage: usageSchema.nullish(),
});
type Chunk = z.infer<typeof chunkSchema>;

/**
 * Reads a stream of chat completion chunks (server-sent events). `finishReason` is "left" when it was left after
 * `leaveAfter` pieces, "failed" (with the reason as the text) when it broke before its end.
 */
export async function readChatStream(
  body: ReadableStream<Uint8Array>,
  leaveAfter: number,
): Promise<ChatAnswer> {
  const collected = new CollectedAnswer();
  try {
    for await (const data of serverSentData(body)) {
      if (data === '[DONE]') return collected.answer();
      const chunk = chunkSchema.parse(JSON.parse(data));
      if (chunk.error !== undefined) return collected.failed(chunk.error.message);
      collected.add(chunk);
      if (collected.pieces >= leaveAfter) return collected.left();
    }
  } catch (error) {
    // The caller's own cancelling is not a failure of the stream.
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return collected.failed(`the stream broke: ${error instanceof Error ? error.message : String(error)}`);
  }
  return collected.failed('the stream ended before its end marker');
}

/** The data lines of events; the workload's streams put each event's data in one line. */
async function* serverSentData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
}

class CollectedAnswer {
  #id = '';
  #model = '';
  #text = '';
  #finishReason = 'stop';
  #usage: ChatUsage | null = null;
  #calls: { id: string; name: string; arguments: string }[] = [];
  pieces = 0;

  add({ id, model, choices, usage }: Chunk): void {
    this.pieces += 1;
    this.#id = id ?? this.#id;
    this.#model = model ?? this.#model;
    const choice = choices?.[0];
    this.#text += choice?.delta.content ?? '';
    this.#finishReason = choice?.finish_reason ?? this.#finishReason;
    for (const { index, id: callId, function: called } of choice?.delta.tool_calls ?? []) {
      const call = (this.#calls[index] ??= { id: '', name: '', arguments: '' });
      call.id += callId ?? '';
      call.name += called?.name ?? '';
      call.arguments += called?.arguments ?? '';
    }
    this.#usage = toUsage(usage) ?? this.#usage;
  }

  answer(): ChatAnswer {
    const toolCalls = this.#calls.map(({ id, ...called }): ToolCall => ({
      id,
      type: 'function',
      function: called,
    }));
    return {
      id: this.#id,
      model: this.#model,
      text: this.#text,
      toolCalls,
      finishReason: this.#finishReason,
      usage: this.#usage,
    };
  }

  left(): ChatAnswer {
    return { ...this.answer(), finishReason: 'left' };
  }

  failed(reason: string): ChatAnswer {
    return { ...this.answer(), finishReason: 'failed', text: reason };
  }
}
