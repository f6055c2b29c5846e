import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { AnswerEvent, AnswerStreamWriter } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { writeFinishReason } from './finish-reasons.ts';
import { writeUsage } from './write-usage.ts';

/** Writes a streamed answer as chunks of a chat completion. */
export class ChunkWriter implements AnswerStreamWriter {
  readonly #context: AnswerContext;
  readonly #includeUsage: boolean;
  /** Positions of tool calls among those of their choice, by choice and part. */
  readonly #tools = new Map<number, number[]>();
  readonly #begun = new Set<number>();
  #id: string;
  #model: string;
  #usage: TokenUsage = NO_USAGE;

  constructor(context: AnswerContext, includeUsage: boolean) {
    this.#context = context;
    this.#includeUsage = includeUsage;
    this.#id = `chatcmpl-${context.requestId}`;
    this.#model = context.model;
  }

  write(event: AnswerEvent): Uint8Array | null {
    switch (event.type) {
      case 'start':
        this.#id = event.id ?? this.#id;
        this.#model = event.model ?? this.#model;
        return this.#delta(0, { content: '', refusal: null });
      case 'text':
        return this.#delta(event.choice, { content: event.text });
      case 'refusal':
        return this.#delta(event.choice, { refusal: event.text });
      case 'reasoning':
        return event.text === '' ? null : this.#delta(event.choice, { reasoning_content: event.text });
      case 'tool_call': {
        const { id, name } = event;
        const index = this.#toolIndex(event.choice, event.part);
        const call = { index, id, type: 'function', function: { name, arguments: '' } };
        return this.#delta(event.choice, { tool_calls: [call] });
      }
      case 'arguments': {
        const index = this.#toolIndex(event.choice, event.part);
        return this.#delta(event.choice, { tool_calls: [{ index, function: { arguments: event.json } }] });
      }
      case 'finish':
        return this.#delta(event.choice, {}, writeFinishReason(event.reason));
      case 'usage':
        this.#usage = event.usage;
        return null;
      case 'error':
        return null;
    }
  }

  end(): Uint8Array {
    const usage = this.#includeUsage ? writeUsage(this.#usage) : undefined;
    const last = usage === undefined ? '' : this.#event({ choices: [], usage });
    return Buffer.from(`${last}data: [DONE]\n\n`);
  }

  #delta(choice: number, delta: object, reason: string | null = null): Uint8Array {
    const first = this.#begun.has(choice) ? {} : { role: 'assistant' };
    this.#begun.add(choice);
    const choices = [{ index: choice, delta: { ...first, ...delta }, logprobs: null, finish_reason: reason }];
    return Buffer.from(this.#event(this.#includeUsage ? { choices, usage: null } : { choices }));
  }

  #event(rest: object): string {
    const created = this.#context.createdUnixSeconds;
    const head = { id: this.#id, object: 'chat.completion.chunk', created, model: this.#model };
    return `data: ${JSON.stringify({ ...head, ...rest })}\n\n`;
  }

  #toolIndex(choice: number, part: number): number {
    const parts = this.#tools.get(choice) ?? [];
    this.#tools.set(choice, parts);
    const known = parts.indexOf(part);
    return known === -1 ? parts.push(part) - 1 : known;
  }
}
