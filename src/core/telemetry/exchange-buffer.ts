import type { StoredSpan } from '../store/span-record.ts';

export interface ExchangeBufferOptions {
  /** Spans that may wait, here or at the writer. */
  maxSpans: number;
  flushMs: number;
  /** Resolves when the spans are committed. */
  send: (spans: StoredSpan[]) => Promise<void>;
  onFailure: (error: unknown, spans: number) => void;
}

/**
 * What the gateway records, gathered for some milliseconds before it goes to the writer thread: an exchange costs the
 * main thread one append. Bounded: what does not fit is dropped and counted, exchanges never wait for the disk.
 */
export class ExchangeBuffer {
  readonly #options: ExchangeBufferOptions;
  readonly #sending = new Set<Promise<void>>();
  #spans: StoredSpan[] = [];
  #held = 0;
  #timer: NodeJS.Timeout | null = null;
  #dropped = 0;

  constructor(options: ExchangeBufferOptions) {
    this.#options = options;
  }

  /** Exchanges that were not recorded: the buffer was full, or the write failed. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes the spans of one exchange. */
  append(spans: readonly StoredSpan[]): void {
    if (this.#held + spans.length > this.#options.maxSpans) {
      this.#dropped += 1;
      return;
    }
    this.#held += spans.length;
    this.#spans.push(...spans);
    this.#timer ??= setTimeout(() => this.#flush(), this.#options.flushMs);
  }

  /** Sends what is gathered and waits until all of it is committed or has failed. */
  async drain(): Promise<void> {
    this.#flush();
    await Promise.all(this.#sending);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#spans.length === 0) return;
    const spans = this.#spans;
    this.#spans = [];
    const sent = this.#send(spans).finally(() => {
      this.#held -= spans.length;
      this.#sending.delete(sent);
    });
    this.#sending.add(sent);
  }

  async #send(spans: StoredSpan[]): Promise<void> {
    try {
      await this.#options.send(spans);
    } catch (error) {
      this.#dropped += new Set(spans.map(({ span }) => span.traceId)).size;
      this.#options.onFailure(error, spans.length);
    }
  }
}
