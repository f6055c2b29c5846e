import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { AnswerEvent } from '../canonical.ts';
import type { DecodedEvent, StreamDecoder } from '../event-stream-reader.ts';
import { boundedIndex, record, text } from '../json-fields.ts';
import { readStopReason } from './stop-reasons.ts';
import { readUsage } from './usage.ts';

/** The events of a message stream; types that are not known are no fault, as the vendor asks. */
export class MessageDecoder implements StreamDecoder {
  readonly endRequired = true;
  /** Parts of the answer by the index that the vendor gives their blocks. */
  readonly #parts = new Map<number, number>();
  #next = 0;
  #usage: TokenUsage = NO_USAGE;

  decode(data: string): DecodedEvent {
    const event = record(JSON.parse(data));
    if (event === null) throw new SyntaxError('an event is not a JSON object');
    return { events: this.#events(event), usageOnly: false, end: event.type === 'message_stop' };
  }

  #events(event: Record<string, unknown>): AnswerEvent[] {
    switch (event.type) {
      case 'message_start':
        return this.#start(record(event.message));
      case 'content_block_start':
        return this.#beginBlock(event);
      case 'content_block_delta':
        return this.#delta(event);
      case 'message_delta':
        return this.#messageDelta(event);
      case 'error': {
        const error = record(event.error);
        const message = text(error?.message) ?? 'The provider sent an error in its stream.';
        return [{ type: 'error', errorType: text(error?.type) ?? 'api_error', message }];
      }
      default:
        return [];
    }
  }

  #start(message: Record<string, unknown> | null): AnswerEvent[] {
    if (message === null) throw new SyntaxError('message_start holds no message');
    this.#usage = readUsage(message.usage);
    const serviceTier = text(record(message.usage)?.service_tier);
    return [
      { type: 'start', id: text(message.id), model: text(message.model), serviceTier },
      { type: 'usage', usage: this.#usage },
    ];
  }

  #beginBlock(event: Record<string, unknown>): AnswerEvent[] {
    const block = record(event.content_block);
    const index = boundedIndex(event.index);
    const at = { choice: 0, part: this.#next };
    const begun = beginning(block, at);
    if (begun.length > 0) this.#parts.set(index, this.#next++);
    return begun;
  }

  #delta(event: Record<string, unknown>): AnswerEvent[] {
    const delta = record(event.delta);
    const part = this.#parts.get(boundedIndex(event.index));
    if (part === undefined || delta === null) return [];
    const at = { choice: 0, part };
    switch (delta.type) {
      case 'text_delta':
        return [{ type: 'text', ...at, text: text(delta.text) ?? '' }];
      case 'input_json_delta':
        return [{ type: 'arguments', ...at, json: text(delta.partial_json) ?? '' }];
      case 'thinking_delta': {
        const thought = text(delta.thinking) ?? '';
        return [{ type: 'reasoning', ...at, text: thought, signature: null, redacted: null }];
      }
      case 'signature_delta': {
        const signature = text(delta.signature);
        return [{ type: 'reasoning', ...at, text: '', signature, redacted: null }];
      }
      default:
        return [];
    }
  }

  #messageDelta(event: Record<string, unknown>): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    if (record(event.usage) !== null) {
      this.#usage = readUsage(event.usage, this.#usage);
      events.push({ type: 'usage', usage: this.#usage });
    }
    const reason = readStopReason(text(record(event.delta)?.stop_reason));
    if (reason !== null) events.push({ type: 'finish', choice: 0, reason });
    return events;
  }
}

/** Empty for blocks without a canonical form. */
function beginning(
  block: Record<string, unknown> | null,
  at: { choice: number; part: number },
): AnswerEvent[] {
  switch (block?.type) {
    case 'text':
      return [{ type: 'text', ...at, text: text(block.text) ?? '' }];
    case 'thinking': {
      const thought = text(block.thinking) ?? '';
      return [{ type: 'reasoning', ...at, text: thought, signature: null, redacted: null }];
    }
    case 'redacted_thinking':
      return [{ type: 'reasoning', ...at, text: '', signature: null, redacted: text(block.data) }];
    case 'tool_use': {
      const call = { id: text(block.id) ?? '', name: text(block.name) ?? '' };
      const input = record(block.input);
      const whole = input === null || Object.keys(input).length === 0 ? [] : [JSON.stringify(input)];
      return [
        { type: 'tool_call', ...at, ...call },
        ...whole.map((json) => ({ type: 'arguments' as const, ...at, json })),
      ];
    }
    default:
      return [];
  }
}
