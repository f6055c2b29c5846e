/** One event of a stream: its bytes as they came, blank line included, and its data; null when it has none. */
export interface SseEvent {
  raw: Uint8Array;
  data: string | null;
}

const LF = 10;
const CR = 13;

/**
 * Finds the events of a server-sent event stream in whatever pieces its bytes arrive, without copying events that
 * arrive whole. Lines end with LF or CRLF (a lone CR, which the specification also allows, is not sent by any API).
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class SseScanner {
  readonly #limit: number;
  /** Pieces of the event that is not complete yet. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** What the current line holds so far: nothing, one CR, or more. */
  #line: 'empty' | 'cr' | 'text' = 'empty';

  constructor(limit = 16 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** Bytes of an event that has begun and not ended. */
  get pendingBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Takes the next bytes and answers the events that they complete.
   * @throws RangeError when one event is larger than the limit
   */
  push(chunk: Uint8Array): SseEvent[] {
    const events: SseEvent[] = [];
    let eventStart = 0;
    let lineStart = 0;
    for (;;) {
      const newline = chunk.indexOf(LF, lineStart);
      if (newline === -1) break;
      this.#extendLine(chunk, lineStart, newline);
      const blank = this.#line !== 'text';
      this.#line = 'empty';
      lineStart = newline + 1;
      if (!blank) continue;
      events.push(toEvent(this.#release(chunk.subarray(eventStart, lineStart))));
      eventStart = lineStart;
    }
    this.#extendLine(chunk, lineStart, chunk.length);
    this.#hold(chunk.subarray(eventStart));
    return events;
  }

  #extendLine(chunk: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (length === 0) return;
    this.#line = this.#line === 'empty' && length === 1 && chunk[from] === CR ? 'cr' : 'text';
  }

  #hold(rest: Uint8Array): void {
    if (rest.length === 0) return;
    this.#heldBytes += rest.length;
    if (this.#heldBytes > this.#limit) throw new RangeError(`an event is larger than ${this.#limit} bytes`);
    this.#held.push(rest);
  }

  #release(last: Uint8Array): Uint8Array {
    if (this.#held.length === 0) return last;
    const whole = Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    return whole;
  }
}

function toEvent(raw: Uint8Array): SseEvent {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  // What every chat stream is made of: one data line and a blank one.
  if (text.startsWith('data: ') && text.indexOf('\n') === text.length - 2) {
    return { raw, data: text.slice(6, -2) };
  }
  const data: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === 'data') data.push('');
    else if (line.startsWith('data:')) data.push(line.slice(line.charCodeAt(5) === 32 ? 6 : 5));
  }
  return { raw, data: data.length === 0 ? null : data.join('\n') };
}
