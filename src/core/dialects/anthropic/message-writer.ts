import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { AnswerEvent, AnswerStreamWriter, FinishReason } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { writeStopReason } from './stop-reasons.ts';
import { writeMessageUsage, writeUsage } from './usage.ts';
import { messageHead } from './write-answer.ts';

type PartEvent = Extract<AnswerEvent, { readonly part: number }>;

/**
 * Writes a streamed answer as the events of a message. Its end names reason and usage together, which other vendors
 * send in either order, so it waits for `end`.
 */
export class MessageWriter implements AnswerStreamWriter {
  readonly #context: AnswerContext;
  /** Indexes of blocks by the part that they show. */
  readonly #blocks = new Map<number, number>();
  #open: number | null = null;
  #started = false;
  #reason: FinishReason | null = null;
  #usage: TokenUsage = NO_USAGE;

  constructor(context: AnswerContext) {
    this.#context = context;
  }

  write(event: AnswerEvent): Uint8Array | null {
    switch (event.type) {
      case 'start':
        return this.#started ? null : bytes(this.#start(event.id, event.model));
      case 'usage':
        this.#usage = event.usage;
        return null;
      case 'finish':
        this.#reason = event.reason;
        return null;
      case 'error':
        return null;
      case 'text':
      case 'refusal':
      case 'reasoning':
      case 'tool_call':
      case 'arguments':
        return event.choice === 0 ? bytes(this.#part(event)) : null;
    }
  }

  end(): Uint8Array {
    const start = this.#started ? '' : this.#start(null, null);
    const delta = {
      stop_reason: writeStopReason(this.#reason ?? 'stop'),
      stop_sequence: null,
      stop_details: null,
      container: null,
    };
    const last = sse('message_delta', { delta, usage: writeUsage(this.#usage) });
    return Buffer.from(`${start}${this.#close()}${last}${sse('message_stop', {})}`);
  }

  #start(id: string | null, model: string | null): string {
    this.#started = true;
    const usage = writeMessageUsage(this.#usage);
    return sse('message_start', { message: { ...messageHead(id, model, this.#context), usage } });
  }

  #part(event: PartEvent): string {
    const start = this.#started ? '' : this.#start(null, null);
    const known = this.#blocks.get(event.part);
    const index = known ?? this.#blocks.size;
    let begin = '';
    if (known === undefined) {
      this.#blocks.set(event.part, index);
      begin = `${this.#close()}${sse('content_block_start', { index, content_block: emptyBlock(event) })}`;
      this.#open = index;
    }
    const deltas = deltasOf(event).map((delta) => sse('content_block_delta', { index, delta }));
    return `${start}${begin}${deltas.join('')}`;
  }

  #close(): string {
    if (this.#open === null) return '';
    const index = this.#open;
    this.#open = null;
    return sse('content_block_stop', { index });
  }
}

function emptyBlock(event: PartEvent): object {
  switch (event.type) {
    case 'tool_call':
      return { type: 'tool_use', id: event.id, name: event.name, input: {} };
    case 'reasoning':
      return event.redacted === null
        ? { type: 'thinking', thinking: '', signature: '' }
        : { type: 'redacted_thinking', data: event.redacted };
    case 'text':
    case 'refusal':
    case 'arguments':
      return { type: 'text', text: '', citations: null };
  }
}

function deltasOf(event: PartEvent): object[] {
  switch (event.type) {
    case 'text':
    case 'refusal':
      return event.text === '' ? [] : [{ type: 'text_delta', text: event.text }];
    case 'arguments':
      return event.json === '' ? [] : [{ type: 'input_json_delta', partial_json: event.json }];
    case 'reasoning': {
      const thought = event.text === '' ? [] : [{ type: 'thinking_delta', thinking: event.text }];
      const proof = event.signature === null ? [] : [{ type: 'signature_delta', signature: event.signature }];
      return [...thought, ...proof];
    }
    case 'tool_call':
      return [];
  }
}

function sse(type: string, rest: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
}

function bytes(text: string): Uint8Array | null {
  return text === '' ? null : Buffer.from(text);
}
