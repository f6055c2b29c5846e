import type { DecodedEvent, StreamDecoder } from '../event-stream-reader.ts';
import { record, text } from '../json-fields.ts';
import { AnswerEvents } from './answer-events.ts';

/** Reads the events of `streamGenerateContent?alt=sse`. They have no end marker: all is said when every choice ends. */
export class GeminiStreamDecoder implements StreamDecoder {
  readonly endRequired = false;
  readonly #events = new AnswerEvents();

  decode(data: string): DecodedEvent {
    const response = record(JSON.parse(data));
    if (response === null) throw new SyntaxError('an event is not a JSON object');
    const error = record(response.error);
    if (error === null) return { events: this.#events.read(response), usageOnly: false, end: false };
    const errorType = text(error.status) ?? 'UNKNOWN';
    const message = text(error.message) ?? 'Gemini sent an error in its stream.';
    return { events: [{ type: 'error', errorType, message }], usageOnly: false, end: false };
  }
}
