import { addChunk, emptyAnswer, type ChatAnswer } from './chat-answer.ts';
import { errorMessage } from './error-body.ts';
import { SseScanner } from './sse-scanner.ts';
import { record } from './usage.ts';

/** An error event: its code or type, and what it says. */
export interface StreamError {
  type: string;
  message: string;
}

/** What a piece of a stream meant: the bytes that may go on to the caller, and whether something is wrong. */
export interface StreamStep {
  forward: Uint8Array[];
  /** Why the stream is not in its dialect; what was whole before that is in `forward`. */
  malformed: string | null;
}

/**
 * Reads a chat completion stream in passing. Only whole events are handed on, each with its own bytes, so that what
 * follows a cut (an error event of ours) is never glued to half an event.
 */
export class ChatStreamReader {
  readonly answer: ChatAnswer = emptyAnswer();
  readonly #scanner = new SseScanner();
  readonly #hideUsage: boolean;
  #done = false;
  #error: StreamError | null = null;

  /** `hideUsage`: the usage chunk was asked for by the engine, not by the caller. */
  constructor(options: { hideUsage: boolean }) {
    this.#hideUsage = options.hideUsage;
  }

  /** `[DONE]` was seen. */
  get done(): boolean {
    return this.#done;
  }

  /** The error event that the upstream sent in its stream. */
  get error(): StreamError | null {
    return this.#error;
  }

  /** Everything a complete answer needs has arrived, with or without `[DONE]`, and no event is half there. */
  get complete(): boolean {
    if (this.#done) return true;
    const { choices } = this.answer;
    return (
      this.#scanner.pendingBytes === 0 &&
      choices.length > 0 &&
      choices.every(({ finishReason }) => finishReason !== null)
    );
  }

  push(chunk: Uint8Array): StreamStep {
    const forward: Uint8Array[] = [];
    try {
      for (const { raw, data } of this.#scanner.push(chunk)) {
        if (data === null || this.#read(data)) forward.push(raw);
      }
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) {
        return { forward, malformed: error.message };
      }
      throw error;
    }
    return { forward, malformed: null };
  }

  /** False when the caller must not see the event. */
  #read(data: string): boolean {
    if (data === '[DONE]') {
      this.#done = true;
      return true;
    }
    const chunk = record(JSON.parse(data));
    if (chunk === null) throw new SyntaxError('an event is not a JSON object');
    this.#error ??= streamError(chunk);
    addChunk(this.answer, chunk);
    return !(this.#hideUsage && isUsageChunk(chunk));
  }
}

function streamError(chunk: Record<string, unknown>): StreamError | null {
  const given = chunk.error;
  if (given === undefined || given === null) return null;
  const { code, type } = record(given) ?? {};
  const kind = [code, type].find((name) => typeof name === 'string' || typeof name === 'number');
  return {
    type: kind === undefined ? 'error' : String(kind),
    message: errorMessage(chunk) ?? 'The provider sent an error in its stream.',
  };
}

/** The extra chunk of `stream_options.include_usage`: no choices, the full usage. */
function isUsageChunk(chunk: Record<string, unknown>): boolean {
  const choices = chunk.choices;
  return record(chunk.usage) !== null && Array.isArray(choices) && choices.length === 0;
}
