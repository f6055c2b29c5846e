import { AnswerBuilder } from './answer-builder.ts';
import type { AnswerEvent, AnswerStreamReader, ReadEvent, UpstreamError } from './canonical.ts';
import { SseScanner } from './sse-scanner.ts';

/** What one event of a stream says. */
export interface DecodedEvent {
  readonly events: readonly AnswerEvent[];
  readonly usageOnly: boolean;
  /** It is the end marker. */
  readonly end: boolean;
}

export interface StreamDecoder {
  /** @throws SyntaxError when the data are not in the dialect */
  decode(data: string): DecodedEvent;
  /** Only the end marker makes an answer complete; else also that every choice is finished. */
  readonly endRequired: boolean;
}

const NOTHING: readonly AnswerEvent[] = [];

/** Reads the server-sent events of any dialect, which its decoder knows. */
export class EventStreamReader implements AnswerStreamReader {
  readonly #decoder: StreamDecoder;
  readonly #scanner = new SseScanner();
  readonly #builder = new AnswerBuilder();
  readonly answer = this.#builder.answer;
  #ended = false;
  #error: UpstreamError | null = null;

  constructor(decoder: StreamDecoder) {
    this.#decoder = decoder;
  }

  get error(): UpstreamError | null {
    return this.#error;
  }

  get complete(): boolean {
    if (this.#ended) return true;
    const { choices } = this.answer;
    return (
      !this.#decoder.endRequired &&
      this.#scanner.pendingBytes === 0 &&
      choices.length > 0 &&
      choices.every(({ finishReason }) => finishReason !== null)
    );
  }

  push(chunk: Uint8Array): { events: readonly ReadEvent[]; malformed: string | null } {
    const events: ReadEvent[] = [];
    try {
      for (const { raw, data } of this.#scanner.push(chunk)) {
        if (data === null) events.push({ raw, events: NOTHING, usageOnly: false });
        else events.push(this.#read(raw, data));
      }
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) {
        return { events, malformed: error.message };
      }
      throw error;
    }
    return { events, malformed: null };
  }

  #read(raw: Uint8Array, data: string): ReadEvent {
    const { events, usageOnly, end } = this.#decoder.decode(data);
    this.#ended ||= end;
    for (const event of events) {
      this.#builder.apply(event);
      if (event.type !== 'error') continue;
      this.#error ??= { type: event.errorType, message: event.message, retryAfterMs: null, canHeal: null };
    }
    return { raw, events, usageOnly };
  }
}
